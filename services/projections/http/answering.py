"""Around every read: parameters, who reads, the position held, and problems for what goes wrong."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit import etag
from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.kit.language import Language, preferred
from services.kit.problem_details import (
    BEHIND,
    FORBIDDEN,
    INVALID_QUERY,
    NOT_FOUND,
    UNAVAILABLE,
    FieldError,
    Problem,
)
from services.projections.http import parameters
from services.projections.http.parameter_kinds import MIN_POSITION
from services.projections.http.parameters import Parameter
from services.projections.http.read_side import Reader, ReadSide
from services.projections.positions import served
from services.projections.queries.reached import Behind, Beyond, Served, reach
from services.projections.queries.same_matter import Namesakes
from services.workflow.recorded.codec import encode_value
from services.workflow.recorded.views import LegalRule, Scope

Endpoint = Callable[[Request], Awaitable[Response]]
RETRY = {"Retry-After": "1"}
_UUID_LENGTH = 36
AWAY = (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError)
_encoder = msgspec.json.Encoder(enc_hook=encode_value)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One request: by whom, for what, and what the read models hold."""

    request: Request
    reader: Reader
    scope: Scope
    values: Mapping[str, Any]
    language: Language
    pool: Any
    position: int
    today: date
    most_caseload: int
    most_exported: int
    namesakes: Namesakes
    rules: Mapping[str, LegalRule]
    soon: int


class File(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that is a file of its own."""

    body: bytes
    media: str


Answer = tuple[object, dict[str, str]]
"""What is told, and headers of its own."""


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """One operation of the read side."""

    name: str
    path: str
    zh: str
    en: str
    answers: Any = None
    """Type of the answer; none where it is a file."""
    media: tuple[str, ...] = ()
    """The media types of a file."""
    answer: Callable[[Asked], Awaitable[Answer]]
    parameters: Sequence[Parameter] = ()
    statuses: tuple[int, ...] = ()
    """Problems that not every read can have."""
    served: Served = served
    """How far along the log what it reads is."""

    @property
    def known(self) -> tuple[Parameter, ...]:
        """All its query parameters."""
        return (*self.parameters, MIN_POSITION)


def endpoint(read: Read, read_side: ReadSide) -> Endpoint:
    """The endpoint of an operation."""

    async def serve(request: Request) -> Response:
        values = parameters.read(request, read.known)
        reader = read_side.reader_of(request)
        if reader.scope is None:
            raise Problem(
                FORBIDDEN, zh="该身份没有可以查阅的争议", en="the role has nothing to read here"
            )
        try:
            asked = Asked(
                request=request,
                reader=reader,
                scope=reader.scope,
                values=values,
                language=preferred(request.headers.get("accept-language", "")),
                pool=read_side.pool,
                position=await reach(read_side.pool, values.get("min_position"), what=read.served),
                today=read_side.today(),
                most_caseload=read_side.most_caseload,
                most_exported=read_side.most_exported,
                namesakes=read_side.namesakes,
                rules=read_side.rules,
                soon=read_side.soon,
            )
            told, headers = await read.answer(asked)
        except Behind as behind:
            raise _behind(behind) from None
        except Beyond as beyond:
            raise _beyond(beyond) from None
        except AWAY:
            raise Problem(UNAVAILABLE, headers=RETRY) from None
        return _response(told, asked, headers)

    serve.__name__ = read.name
    return serve


def dispute_in_path(asked: Asked) -> UUID:
    """The dispute of the address. Text that is no id is told like an id that is not there."""
    text: str = asked.request.path_params["dispute_id"]
    try:
        if len(text) == _UUID_LENGTH:
            return UUID(text)
    except ValueError:
        pass
    raise not_found()


def not_found() -> Problem:
    """The dispute is not there, or not for this caller."""
    return Problem(
        NOT_FOUND, zh="没有这件争议，或您无权知悉", en="no such dispute, or none that you may see"
    )


def _behind(behind: Behind) -> Problem:
    return Problem(
        BEHIND,
        zh=f"查询数据到日志第{behind.reached}条，要求的是第{behind.asked}条",
        en=f"the read model is at position {behind.reached}, {behind.asked} was asked for",
        headers={**RETRY, "Log-Position": str(behind.reached)},
    )


def _beyond(beyond: Beyond) -> Problem:
    place = FieldError(
        parameter=MIN_POSITION.name,
        zh=f"日志只到第{beyond.end}条",
        en=f"the log ends at position {beyond.end}",
    )
    return Problem(INVALID_QUERY, errors=(place,))


def _response(told: object, asked: Asked, headers: dict[str, str]) -> Response:
    position = {"Log-Position": str(asked.position)}
    language = {"Content-Language": asked.language, "Vary": "Authorization, Accept-Language"}
    file = told if isinstance(told, File) else None
    body = file.body if file else _encoder.encode(told)
    sent = {"ETag": etag.of_content(body), **position, **language, **headers}
    return Response(body, 200, sent, file.media if file else "application/json")
