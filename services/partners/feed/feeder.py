"""Follows the log for every partner's feed, as the one feeder of this database."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, Self

import structlog

from services.kit.database import connect
from services.partners.feed import holding, marks
from services.partners.feed.holding import Held
from services.partners.feed.marks import Mark
from services.partners.feed.states import States
from services.partners.feed.telling import Telling
from services.partners.profiles.partner import Partner
from services.partners.profiles.store import Profiles
from services.projections.runner import LOST, stop_if_cancelled
from services.projections.storage import event_log

BATCH: Final = 1_000
POLL_SECONDS: Final = 1.0
"""How often to look without being woken: a new partner does not wake it."""
_log = structlog.stdlib.get_logger("fengqiao.feed")


class Feeder:
    """One connection holds the lock, listens, reads and writes: with it, all of that ends at once."""

    def __init__(self, connection: Any, profiles: Profiles, batch: int = BATCH) -> None:
        self._connection = connection
        self._profiles = profiles
        self._batch = batch
        self._states: dict[int, States] = {}
        """Disputes as they stand at the position of the feeds that go on from there."""
        self.held: frozenset[Held] | None = None
        """What feeds wait for; None until this feeder has looked."""
        self.woken = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str, profiles: Profiles, batch: int = BATCH) -> AsyncIterator[Self]:
        """Connect and listen; the lead is taken by `try_lead`."""
        connection = await connect(dsn, name="fengqiao feeder")
        feeder = cls(connection, profiles, batch)
        try:
            connection.add_termination_listener(feeder._wake)
            await connection.add_listener("log", feeder._wake)
            yield feeder
        finally:
            # Not closed politely: what is under way is undone, and the lock falls free.
            connection.terminate()

    def _wake(self, *_: object) -> None:
        self.woken.set()

    async def try_lead(self) -> bool:
        """Take the lead if nobody has it."""
        return await marks.try_lock(self._connection)

    async def once(self) -> int:
        """Bring every feed up to the end of the log, or to what holds it; events looked through."""
        count = 0
        while taken := await self.step():
            count += taken
        return count

    async def step(self) -> int:
        """One batch for each group of feeds that stand at the same position; events looked through.

        So a feed that begins at the beginning of a long log does not hold up those at its end.
        """
        partners = {p.id: p for p in await self._profiles.all() if p.is_active}
        found = await marks.marks_of(self._connection, list(partners))
        groups = defaultdict[int, list[Mark]](list)
        for mark in found.values():
            groups[mark.position].append(mark)
        self._states = {at: self._states.get(at, States()) for at in groups}
        count, held = 0, set[Held]()
        for position in sorted(groups, reverse=True):
            group = groups[position]
            taken, stop = await self._advance(position, group, [partners[m.partner] for m in group])
            count += taken
            held |= {stop} if stop else set()
        await self._note(frozenset(held))
        return count

    async def _advance(
        self, start: int, group: list[Mark], partners: list[Partner]
    ) -> tuple[int, Held | None]:
        """One batch for feeds that stand there: how far they came, and what holds them."""
        rows = await event_log.read_batch(self._connection, after=start, limit=self._batch)
        if not rows:
            return 0, None
        # Folded on in place: should anything go wrong from here, they are of no use any more.
        states = self._states.pop(start)
        telling = Telling(partners, {mark.partner: mark for mark in group}, states)
        end = await telling.take(self._connection, rows, start)
        if end > start:
            at = telling.marks_at(end)
            await marks.write(self._connection, telling.rows, at, came_from=start)
        states.trim()
        self._states.setdefault(end, states)
        return end - start, telling.held

    async def _note(self, held: frozenset[Held]) -> None:
        """Put what holds feeds where operators and probes see it; said in the log once."""
        if held == self.held:
            return
        await holding.keep(self._connection, held)
        for new in held - (self.held or frozenset()):
            _log.error(
                "feeds are held before an event that cannot be read",
                position=new.position,
                topic=new.topic,
                error=new.error,
            )
        self.held = held


async def feed(dsn: str, profiles: Profiles, *, poll_seconds: float = POLL_SECONDS) -> None:
    """Keep every feed until cancelled; connects again by itself, and stands by while another leads."""
    while True:
        try:
            async with Feeder.open(dsn, profiles) as feeder:
                await _lead(feeder, poll_seconds)
        except (*LOST, marks.Moved, event_log.LogBroken) as error:
            stop_if_cancelled()
            _log.warning("feeder begins anew", error=type(error).__name__)
            await asyncio.sleep(poll_seconds)


async def _lead(feeder: Feeder, poll_seconds: float) -> None:
    # The lock falls free with another process's connection: there is nothing to be woken by.
    while not await feeder.try_lead():  # noqa: ASYNC110
        await asyncio.sleep(poll_seconds)
    while True:
        feeder.woken.clear()
        await feeder.once()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(poll_seconds):
                await feeder.woken.wait()
