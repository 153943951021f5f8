"""Rules, calendars and regions by place: what the application gives to decisions."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.holiday_calendar import Event, HolidayCalendar, evolve
from services.workflow.domain.legal import RulePack
from services.workflow.domain.minimum_wages import MinimumWages
from services.workflow.rules.calendars import Held, codes_for, composed
from services.workflow.rules.minimum_wages import minimum_wages
from services.workflow.rules.packs import layers, pack_for
from services.workflow.rules.regions import regions

_MOST_KEPT = 4_096


class CalendarEntry(msgspec.Struct, frozen=True):
    """One entry of a region's calendar as the log holds it."""

    position: int
    stream_id: UUID
    recorded_on: date
    """The legal day on which it was recorded: the first at whose end it is known."""
    event: Event


Entries = Callable[[int], Awaitable[Sequence[CalendarEntry]]]
"""The entries of all calendars after a position of the log, in order."""


async def _none(_after: int) -> Sequence[CalendarEntry]:
    return ()


class NationalRulebook:
    """The rules of each region over the national ones, and the calendar of each region.

    Without entries it holds what is shipped. With them it holds those of its last refresh.
    """

    def __init__(self, entries: Entries = _none) -> None:
        """Read every rule pack and table, so that a faulty one is told at the start."""
        layers()
        minimum_wages()
        self._read = entries
        self._entries: list[CalendarEntry] = []
        self._held: dict[str, HolidayCalendar] = {}
        self._calendars: dict[tuple[str, date | None], WorkingCalendar] = {}
        self._looked_at: float | None = None
        self._looking = asyncio.Lock()

    def pack(self, region: str, kind: str = "") -> RulePack:
        """The rule pack for a region, and for a kind of organisation there."""
        return pack_for(region, kind)

    def calendar(self, region: str, as_known_on: date | None = None) -> WorkingCalendar:
        """The working-day calendar of a region, now or as it was known at the end of a day."""
        asked = (region, as_known_on)
        found = self._calendars.get(asked)
        if found is None:
            if len(self._calendars) >= _MOST_KEPT:
                self._calendars.clear()
            held = self.entered(as_known_on)
            found = composed(codes_for(region, held), held, as_known_on)
            self._calendars[asked] = found
        return found

    @property
    def editions(self) -> Mapping[str, int]:
        """Per region code how many calendar entries are held here."""
        return {code: calendar.entries for code, calendar in self._held.items()}

    def entered(self, as_known_on: date | None = None) -> Held:
        """What was entered for each region, by its code, now or until the end of a day."""
        if as_known_on is None:
            return self._held
        return _folded([e for e in self._entries if e.recorded_on <= as_known_on])

    async def refresh(self, max_age_seconds: float = 0) -> bool:
        """Take in what was entered since; whether that changed a calendar.

        Looks only where the last look is longer ago than that; always with 0.
        """
        asked_at = asyncio.get_running_loop().time()
        async with self._looking:
            seen = self._looked_at
            if seen is not None and seen + max_age_seconds > asked_at:
                return False
            after = self._entries[-1].position if self._entries else 0
            found = await self._read(after)
            self._looked_at = asked_at
            if not found:
                return False
            self._entries += found
            self._held = _folded(self._entries)
            self._calendars.clear()
            return True

    def knows_region(self, code: str) -> bool:
        """Whether the code is a region of the data set, down to its township."""
        return regions().exists(code)

    def region_name(self, code: str) -> str:
        """What a region is called; its code where the data set does not know it."""
        return regions().name(code) or code

    def wages(self) -> MinimumWages:
        """The minimum wages of all regions, as shipped."""
        return minimum_wages()


def _folded(entries: Sequence[CalendarEntry]) -> dict[str, HolidayCalendar]:
    streams: dict[UUID, HolidayCalendar] = {}
    for entry in entries:
        before = streams.get(entry.stream_id, HolidayCalendar())
        streams[entry.stream_id] = evolve(before, entry.event, entry.stream_id)
    return {calendar.notices[0].region: calendar for calendar in streams.values()}
