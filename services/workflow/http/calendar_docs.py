"""What the OpenAPI document says of calendars."""

from typing import Any, Final

from services.workflow.application.calendars import CalendarTold, CalendarYearTold
from services.workflow.application.holiday_notices import (
    NoticeAnswer,
    NoticeDetails,
    NoticeWithdrawal,
)
from services.workflow.http.answers import JSON
from services.workflow.http.openapi_parts import problems
from services.workflow.http.schema_components import Schema, reference

BODIES: Final[tuple[type, ...]] = (NoticeDetails, NoticeWithdrawal)
ANSWERS: Final[tuple[type, ...]] = (NoticeAnswer, CalendarTold, CalendarYearTold)
EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "enter_holiday_notice": {
        "year": 2027,
        "off_days": ["2027-01-01", "2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10"],
        "make_up_days": ["2027-01-31"],
        "title": "关于2027年部分节假日安排的通知（虚构示例，不完整）",
        "number": "示例〔2026〕1号",
        "issuer": "示例办公厅",
        "published_on": "2026-11-10",
        "read_at": "https://example.cn/2027",
    },
    "withdraw_holiday_notice": {"reason": "误录为2026年的通知"},
}
"""Operation id to a body that decodes. Invented."""
_TAGS: Final = ["calendars"]
_REGION: Final[Schema] = {
    "in": "path",
    "name": "region",
    "required": True,
    "schema": {"type": "string", "pattern": "^(CN|[1-8][0-9]{1,11})$"},
    "description": "`CN`, or a region by its first 2, 4 or 6 digits; a read also by its whole code.",
    "example": "65",
}
_AS_OF: Final[Schema] = {
    "in": "query",
    "name": "as_of",
    "required": False,
    "schema": {"type": "string", "format": "date"},
    "description": "As it was known at the end of this day.",
}


def entering_docs() -> Schema:
    """What the document says of entering a notice."""
    return _command(NoticeDetails, "enter_holiday_notice", "201")


def withdrawing_docs() -> Schema:
    """What the document says of withdrawing one."""
    return _command(NoticeWithdrawal, "withdraw_holiday_notice", "200", _number("no", 1))


def calendar_docs() -> Schema:
    """What the document says of reading a calendar."""
    return _read(CalendarTold)


def year_docs() -> Schema:
    """What the document says of reading one year."""
    return _read(CalendarYearTold, _number("year", 2004))


def _command(body: type, name: str, status: str, *parameters: Schema) -> Schema:
    about = " ".join((body.__doc__ or "").split())
    schema = {**reference(body), "examples": [EXAMPLES[name]]}
    return {
        "requestBody": {"required": True, "content": {JSON: {"schema": schema}}},
        "description": f"{about} Only by the supervisor of the region; for `CN` by one of `CN`.",
        "parameters": [_REGION, *parameters, *_shared("Idempotency-Key", "If-Match-Optional")],
        "tags": _TAGS,
        "responses": {
            status: _content(NoticeAnswer),
            **problems(400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 500, 503),
        },
    }


def _read(answer: type, *parameters: Schema) -> Schema:
    return {
        "parameters": [_REGION, *parameters, _AS_OF, *_shared("Accept-Language")],
        "tags": _TAGS,
        "responses": {
            "200": _content(answer),
            **problems(401, 403, 404, 406, 422, 500, 503),
        },
    }


def _content(answer: type) -> Schema:
    return {"description": "OK", "content": {JSON: {"schema": reference(answer)}}}


def _number(name: str, least: int) -> Schema:
    schema = {"type": "integer", "minimum": least, "maximum": 999_999_999}
    return {"in": "path", "name": name, "required": True, "schema": schema}


def _shared(*names: str) -> list[Schema]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]
