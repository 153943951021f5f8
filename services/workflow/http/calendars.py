"""Calendars by HTTP: holiday notices are entered and withdrawn, years and their days are read."""

from datetime import date
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit import etag
from services.kit.problem_details import NOT_FOUND, Problem
from services.workflow.application.holiday_notices import (
    Answered,
    NoticeDetails,
    NoticeWithdrawal,
)
from services.workflow.application.registry import Entry
from services.workflow.http.answers import json_response, request_hash
from services.workflow.http.bodies import BodyReader, read_body
from services.workflow.http.dependencies import Dependencies
from services.workflow.http.headers import (
    expected_version,
    idempotency_key,
    require_json,
    require_json_taken,
)
from services.workflow.http.identity import caller_of
from services.workflow.http.query_values import invalid, parameter, require_known

CALENDAR: Final = "/v1/calendars/{region}"
NOTICES: Final = f"{CALENDAR}/notices"
WITHDRAWAL: Final = f"{NOTICES}/{{no}}/withdraw"
YEAR: Final = f"{CALENDAR}/{{year}}"
_MOST_DIGITS: Final = 9


class CalendarEndpoints:
    """Two commands and two reads."""

    def __init__(self, dependencies: Dependencies) -> None:
        self._notices = dependencies.notices
        self._calendars = dependencies.calendars
        self._limit = dependencies.body_limit_bytes
        self._notice = BodyReader(NoticeDetails)
        self._withdrawal = BodyReader(NoticeWithdrawal)

    async def enter_holiday_notice(self, request: Request) -> Response:
        """Enter a notice of days off for a region and year."""
        sent, entry, seen = await self._command(request, self._notice)
        region = request.path_params["region"]
        return _answer(await self._notices.enter(region, sent, entry, seen), 201)

    async def withdraw_holiday_notice(self, request: Request) -> Response:
        """Withdraw a notice that was entered by mistake."""
        number = _number(request, "no")
        sent, entry, seen = await self._command(request, self._withdrawal)
        region = request.path_params["region"]
        return _answer(await self._notices.withdraw(region, number, sent, entry, seen), 200)

    async def get_calendar(self, request: Request) -> Response:
        """Which years are known in a region, what they rest on, and every notice entered."""
        as_of = self._as_of(request)
        return _told(await self._calendars.calendar(request.path_params["region"], as_of))

    async def get_calendar_year(self, request: Request) -> Response:
        """Every day off and make-up day of one year."""
        as_of, year = self._as_of(request), _number(request, "year")
        return _told(await self._calendars.year(request.path_params["region"], year, as_of))

    def _as_of(self, request: Request) -> date | None:
        require_json_taken(request.headers)
        require_known(request, "as_of")
        found: date | None = parameter(request, "as_of", date)
        if found is not None and found > self._calendars.today():
            raise invalid("as_of", "不得晚于今天", "must not be later than today")
        return found

    async def _command(
        self, request: Request, reader: BodyReader[Any]
    ) -> tuple[Any, Entry, int | None]:
        require_json(request.headers)
        require_json_taken(request.headers)
        caller = caller_of(request)
        key = caller.key(idempotency_key(request.headers))
        seen = expected_version(request.headers, is_required=False)
        raw = await read_body(request, self._limit)
        sent = await reader.read(raw)
        entry = Entry(actor=caller.actor, key=key, request_hash=request_hash(request, raw))
        return sent, entry, seen


def _answer(answered: Answered, status: int) -> Response:
    answer = answered.answer
    headers = {"ETag": f'"{answer.version}"', "Log-Position": str(answer.position)}
    if answered.is_repeat:
        headers["Idempotency-Replayed"] = "true"
    return json_response(answer, status, headers)


def _told(answer: msgspec.Struct) -> Response:
    response = json_response(answer)
    response.headers["ETag"] = etag.of_content(bytes(response.body))
    return response


def _number(request: Request, name: str) -> int:
    text: str = request.path_params[name]
    if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS:
        return int(text)
    raise Problem(NOT_FOUND)
