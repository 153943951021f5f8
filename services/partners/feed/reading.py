"""Feeds as they are read: a page after a position, the head, and waiting for what comes next."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, Self
from uuid import UUID

import msgspec

from services.kit.database import create_pool, fetch
from services.partners.feed.bell import POLL_SECONDS, Bell
from services.partners.feed.chain import START, Item
from services.partners.feed.holding import HeldSince, held_now

_MARK: Final = """
SELECT position, sequence, last_position, chain FROM feed.marks WHERE partner = $1
"""
_ITEMS: Final = """
SELECT sequence, position, previous, chain, body FROM feed.items
 WHERE partner = $1 AND position > $2 ORDER BY position LIMIT $3
"""
_CONNECTIONS: Final = 4


class Beyond(Exception):
    """Asked for what comes after a position that the log has not reached."""

    def __init__(self, end: int) -> None:
        super().__init__(f"the log ends at {end}")
        self.end = end


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Items in order, and up to where the feed is complete with them."""

    items: tuple[Item, ...]
    complete_to: int


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The end of a feed."""

    sequence: int
    position: int
    chain: bytes
    complete_to: int


class Feeds:
    """Reads feeds; one per process."""

    def __init__(self, pool: Any, bell: Bell) -> None:
        self._pool = pool
        self.bell = bell

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""
        pool = await create_pool(dsn, name="fengqiao feeds", size=_CONNECTIONS)
        try:
            async with Bell.open(dsn) as bell:
                yield cls(pool, bell)
        finally:
            await pool.close()

    async def head(self, partner: UUID) -> Head:
        """Where the feed ends now."""
        rows = await fetch(self._pool, _MARK, partner)
        if not rows:
            return Head(sequence=0, position=0, chain=START, complete_to=0)
        position, sequence, last, chain = rows[0]
        return Head(sequence=sequence, position=last, chain=chain, complete_to=position)

    async def page(self, partner: UUID, after: int, limit: int) -> Page:
        """What was told after a position. Raises Beyond.

        A full page is complete to its last item, whatever was told since: it never changes.
        """
        head = await self.head(partner)
        if after > head.complete_to:
            await self._require_reached(after)
        # Read after the mark: whatever the mark counts is there.
        rows = await fetch(self._pool, _ITEMS, partner, after, limit)
        items = tuple(Item(**dict(row)) for row in rows)
        last = items[-1].position if items else 0
        is_full = len(items) == limit
        return Page(items=items, complete_to=last if is_full else max(last, head.complete_to))

    async def next_page(self, partner: UUID, after: int, limit: int, seconds: float) -> Page:
        """The same, as soon as there is an item, or after so many seconds without one."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        with self.bell.waiting(partner) as rung:
            while True:
                rung.clear()
                page = await self.page(partner, after, limit)
                left = until - loop.time()
                if page.items or left <= 0 or self.bell.is_ending:
                    return page
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(min(left, POLL_SECONDS)):
                        await rung.wait()

    async def held(self) -> tuple[HeldSince, ...]:
        """Events before which feeds wait."""
        return await held_now(self._pool)

    async def _require_reached(self, after: int) -> None:
        end: int = (await fetch(self._pool, "SELECT position FROM log.head"))[0][0]
        if after > end:
            raise Beyond(end)
