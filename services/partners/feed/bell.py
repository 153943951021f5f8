"""Wakes whoever waits for a partner's feed, by the database's notices; a poll stands behind it."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final, Self
from uuid import UUID

from services.kit.database import connect
from services.projections.runner import LOST, stop_if_cancelled

POLL_SECONDS: Final = 1.0
"""How often whoever waits looks without being woken."""


class Bell:
    """One connection listens for all who wait in this process."""

    def __init__(self) -> None:
        self._waiting = defaultdict[str, set[asyncio.Event]](set)
        self.is_ending = False

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str) -> AsyncIterator[Self]:
        """Listen for as long as it is used, on new connections where one is lost."""
        bell = cls()
        listening = asyncio.create_task(bell._listen(dsn))
        try:
            yield bell
        finally:
            bell.end()
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listening

    @contextmanager
    def waiting(self, partner: UUID) -> Iterator[asyncio.Event]:
        """An event that is set when the feed has grown, or when this process is to end."""
        rung = asyncio.Event()
        self._waiting[str(partner)].add(rung)
        if self.is_ending:
            rung.set()
        try:
            yield rung
        finally:
            self._waiting[str(partner)].discard(rung)
            if not self._waiting[str(partner)]:
                del self._waiting[str(partner)]

    def end(self) -> None:
        """Let nobody wait any more: streams end, and who waits is answered with what there is."""
        self.is_ending = True
        for waiting in self._waiting.values():
            for rung in waiting:
                rung.set()

    def _ring(self, _connection: object, _pid: int, _channel: str, partner: str) -> None:
        for rung in self._waiting.get(partner, ()):
            rung.set()

    async def _listen(self, dsn: str) -> None:
        while True:
            try:
                await self._listen_once(dsn)
            except LOST:
                stop_if_cancelled()
            await asyncio.sleep(POLL_SECONDS)

    async def _listen_once(self, dsn: str) -> None:
        connection = await connect(dsn, name="fengqiao feed bell")
        lost = asyncio.Event()
        try:
            connection.add_termination_listener(lambda _: lost.set())
            await connection.add_listener("feed", self._ring)
            await lost.wait()
        finally:
            connection.terminate()
