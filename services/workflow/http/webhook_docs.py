"""What the OpenAPI document says of the webhooks that we send: who receives them, and what to answer."""

from typing import Any, Final, get_args

from services.workflow.domain.dispute.events import Event
from services.workflow.domain.dispute.lifecycle import State

MEDIA: Final = "application/cloudevents+json"
TYPES: Final = tuple(
    sorted(f"fengqiao.event.{kind.__name__}.v{kind.class_version}" for kind in get_args(Event))
)
"""Every type of event that may be sent, in its present version."""
_UUID: Final = {"type": "string", "format": "uuid"}
_TEXT: Final = {"type": "string"}
_POSITION: Final = {"type": "integer", "minimum": 1}
_ABOUT: Final = """\
The bytes are those of the item in the feed, and its `id` is the position there. `data.event` has the
fields that the partner's profile lets it see, as `schemas/webhooks/out` describes them for each type;
there are no names, numbers of persons or free text in it: who may see those fetches the dispute.

Verify the signature over the raw bytes by Standard Webhooks before anything else; there may be
several, of which one has to be right. Keep the `webhook-id`: a repeat of one that is known is
answered by 2xx and otherwise left alone. Events of one dispute come in their order, others in any.
Any 2xx within 20 seconds says that the bytes have arrived, and nothing more: that an offer was
received or accepted is reported by operations of its own. Everything else is tried again, ten times
over three days; 410 ends the subscription, and 429 or 503 with Retry-After is waited for. Redirects
are not followed.
"""
ENVELOPE: Final[dict[str, Any]] = {
    "specversion": {"const": "1.0"},
    "type": {"type": "string", "enum": list(TYPES)},
    "source": {"const": "urn:fengqiao"},
    "id": {"type": "string", "description": "Position of the event in the log."},
    "subject": {**_UUID, "description": "The dispute."},
    "time": {"type": "string", "format": "date-time", "description": "When it was recorded."},
    "datacontenttype": {"const": "application/json"},
}
"""The members beside `data`."""
DATA: Final[dict[str, Any]] = {
    "dispute": _UUID,
    "case_number": _TEXT,
    "version": {**_POSITION, "description": "Of the dispute, by this event."},
    "position": _POSITION,
    "occurred_on": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
    "state": {"type": "string", "enum": [state.value for state in State]},
    "custodian": {"anyOf": [_UUID, {"type": "null"}], "description": "The body that has custody."},
    "event": {"type": "object", "description": "What the partner may see of it."},
}
"""The members of `data`; a profile may take any away."""


def webhooks() -> dict[str, Any]:
    """The section of the document."""
    event = {
        "type": "object",
        "properties": {**ENVELOPE, "data": {"type": "object", "properties": DATA}},
        "required": [*ENVELOPE, "data"],
    }
    ping = {
        "type": "object",
        "properties": {**ENVELOPE, "type": {"const": "fengqiao.ping.v1"}, "subject": _UUID},
        "required": [*ENVELOPE, "data"],
    }
    return {
        "dispute_event": _operation("receive_dispute_event", "争议事件 · An event", _ABOUT, event),
        "ping": _operation(
            "receive_ping", "测试消息 · A test message", "Asked for by yourself.", ping
        ),
    }


def _operation(name: str, summary: str, about: str, schema: dict[str, Any]) -> dict[str, Any]:
    headers = (
        ("webhook-id", "The same in every attempt and every replay of one delivery."),
        ("webhook-timestamp", "Seconds since 1970 when this attempt was signed."),
        ("webhook-signature", "`v1,` and base64, several with spaces between them."),
    )
    answers = {
        "2XX": "It has arrived.",
        "410": "No more, ever: the subscription is disabled.",
        "429": "Later: Retry-After is obeyed, up to a day.",
    }
    return {
        "post": {
            "operationId": name,
            "summary": summary,
            "description": about,
            "tags": ["deliveries"],
            "security": [],
            "parameters": [
                {"in": "header", "name": n, "required": True, "schema": _TEXT, "description": d}
                for n, d in headers
            ],
            "requestBody": {"required": True, "content": {MEDIA: {"schema": schema}}},
            "responses": {status: {"description": text} for status, text in answers.items()},
        }
    }
