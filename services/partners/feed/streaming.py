"""A feed as server-sent events, and how many a partner may keep open."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from typing import Final
from uuid import UUID

import asyncpg
from fastapi.sse import EventSourceResponse, format_sse_event
from starlette.types import Receive, Scope, Send

from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.kit.problem_details import FieldError, Problem
from services.partners.feed.answers import item_text
from services.partners.feed.reading import Feeds
from services.workflow.http.problems import INVALID_HEADER, TOO_MANY

EVENTS: Final = "text/event-stream"
LAST_ID: Final = "Last-Event-ID"
MOST_WAITING: Final = 8
"""Streams and long polls that one partner may keep open in one process."""
HEARTBEAT_SECONDS: Final = 15.0
LONGEST_SECONDS: Final = 300.0
"""A stream ends then, and is asked for again with the token and profile of that day."""
_PAGE: Final = 100
_LONGEST_NUMBER: Final = 18


class Places:
    """Counts what each partner keeps open."""

    def __init__(self) -> None:
        self._open = Counter[UUID]()

    @contextmanager
    def taken(self, partner: UUID, *, is_counted: bool = True) -> Iterator[None]:
        """Take a place. Raises a Problem where the partner has them all."""
        if not is_counted:
            yield
            return
        if self._open[partner] >= MOST_WAITING:
            raise Problem(
                TOO_MANY,
                zh=f"同时打开的数据流至多 {MOST_WAITING} 个",
                en=f"at most {MOST_WAITING} streams and long polls at once",
                headers={"Retry-After": "5"},
            )
        self._open[partner] += 1
        try:
            yield
        finally:
            self._open[partner] -= 1


class FeedStream(EventSourceResponse):
    """The items after a position, and those to come."""

    def __init__(self, feeds: Feeds, places: Places, partner: UUID, after: int) -> None:
        super().__init__(events(feeds, partner, after), headers={"Cache-Control": "no-store"})
        self._places = places
        self._partner = partner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send them, on a place of the partner's."""
        with self._places.taken(self._partner):
            await super().__call__(scope, receive, send)


async def events(
    feeds: Feeds, partner: UUID, after: int, *, heartbeat_seconds: float = HEARTBEAT_SECONDS
) -> AsyncIterator[bytes]:
    """Each item with its position as id; a comment says how far the feed is complete meanwhile."""
    loop = asyncio.get_running_loop()
    until = loop.time() + LONGEST_SECONDS
    yield format_sse_event(retry=1_000)
    while loop.time() < until and not feeds.bell.is_ending:
        try:
            page = await feeds.next_page(partner, after, _PAGE, heartbeat_seconds)
        except (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError):
            return
        for item in page.items:
            yield format_sse_event(id=str(item.position), data_str=item_text(item))
            after = item.position
        if len(page.items) < _PAGE:
            yield format_sse_event(comment=f"complete_to {page.complete_to}")


def last_id(headers: Mapping[str, str], after: int) -> int:
    """The position to go on after. Raises a Problem for an id that none of our items has."""
    sent = headers.get(LAST_ID.lower(), "")
    if not sent:
        return after
    if sent.isascii() and sent.isdigit() and len(sent) <= _LONGEST_NUMBER:
        return int(sent)
    place = FieldError(
        parameter=LAST_ID, zh="须为数据流给出的编号", en="must be an id of this stream"
    )
    raise Problem(INVALID_HEADER, errors=(place,))
