"""`GET /v1/feed`: pages, long polls and streams of what the calling partner is told."""

from collections.abc import Mapping
from typing import Any, Final

import asyncpg
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.kit import etag
from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.kit.problem_details import FORBIDDEN, INVALID_QUERY, UNAVAILABLE, FieldError, Problem
from services.partners.feed.answers import FeedHead, FeedPage, head_told, page_bytes
from services.partners.feed.reading import Beyond, Feeds, Page
from services.partners.feed.streaming import EVENTS, LAST_ID, FeedStream, Places, last_id
from services.partners.profiles.partner import Partner
from services.partners.profiles.store import Profiles
from services.projections.http import parameters
from services.projections.http.parameter_kinds import number
from services.workflow.http.answers import JSON, json_response
from services.workflow.http.headers import require_json_taken
from services.workflow.http.identity import caller_of
from services.workflow.http.openapi_parts import problems
from services.workflow.http.query_values import require_known
from services.workflow.http.schema_components import Schema, reference

FEED: Final = "/v1/feed"
HEAD: Final = f"{FEED}/head"
LIMIT: Final = 100
LONGEST_WAIT: Final = 30
_PARAMETERS: Final = (
    number(
        "after", "Position of the log: what was told after it. `next` of the last page.", least=0
    ),
    number("limit", f"Items on a page; {LIMIT} where nothing is said.", least=1, most=1_000),
    number("wait", "Seconds to wait for an item where there is none.", least=0, most=LONGEST_WAIT),
)
_AWAY: Final = (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError)
_FULL: Final = {"Cache-Control": "private, max-age=31536000, immutable"}
_GROWING: Final = {"Cache-Control": "private, no-cache"}
_SAME: Final = 304


class FeedEndpoints:
    """The endpoints."""

    def __init__(self, feeds: Feeds, profiles: Profiles) -> None:
        self._feeds = feeds
        self._profiles = profiles
        self._places = Places()

    async def read_feed(self, request: Request) -> Response:
        """What this partner is told of what happened, in the order of the log, without a gap.

        Asked for `text/event-stream` it goes on as a stream: `id` is the position, and
        `Last-Event-ID` goes on after it; it ends after some minutes, to be asked for again. Items
        never change: a page that is full is the same bytes whenever it is read.
        """
        values = parameters.read(request, _PARAMETERS)
        is_stream = EVENTS in request.headers.get("accept", "")
        if not is_stream:
            require_json_taken(request.headers)
        partner = await self._partner(request)
        after, limit = values.get("after", 0), values.get("limit", LIMIT)
        if is_stream:
            after = last_id(request.headers, after)
            await self._page(partner, after, 1, 0)
            return FeedStream(self._feeds, self._places, partner.id, after)
        wait = values.get("wait", 0)
        with self._places.taken(partner.id, is_counted=wait > 0):
            page = await self._page(partner, after, limit, wait)
        return _answer(request, page_bytes(page, after), is_full=len(page.items) == limit)

    async def read_feed_head(self, request: Request) -> Response:
        """The end of the feed: how many items, the last one's position, and the chain over all."""
        require_json_taken(request.headers)
        require_known(request)
        partner = await self._partner(request)
        try:
            head = await self._feeds.head(partner.id)
        except _AWAY:
            raise Problem(UNAVAILABLE, headers={"Retry-After": "1"}) from None
        return json_response(head_told(head))

    async def _partner(self, request: Request) -> Partner:
        code = caller_of(request).partner
        try:
            found = await self._profiles.find(code) if code else None
        except _AWAY:
            raise Problem(UNAVAILABLE, headers={"Retry-After": "1"}) from None
        if found is None:
            raise Problem(
                FORBIDDEN, zh="只有合作单位的系统有数据流", en="only partners' systems have a feed"
            )
        return found

    async def _page(self, partner: Partner, after: int, limit: int, wait: float) -> Page:
        try:
            return await self._feeds.next_page(partner.id, after, limit, wait)
        except Beyond as beyond:
            place = FieldError(
                parameter="after",
                zh=f"日志只到第{beyond.end}条",
                en=f"the log ends at position {beyond.end}",
            )
            raise Problem(INVALID_QUERY, errors=(place,)) from None
        except _AWAY:
            raise Problem(UNAVAILABLE, headers={"Retry-After": "1"}) from None


def _answer(request: Request, body: bytes, *, is_full: bool) -> Response:
    tag = etag.of_content(body)
    headers = {
        "ETag": tag,
        "Vary": "Authorization, Accept",
        **(_FULL if is_full else _GROWING),
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(None, _SAME, headers)
    return Response(body, 200, headers, JSON)


def feed_router(feeds: Feeds, profiles: Profiles) -> APIRouter:
    """The routes, with what the OpenAPI document says of each."""
    endpoints, router = FeedEndpoints(feeds, profiles), APIRouter()
    page = {
        JSON: {"schema": reference(FeedPage)},
        EVENTS: {"schema": {"type": "string", "description": "`data` of each is an item."}},
    }
    resumed = {
        "in": "header",
        "name": LAST_ID,
        "required": False,
        "schema": {"type": "string", "pattern": "^[0-9]{1,18}$"},
        "description": "Of a stream: position of the item that came last.",
    }
    asked = [*(each.docs for each in _PARAMETERS), resumed]
    docs = _docs(page, asked, (400, 401, 403, 406, 422, 429, 500, 503))
    docs["responses"][str(_SAME)] = {"description": "As it was when If-None-Match was read."}
    head = {JSON: {"schema": reference(FeedHead)}}
    head_docs = _docs(head, [], (401, 403, 406, 422, 429, 500, 503))
    for path, serve, summary, extra in (
        (FEED, endpoints.read_feed, "数据流 · The feed of a partner", docs),
        (HEAD, endpoints.read_feed_head, "数据流末端 · The end of the feed", head_docs),
    ):
        router.add_api_route(
            path,
            serve,
            methods=["GET"],
            operation_id=serve.__name__,
            summary=summary,
            response_class=Response,
            response_model=None,
            openapi_extra=extra,
        )
    return router


def _docs(content: Schema, asked: list[Schema], statuses: tuple[int, ...]) -> dict[str, Any]:
    language: Mapping[str, str] = {"$ref": "#/components/parameters/Accept-Language"}
    return {
        "parameters": [*asked, language],
        "tags": ["partners"],
        "responses": {"200": {"description": "OK", "content": content}, **problems(*statuses)},
    }
