"""The calendar of a person at its secret address; whoever has the address reads it, without a token."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from services.kit import etag
from services.kit.language import preferred
from services.kit.problem_details import NOT_FOUND, UNAVAILABLE, Problem
from services.projections.http.answering import AWAY, RETRY
from services.projections.http.read_side import READS_AS, CalendarReader, ReadSide
from services.projections.queries import person_calendar
from services.projections.words.calendar import Writer

PATH: Final = "/v1/calendar-feeds/{secret}.ics"
MEDIA: Final = "text/calendar; charset=utf-8"


def feed_endpoint(read_side: ReadSide) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint; an address that is unknown or closed is told alike."""

    async def read_calendar_feed(request: Request) -> Response:
        try:
            reader = await read_side.calendar_of(request.path_params["secret"])
            if reader is None:
                raise Problem(NOT_FOUND, zh="没有这个日历地址", en="no such calendar")
            request.scope[READS_AS] = reader
            body = await _calendar(request, reader, read_side)
        except AWAY:
            raise Problem(UNAVAILABLE, headers=RETRY) from None
        tag = etag.of_content(body)
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Language"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers, media_type=MEDIA)

    return read_calendar_feed


async def _calendar(request: Request, reader: CalendarReader, read_side: ReadSide) -> bytes:
    language = preferred(request.headers.get("accept-language", ""))
    whose: dict[str, Any] = {"mediator": reader.mediator, "organisation": reader.organisation}
    async with read_side.pool.acquire() as connection:
        due = await person_calendar.due(connection, reader.scope, read_side.today(), **whose)
        sittings = await person_calendar.sittings(connection, reader.scope, **whose)
    address = str(request.base_url).rstrip("/")
    return Writer(read_side.rules, read_side.soon, language, address).calendar(due, sittings)


DOCS: Final[dict[str, Any]] = {
    "summary": "个人日历订阅 · The calendar of a person",
    "description": (
        "iCalendar of open deadlines and listed sessions of the person who opened the address; "
        "rule words and case numbers only. The address is a secret and needs no token."
    ),
    "openapi_extra": {
        "parameters": [
            {
                "in": "path",
                "name": "secret",
                "required": True,
                "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{64}$"},
            },
            {"$ref": "#/components/parameters/Accept-Language"},
        ],
        "security": [],
        "tags": ["desk"],
        "responses": {
            "200": {"description": "OK", "content": {"text/calendar": {"schema": {}}}},
            "304": {"description": "Not modified since `If-None-Match`"},
            "404": {"$ref": "#/components/responses/Problem404"},
            "500": {"$ref": "#/components/responses/Problem500"},
            "503": {"$ref": "#/components/responses/Problem503"},
        },
    },
}
