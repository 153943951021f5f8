"""Around every read: what is told is told only after it was taken down who is told, and on which ground."""

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl
from uuid import UUID

import msgspec
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.access.reads.entry import ReadEntry
from services.access.reads.keeping import ReadRecord
from services.access.reads.operations import STORED_FIRST, TELLING, UNRECORDED, row_of
from services.kit.clock import Clock
from services.kit.problem_details import INVALID_QUERY, FieldError, Problem
from services.projections.http.read_side import READS_AS, RESULTS
from services.workflow.domain.dispute.permissions import granted
from services.workflow.domain.given import Role
from services.workflow.http.edge import request_id_of
from services.workflow.http.identity import known_caller
from services.workflow.http.problems import problem_of

REASON: Final = "x-access-reason"
TEXT_SENT: Final = "…"
"""Stands for a parameter that may hold a name."""
_REASON: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/#-]{0,59}")
_REFUSED: Final = frozenset({403, 404})
_TOLD: Final = frozenset({200, 206, 304})
_MOST_COUNTED: Final = 4_194_304
_API: Final = "/v1/"
_PAGE: Final = "page "
_CALENDAR: Final = "read_calendar_feed"
"""Without a token; it shows what whoever opened it may read."""
DISPUTES: Final = "fengqiao.disputes"
"""Key of a request's scope: of which disputes it tells, where its address names none."""
OWN_MACHINE: Final = "own_machine"
"""Ground of a page where nobody signs in: it is for whoever sits at the service's own machine."""


class _Who(msgspec.Struct, frozen=True, kw_only=True):
    """Who reads; nobody we know where all of it is empty."""

    account: str = ""
    role: Role | None = None
    organisation: UUID | None = None
    region: str | None = None
    on_behalf_of: str | None = None


class _Listed(msgspec.Struct):
    items: list[msgspec.Raw] | None = None


