"""The outermost layer: a request id, who calls, problems as documents, faults told to nobody."""

import logging
import time
from typing import Any, Protocol
from uuid import UUID, uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.kit.logging import REQUEST
from services.kit.problem_details import MEDIA_TYPE, Problem
from services.kit.tokens import TokenVerifier
from services.workflow.http.headers import language
from services.workflow.http.hiding import NOTHING, Hidden, Hiding
from services.workflow.http.identity import Caller, authenticate
from services.workflow.http.problems import FAULT, problem_of

PROTECTED = "/v1/"
"""Everything below needs a token, also what does not exist."""
OPEN = frozenset({"/v1/openapi.json"})
SECRET = ("/v1/calendar-feeds/", ".ics")
"""How addresses begin and end that are a secret themselves: calendar programs bring no token."""
SIGNED = "/v1/inbox/"
"""How addresses begin whose messages prove by a signature who sent them."""
_REQUEST = "fengqiao.request"
_requests = logging.getLogger("fengqiao.http")
_log = structlog.stdlib.get_logger("fengqiao.http")


def request_id_of(request: Request) -> UUID:
    """The id of this request, which every log line of it carries."""
    found: UUID = request.scope[_REQUEST]
    return found


class Admission(Protocol):
    """What a verified caller must pass besides: scopes of its token, its rate limit, its being active."""

    async def admit(self, caller: Caller, method: str, path: str) -> Hidden:
        """What it is not shown in any JSON answer, or raise a Problem (403, 429)."""
        ...


class Edge:
    """ASGI middleware around everything."""

    def __init__(
        self, app: ASGIApp, verifier: TokenVerifier[Caller], admission: Admission | None = None
    ) -> None:
        self._app = app
        self._verifier = verifier
        self._admission = admission

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; nothing that goes wrong leaves here as an exception."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(scope, send)
        try:
            hidden = await self._admitted(scope) if _needs_token(scope["path"]) else NOTHING
            answer = exchange.send if hidden == NOTHING else Hiding(exchange.send, hidden).send
            await self._app(scope, receive, answer)
        except ClientDisconnect:
            exchange.status = 499
        except Exception as error:  # noqa: BLE001
            await exchange.fail(error)
        finally:
            exchange.note()

    async def _admitted(self, scope: Scope) -> Hidden:
        caller = await authenticate(scope, self._verifier)
        if self._admission is None:
            return NOTHING
        return await self._admission.admit(caller, scope["method"], scope["path"])


class _Exchange:
    """One request and what was answered."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.status = 0
        self._scope = scope
        self._send = send
        self._started = time.perf_counter()
        self._id = scope[_REQUEST] = _sent_id(scope) or uuid4()
        REQUEST.set(self._id)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers: list[Any] = message["headers"]
            headers.append((b"x-request-id", str(self._id).encode()))
            headers.append((b"x-content-type-options", b"nosniff"))
            is_said = any(name == b"cache-control" for name, _ in headers)
            if self._scope["path"].startswith(PROTECTED) and not is_said:
                headers.append((b"cache-control", b"no-store"))
        await self._send(message)

    async def fail(self, error: Exception) -> None:
        """Answer with a problem; a fault of ours is logged whole and shown as an id."""
        problem = problem_of(error)
        if problem is None:
            where = {"method": self._scope["method"], "path": _told_path(self._scope)}
            _log.error("fault", **where, exc_info=error)
            problem = Problem(FAULT)
        if self.status:
            # The answer has begun: breaking it off is all that tells the caller.
            raise error
        told = language(Headers(scope=self._scope))
        body = problem.encode(told, f"urn:uuid:{self._id}")
        headers = MutableHeaders(headers=problem.headers)
        headers["content-type"] = MEDIA_TYPE
        headers["content-length"] = str(len(body))
        headers["content-language"] = told
        start = {
            "type": "http.response.start",
            "status": problem.kind.status,
            "headers": headers.raw,
        }
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})

    def note(self) -> None:
        """One line for the log, where it is wanted."""
        if not _requests.isEnabledFor(logging.INFO):
            return
        _log.info(
            "request",
            method=self._scope["method"],
            path=_told_path(self._scope),
            status=self.status,
            milliseconds=round((time.perf_counter() - self._started) * 1000, 1),
        )


def _needs_token(path: str) -> bool:
    begins, ends = SECRET
    is_secret = path.startswith(begins) and path.endswith(ends)
    is_open = path in OPEN or path.startswith(SIGNED)
    return path.startswith(PROTECTED) and not is_open and not is_secret


def _sent_id(scope: Scope) -> UUID | None:
    """The caller's own id of the request, where it sent a UUID."""
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            try:
                return UUID(value.decode("ascii"))
            except ValueError:
                return None
    return None


def _told_path(scope: Scope) -> str:
    """The address without query and without what is no id: a caller may have typed a name there."""
    template = getattr(scope.get("route"), "path", None)
    if template is None:
        return "(none)"
    for name, value in scope.get("path_params", {}).items():
        if _is_id(value):
            template = template.replace(f"{{{name}}}", value)
    return str(template)


def _is_id(value: str) -> bool:
    try:
        return len(value) == 36 and bool(UUID(value))  # noqa: PLR2004
    except ValueError:
        return False
