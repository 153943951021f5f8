"""Follows the list of disputes: what changed is computed anew, a piece at a time, as the one keeper."""

import asyncio
from collections.abc import Sequence
from typing import Any, Self
from uuid import UUID

import structlog

from services.kit.clock import Clock
from services.kit.database import connect
from services.projections.deadlines import keeping, tables, touching
from services.projections.deadlines.applying import Applied, CauseOf, differences, write
from services.projections.deadlines.calendars import Edition, Touched, edition, in_use, touched
from services.projections.deadlines.computing import Computer, Rulebook
from services.projections.deadlines.moving import CALENDAR, RULE_PACK, Cause, Move
from services.projections.deadlines.revising import revised, unexplained
from services.projections.deadlines.tables import Listed
from services.projections.storage.event_log import LogBroken
from services.workflow.recorded.views import WorkingCalendar

_log = structlog.get_logger()
VERSION = 3
"""Of the way in which rows are computed: raised when a chapter of deadlines says otherwise."""
AT_ONCE = 1_000
"""Disputes computed in one transaction where no event names them."""
AT_A_STRETCH = 100
"""Disputes computed without a pause, some milliseconds."""
NOBODY = UUID(int=0)


class Keeper:
    """One connection holds the lock, listens, reads and writes: with it the lead is lost."""

    def __init__(self, connection: Any, rulebook: Rulebook, clock: Clock, name: str) -> None:
        self.connection = connection
        self._rulebook = rulebook
        self._clock = clock
        self._name = name
        self._regions: set[str] = set()
        self._editions: dict[str, Edition] = {}
        self._kinds: dict[UUID, str] = {}
        self._computer = self._computing()
        self.woken = asyncio.Event()

    @classmethod
    async def connect(cls, dsn: str, rulebook: Rulebook, clock: Clock, name: str) -> Self:
        """Connect; the lead is taken by `try_lead`."""
        connection = await connect(dsn, name=name)
        keeper = cls(connection, rulebook, clock, name)
        try:
            connection.add_termination_listener(keeper._wake)
            await connection.add_listener("views", keeper._wake)
        except BaseException:
            connection.terminate()
            raise
        return keeper

    def _wake(self, *_: object) -> None:
        self.woken.set()

    def close(self) -> None:
        """Give up the lead with the connection."""
        self.connection.terminate()

    async def try_lead(self) -> bool:
        """Take the lead if nobody has it, and see under what the rows were computed."""
        if not await keeping.try_lock(self.connection):
            return False
        await keeping.take(self.connection, self._name)
        await self._bring_up(await self.look())
        return True

    async def look(self) -> keeping.Place:
        """See how far the rows are, and under what they were computed."""
        place = await self._place()
        self._editions = dict(place.calendars)
        self._regions = await touching.regions(self.connection)
        return place

    async def step(self, limit: int) -> int:
        """Compute the disputes of the next events; how many events, 0 at the list's end."""
        connection = self.connection
        async with connection.transaction():
            start = (await keeping.locked(connection)).position
            live = await keeping.live_position(connection)
            end = min(start + limit, live)
            if end < start:
                raise LogBroken(f"deadlines are at {start}, the list of disputes at {live}")
            if end == start:
                return 0
            listed = await tables.changed(connection, after=start, up_to=end)
            told = await revised(connection, self._computer, after=start, up_to=end)
            await tables.tell(connection, told)
            await self._apply(listed, _event, told)
            await keeping.moved_to(connection, end)
            await connection.execute("SELECT pg_notify('deadlines', $1)", str(end))
        return end - start

    async def tend(self) -> Applied:
        """Between events: take in calendars that were entered, and the day that has begun."""
        connection, done = self.connection, Applied()
        await keeping.beat(connection)
        if await self._rulebook.refresh():
            self._computer = self._computing()
        for what in self._touched():
            disputes = await touching.by_calendar(connection, what)
            done.add(await self.recompute(disputes, cause=CALENDAR))
            _log.info(
                "deadlines counted on a new calendar", calendar=what.calendar, of=len(disputes)
            )
        await self._remember(self._regions)
        await self._begin_day(done)
        return done

    async def recompute(self, disputes: Sequence[UUID], *, cause: str = "") -> Applied:
        """Compute these disputes anew; one that has changed meanwhile is left to its event."""
        done = Applied()
        for first in range(0, len(disputes), AT_ONCE):
            async with self.connection.transaction():
                position = (await keeping.locked(self.connection)).position
                some = disputes[first : first + AT_ONCE]
                listed = await tables.named(self.connection, some, up_to=position)
                done.add(await self._apply(listed, self._other(cause, position)))
        return done

    async def recompute_all(self, *, cause: str = "") -> Applied:
        """Compute every dispute anew."""
        done, last = Applied(), NOBODY
        while True:
            async with self.connection.transaction():
                position = (await keeping.locked(self.connection)).position
                listed = await tables.every(
                    self.connection, after=last, up_to=position, limit=AT_ONCE
                )
                if not listed:
                    return done
                done.add(await self._apply(listed, self._other(cause, position)))
                last = listed[-1].dispute

    async def _bring_up(self, place: keeping.Place) -> None:
        """Rows of an earlier release, under earlier rules, or of disputes that failed before."""
        connection = self.connection
        self._computer = self._computing()
        if place.version != VERSION:
            await self.recompute_all(cause=RULE_PACK if place.version else "")
            await keeping.kept_by(connection, VERSION)
        else:
            old = await touching.by_rules(connection, self._rulebook)
            await self.recompute(old, cause=RULE_PACK)
        await self.recompute(await touching.failed(connection))

    async def _begin_day(self, done: Applied) -> None:
        today = self._clock.today()
        if (await self._place()).kept_on != today:
            self._computer = self._computing()
            done.add(await self.recompute(await touching.by_day(self.connection, today)))
            await keeping.kept_on(self.connection, today)

    async def _place(self) -> keeping.Place:
        async with self.connection.transaction():
            return await keeping.locked(self.connection)

    async def _apply(
        self, listed: Sequence[Listed], cause_of: CauseOf, told: Sequence[Move] = ()
    ) -> Applied:
        """A stretch at a time: the projector has its turns in the same process."""
        done = Applied()
        for first in range(0, len(listed), AT_A_STRETCH):
            some = listed[first : first + AT_A_STRETCH]
            found = await differences(self.connection, some, self._computer, cause_of)
            found.moved = unexplained(found.moved, told)
            await self._remember({row.region for row in found.new} - self._regions)
            done.add(await write(self.connection, found))
        return done

    async def _remember(self, regions: set[str]) -> None:
        """Keep the calendars of these regions, as the rows are right under them now."""
        used = [calendar for calendar, _ in in_use(self._rulebook, regions).values()]
        new = {c.region: edition(c) for c in used if not self._knows(c)}
        if new:
            await keeping.kept_under(self.connection, self._editions | new)
        self._editions |= new
        self._regions |= regions

    def _knows(self, calendar: WorkingCalendar) -> bool:
        known = self._editions.get(calendar.region)
        return known is not None and known.version == calendar.version

    def _touched(self) -> list[Touched]:
        """Where the calendars are no longer those that the rows were computed under."""
        used = in_use(self._rulebook, self._regions).values()
        found = [touched(self._editions, calendar, regions) for calendar, regions in used]
        return [one for one in found if one is not None]

    def _computing(self) -> Computer:
        return Computer(self._rulebook, self._kinds, self._clock.today())

    def _other(self, topic: str, position: int) -> CauseOf:
        """Of a change that follows from no event; without a topic it is not written down."""
        cause = Cause(topic=topic, position=position, recorded_at=self._clock.now())
        return lambda _listed: cause if topic else None


def _event(one: Listed) -> Cause:
    return Cause(topic=one.topic, position=one.position, recorded_at=one.recorded_at)
