"""What the OpenAPI document says of tasks and of calendars."""

from typing import Any, Final

from services.workflow.http.desk import FEEDS, TASKS, FeedTold, NoDetails, TaskOperation, TaskTold
from services.workflow.http.openapi_parts import problems
from services.workflow.http.schema_components import Schema, reference

BODIES: Final[tuple[type, ...]] = (*(operation.wire for operation in TASKS), NoDetails)
ANSWERS: Final = (TaskTold, FeedTold)
EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "claim_task": {},
    "release_task": {"reason": "下周休假"},
    "hand_over_task": {"account": "clerk-hgj-02", "reason": "下周休假"},
    "finish_task": {"note": "已电话告知双方"},
    "reopen_task": {"reason": "对方未收到"},
    "snooze_task": {"until": "2026-03-12", "reason": "等对方回电"},
    "open_calendar_feed": {},
    "close_calendar_feed": {},
    "close_calendar_feed_of": {},
}
"""Operation id to a body that decodes. Invented."""
_TASK: Final[Schema] = {
    "in": "path",
    "name": "task",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    "description": "Key of the deadline within the dispute; its slashes may stand as they are.",
    "example": "MED.ACCEPT",
}
_DISPUTE: Final[Schema] = {
    "in": "path",
    "name": "dispute_id",
    "required": True,
    "schema": {"type": "string", "format": "uuid"},
}

_ACCOUNT: Final[Schema] = {
    "in": "path",
    "name": "account",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    "description": "Whose it is: for the supervisor of the region of that account's body.",
    "example": "mediator-hgj-07",
}


def task_docs(operation: TaskOperation) -> Schema:
    """What the document says of an act on a task."""
    about = " ".join((operation.body.__doc__ or "").split())
    return {
        "requestBody": _sent(operation.wire, operation.body.act),
        "description": about,
        "parameters": [_DISPUTE, _TASK, *_shared("Idempotency-Key", "If-Match-Optional")],
        "tags": ["desk"],
        "responses": {
            "200": _told(TaskTold),
            **problems(400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 500, 503),
        },
    }


def feed_docs(name: str) -> Schema:
    """What the document says of opening and closing a calendar."""
    status = "201" if name == "open_calendar_feed" else "200"
    whose = [_ACCOUNT] if name == "close_calendar_feed_of" else []
    return {
        "requestBody": _sent(NoDetails, name),
        "description": f"One address per account below `{FEEDS}/`: a new one closes the old.",
        "parameters": [*whose, *_shared("Idempotency-Key")],
        "tags": ["desk"],
        "responses": {
            status: _told(FeedTold),
            **problems(400, 401, 403, 404, 406, 409, 413, 415, 422, 500, 503),
        },
    }


def _shared(*names: str) -> list[Schema]:
    return [{"$ref": f"#/components/parameters/{n}"} for n in (*names, "Accept-Language")]


def _sent(body: type, name: str) -> Schema:
    schema = {**reference(body), "examples": [EXAMPLES[name]]}
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _told(answer: type) -> Schema:
    return {
        "description": "Recorded",
        "content": {"application/json": {"schema": reference(answer)}},
    }
