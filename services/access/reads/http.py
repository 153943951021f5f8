"""`/v1/reads`, and the reads of one dispute: who read what, when, and on which ground."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import asyncpg
import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.access.reads import queries
from services.access.reads.queries import Numbered, Wanted
from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.kit.problem_details import FORBIDDEN, INVALID_QUERY, UNAVAILABLE, FieldError, Problem
from services.projections.http import parameter_kinds as p
from services.projections.http import parameters
from services.projections.http.parameters import Parameter
from services.workflow.application.read import DisputeReader
from services.workflow.domain.dispute.grants import TABLE
from services.workflow.domain.dispute.permissions import NO_GRANT, may
from services.workflow.http.answers import dispute_in_path, json_response
from services.workflow.http.headers import require_json_taken
from services.workflow.http.identity import caller_of
from services.workflow.http.openapi_parts import problems
from services.workflow.http.operations import DISPUTE
from services.workflow.http.schema_components import Schema, reference

READS: Final = "/v1/reads"
PAGE_SIZE: Final = 50
_LONGEST_ACCOUNT: Final = 200
_AWAY: Final = (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError)


class ReadTold(msgspec.Struct, frozen=True, kw_only=True):
    """One read or search."""

    no: int
    at: datetime
    request: UUID
    """The `X-Request-Id` of its answer."""
    account: str
    """Who read; empty for whoever sat at the service's own machine."""
    role: str
    organisation: UUID | None
    on_behalf_of: str | None
    partner: str | None
    """Code of the partner whose system read."""
    operation: str
    """As in this document; `page …` for a page."""
    dispute: UUID | None
    """None for a search."""
    parameters: dict[str, str]
    """Of a search: ids, days, codes and numbers as sent; of any text only that it was there."""
    status: int
    """403 or 404: it was refused."""
    ground: str | None
    """How the role stands to the dispute, by the table of permissions."""
    reason: str | None
    """What was given as `X-Access-Reason`: a number or code."""
    results: int | None
    """How many were shown, where that is counted."""


class ReadPage(msgspec.Struct, frozen=True, kw_only=True):
    """Reads, the newest first."""

    items: tuple[ReadTold, ...]
    next: str | None
    """The cursor of the next page; null on the last."""


ANSWERS: Final[tuple[type, ...]] = (ReadPage,)


def _account(text: str) -> str:
    if not 0 < len(text) <= _LONGEST_ACCOUNT or "\0" in text:
        raise ValueError(text)
    return text


_PAGING: Final = (
    p.number("cursor", "`next` of the page before.", least=1, most=2**62),
    p.number("limit", "Reads on a page.", least=1, most=200),
)
_FILTERS: Final = (
    Parameter(
        name="account",
        read=_account,
        schema={"type": "string", "minLength": 1, "maxLength": _LONGEST_ACCOUNT},
        about="By this account.",
        zh=f"须为1至{_LONGEST_ACCOUNT}个字符",
        en=f"must have 1 to {_LONGEST_ACCOUNT} characters",
    ),
    p.identity("dispute", "Of this dispute."),
    p.legal_day("from", "On this day or later."),
    p.legal_day("to", "On this day or earlier."),
)


class ReadEndpoints:
    """The endpoints."""

    def __init__(self, pool: Any, reader: DisputeReader) -> None:
        self._pool = pool
        self._reader = reader

    async def list_reads_of_dispute(self, request: Request) -> Response:
        """Who read this dispute, for the offices of the body that has it and for its supervisor."""
        require_json_taken(request.headers)
        values = parameters.read(request, _PAGING)
        actor = caller_of(request).actor
        dispute, _ = await self._reader.current(dispute_in_path(request), actor)
        if not may("read_reads", actor, dispute):
            raise Problem(FORBIDDEN, zh=NO_GRANT[0], en=NO_GRANT[1])
        return await self._page(request, Wanted(dispute=dispute.id), values)

    async def list_reads(self, request: Request) -> Response:
        """Reads of the disputes of the supervisor's region, and searches by its people."""
        require_json_taken(request.headers)
        values = parameters.read(request, (*_FILTERS, *_PAGING))
        first, last = values.pop("from", None), values.pop("to", None)
        if first is not None and last is not None and last < first:
            fault = FieldError(parameter="to", zh="早于 from", en="is before from")
            raise Problem(INVALID_QUERY, errors=(fault,))
        actor = caller_of(request).actor
        if actor.role not in TABLE["search_reads"] or not actor.region:
            raise Problem(FORBIDDEN, zh=NO_GRANT[0], en=NO_GRANT[1])
        named = {name: values[name] for name in ("account", "dispute") if name in values}
        wanted = Wanted(region=actor.region, from_on=first, to_on=last, **named)
        return await self._page(request, wanted, values)

    async def _page(self, request: Request, wanted: Wanted, values: dict[str, Any]) -> Response:
        size = values.get("limit", PAGE_SIZE)
        try:
            found = await queries.page(
                self._pool, wanted, size=size + 1, before=values.get("cursor")
            )
        except _AWAY:
            raise Problem(UNAVAILABLE, headers={"Retry-After": "1"}) from None
        following = str(found[size - 1].no) if len(found) > size else None
        page = ReadPage(items=tuple(_told(one) for one in found[:size]), next=following)
        headers = {}
        if following:
            address = request.url.include_query_params(cursor=following)
            headers["Link"] = f'<{address.path}?{address.query}>; rel="next"'
        return json_response(page, headers=headers)


def reads_router(endpoints: ReadEndpoints) -> APIRouter:
    """The routes, with what the OpenAPI document says of each."""
    router = APIRouter()
    of_dispute = f"{DISPUTE}/reads"
    identity = {"type": "string", "format": "uuid"}
    in_path = {"in": "path", "name": "dispute_id", "required": True, "schema": identity}
    for path, serve, summary, docs in (
        (of_dispute, endpoints.list_reads_of_dispute, "争议的查阅记录 · Who read a dispute", _docs(404, in_path)),
        (READS, endpoints.list_reads, "查阅记录 · Who read what", _docs(403, *(each.docs for each in _FILTERS))),
    ):  # fmt: skip
        router.add_api_route(
            path,
            serve,
            methods=["GET"],
            operation_id=serve.__name__,
            summary=summary,
            response_class=Response,
            response_model=None,
            openapi_extra=docs,
        )
    return router


def _docs(refused: int, *asked: Schema) -> Schema:
    language = {"$ref": "#/components/parameters/Accept-Language"}
    content = {"application/json": {"schema": reference(ReadPage)}}
    statuses = sorted({401, 403, refused, 406, 422, 429, 500, 503})
    return {
        "parameters": [*asked, *(each.docs for each in _PAGING), language],
        "tags": ["reads"],
        "responses": {"200": {"description": "OK", "content": content}, **problems(*statuses)},
    }


def _told(entry: Numbered) -> ReadTold:
    told = msgspec.structs.asdict(entry)
    return ReadTold(**{name: told[name] for name in ReadTold.__struct_fields__})
