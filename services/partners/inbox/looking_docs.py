"""What the OpenAPI document says of messages: parameters, bodies, answers."""

from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from services.partners.inbox.answers import InboxMessageWhole
from services.partners.inbox.message import Verdict
from services.projections.http import parameter_kinds as p
from services.projections.http.paging import LARGEST_PAGE
from services.projections.http.parameters import Parameter
from services.workflow.http.answers import JSON
from services.workflow.http.openapi_parts import problems
from services.workflow.http.schema_components import Schema, reference

_CODE_PATTERN: Final = "^[a-z0-9][a-z0-9-]{1,62}$"


def _instant(text: str) -> datetime:
    try:
        found = msgspec.convert(text, datetime)
    except msgspec.ValidationError as error:
        raise ValueError(text) from error
    if found.tzinfo is None:
        raise ValueError(text)
    try:
        return found.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error


def _code(text: str) -> str:
    if not 1 < len(text) <= 63 or not text.isascii() or not text.replace("-", "a").isalnum():  # noqa: PLR2004
        raise ValueError(text)
    return text


def _place(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 18):  # noqa: PLR2004
        raise ValueError(text)
    return int(text)


PARAMETERS: Final[tuple[Parameter, ...]] = (
    Parameter(
        name="partner",
        read=_code,
        schema={"type": "string", "pattern": _CODE_PATTERN},
        about="From this partner, by its code.",
        zh="须为合作单位代码",
        en="must be the code of a partner",
    ),
    p.code("verdict", Verdict, "With this verdict."),
    p.identity("dispute", "About this dispute."),
    p.truth("needs_look", "Whether they wait for a person."),
    Parameter(
        name="since",
        read=_instant,
        schema={"type": "string", "format": "date-time"},
        about="Received at this instant or later.",
        zh="须为带时区的时刻",
        en="must be an instant with its zone",
    ),
    Parameter(
        name="cursor",
        read=_place,
        schema={"type": "string", "pattern": "^[0-9]{1,18}$"},
        about="Where the page begins: `next` of the page before.",
        zh="不是本服务给出的 cursor",
        en="is no cursor of this service",
    ),
    p.number("limit", "Messages on a page.", least=1, most=LARGEST_PAGE),
)
_IN_PATH: Final[Schema] = {
    "in": "path",
    "name": "message_id",
    "required": True,
    "schema": {"type": "string", "format": "uuid"},
}
_LANGUAGE: Final[Schema] = {"$ref": "#/components/parameters/Accept-Language"}


def reading_docs(answer: type, *, listed: bool = False) -> Schema:
    """Of a read."""
    given = [parameter.docs for parameter in PARAMETERS] if listed else [_IN_PATH]
    return {
        "parameters": [*given, _LANGUAGE],
        "tags": ["partners"],
        "responses": {
            "200": _answered(answer),
            **problems(401, 403, *(() if listed else (404,)), 406, 422, 429, 500, 503),
        },
    }


def deciding_docs(body: type, example: dict[str, Any]) -> Schema:
    """Of a decision about one message."""
    schema = {**reference(body), "examples": [example]}
    return {
        "parameters": [_IN_PATH, _LANGUAGE],
        "tags": ["partners"],
        "requestBody": {"required": True, "content": {JSON: {"schema": schema}}},
        "responses": {
            "200": _answered(InboxMessageWhole),
            **problems(400, 401, 403, 404, 406, 409, 413, 415, 422, 429, 500, 503),
        },
    }


def _answered(answer: type) -> Schema:
    return {"description": "OK", "content": {JSON: {"schema": reference(answer)}}}