class NoteReads:
    """ASGI middleware inside the edge, which has verified who calls."""

    def __init__(self, app: ASGIApp, record: ReadRecord, clock: Clock) -> None:
        self._app = app
        self._record = record
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. Raises a Problem for a read that cannot be recorded."""
        if scope["type"] != "http" or not _is_a_read(scope):
            await self._app(scope, receive, send)
            return
        reason = _reason(Headers(scope=scope).get(REASON))
        answer = _Answer(scope, send, self, reason)
        try:
            await self._app(scope, receive, answer.send)
        except Exception as error:
            problem = problem_of(error)
            if problem is not None and problem.kind.status in _REFUSED:
                await self.note(scope, problem.kind.status, None, reason)
            raise

    async def note(
        self, scope: Scope, status: int, results: int | None, reason: str | None
    ) -> None:
        """Take the read down, unless it is none."""
        operation = _operation(scope)
        if operation is None or operation in UNRECORDED:
            return
        caller = known_caller(scope)
        partner = caller.partner if caller else None
        who = _who(caller.actor if caller else scope.get(READS_AS))
        entry = ReadEntry(
            at=self._clock.now(),
            request=request_id_of(Request(scope)),
            account=who.account,
            role=who.role.value if who.role else "",
            organisation=who.organisation,
            region=who.region,
            on_behalf_of=who.on_behalf_of,
            partner=partner,
            operation=operation,
            dispute=_dispute(scope),
            parameters=_parameters(scope, is_valid=status not in _REFUSED),
            status=status,
            ground=None if status in _REFUSED else _ground(operation, who.role, partner),
            reason=reason,
            results=scope.get(RESULTS, results),
        )
        about = scope.get(DISPUTES) or (entry.dispute,)
        for one in (msgspec.structs.replace(entry, dispute=dispute) for dispute in about):
            await self._record.keep(one, is_stored_first=operation in STORED_FIRST)


class _Answer:
    """Holds the head of an answer back until the read is taken down."""

    def __init__(self, scope: Scope, send: Send, notes: NoteReads, reason: str | None) -> None:
        self._scope = scope
        self._send = send
        self._notes = notes
        self._reason = reason
        self._head: Message | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if _is_json(message):
                self._head = message
                return
            await self._note(message, None)
        elif self._head is not None:
            head, self._head = self._head, None
            await self._note(head, _counted(message))
            await self._send(head)
        await self._send(message)

    async def _note(self, head: Message, results: int | None) -> None:
        status = head["status"]
        if status in _REFUSED:
            await self._notes.note(self._scope, status, None, self._reason)
        elif status in _TOLD:
            await self._notes.note(self._scope, status, results, self._reason)


def _reason(sent: str | None) -> str | None:
    """A number or code under which the reason stands elsewhere: free text could name people."""
    if sent is None or _REASON.fullmatch(sent):
        return sent
    fault = FieldError(
        parameter="X-Access-Reason",
        zh="须为编号或代码：字母、数字和 . _ : / # -，至多60个字符，不得写姓名",
        en="must be a number or code of letters, digits and . _ : / # -, 60 at most; no names",
    )
    raise Problem(INVALID_QUERY, errors=(fault,))


def _operation(scope: Scope) -> str | None:
    """The operation of the document, or the page by its address; none for what is neither."""
    if "endpoint" not in scope:
        return None
    route = scope.get("route")
    if scope["path"].startswith(_API):
        return str(getattr(route, "operation_id", None) or scope["endpoint"].__name__)
    path = scope["path"]
    for name, value in scope.get("path_params", {}).items():
        path = path.replace(str(value), f"{{{name}}}")
    page = f"{_PAGE}{path}"
    return page if row_of(page) else None


def _is_a_read(scope: Scope) -> bool:
    """Whether it tells what is on file: most reads are a GET."""
    return scope["method"] == "GET" or (scope["method"], scope["path"]) in TELLING


def _dispute(scope: Scope) -> UUID | None:
    named = scope.get("path_params", {})
    try:
        return UUID(str(named.get("dispute_id") or named.get("dispute")))
    except ValueError:
        return None


def _who(known: object | None) -> _Who:
    """Whoever signed in or has a token, or as whom a secret address reads."""
    if known is None:
        return _Who()
    values: dict[str, Any] = {name: getattr(known, name, None) for name in _Who.__struct_fields__}
    return _Who(**values)


def _ground(operation: str, role: Role | None, partner: str | None) -> str | None:
    """The relation that let it through: of a system in what is its own, that it is its own."""
    row = "read_record" if operation == _CALENDAR else row_of(operation)
    if row is None or role is None:
        return OWN_MACHINE if operation.startswith(_PAGE) else None
    relation = granted(row, role, is_system=partner is not None)
    return relation.value if relation else None


def _parameters(scope: Scope, *, is_valid: bool) -> dict[str, str]:
    """What was asked for, without what may be a name: what the document says can be none is kept."""
    documented = (getattr(scope.get("route"), "openapi_extra", None) or {}).get("parameters", ())
    plain = {one["name"] for one in documented if "name" in one and _is_plain(one)}
    sent = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    known = {one["name"] for one in documented if "name" in one}
    return {
        name if is_valid and name in known else TEXT_SENT: value
        if is_valid and name in plain
        else TEXT_SENT
        for name, value in sent
    }


def _is_plain(parameter: Mapping[str, Any]) -> bool:
    schema = parameter.get("schema", {})
    is_code = "enum" in schema or schema.get("format") in {"uuid", "date", "date-time"}
    return is_code or schema.get("type") in {"boolean", "integer"} or parameter["name"] == "region"


def _is_json(head: Message) -> bool:
    media: bytes = dict(head["headers"]).get(b"content-type", b"")
    return media.startswith(b"application/json")


def _counted(body: Message) -> int | None:
    """How many things are in a whole JSON answer: of a list its items, of anything else one."""
    whole = body.get("body", b"")
    if body.get("more_body") or len(whole) > _MOST_COUNTED:
        return None
    try:
        if whole.startswith(b"["):
            return len(msgspec.json.decode(whole, type=list[msgspec.Raw]))
        items = msgspec.json.decode(whole, type=_Listed).items
    except msgspec.DecodeError:
        return None
    return 1 if items is None else len(items)
