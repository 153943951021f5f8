"""A region's calendar as its entries make it: which notices stand, and which gave way."""

from typing import assert_never
from uuid import UUID, uuid5

import msgspec

from services.workflow.domain.holiday_calendar.events import (
    Event,
    HolidayNoticeEntered,
    HolidayNoticeWithdrawn,
)

CALENDARS = UUID("d3b8c0f4-7a61-5b7e-8f0d-4c5e2a916504")
"""Namespace: a calendar is known by the code of its region."""
NATIONAL = "CN"
SHIPPED = 0
"""The number by which a notice names the arrangement that came with the program."""


def calendar_id(region: str) -> UUID:
    """The stream of the calendar of `CN`, or of a region by its first digits."""
    return uuid5(CALENDARS, region)


class HolidayCalendar(msgspec.Struct, frozen=True, kw_only=True):
    """What was entered for one region. `id` is None while nothing was."""

    id: UUID | None = None
    notices: tuple[HolidayNoticeEntered, ...] = ()
    """All, in the order of their numbers."""
    withdrawn: tuple[HolidayNoticeWithdrawn, ...] = ()

    @property
    def entries(self) -> int:
        """How many entries there are, which is the version of the stream."""
        return len(self.notices) + len(self.withdrawn)

    @property
    def standing(self) -> tuple[HolidayNoticeEntered, ...]:
        """The notices that count: not withdrawn, and not replaced by one that counts."""
        counting = [n for n in self.notices if self.withdrawal(n.notice) is None]
        replaced = {notice.replaces for notice in counting}
        return tuple(notice for notice in counting if notice.notice not in replaced)

    def standing_for(self, year: int) -> HolidayNoticeEntered | None:
        """The notice that counts for a year; there is never more than one."""
        return next((notice for notice in self.standing if notice.year == year), None)

    def notice(self, number: int) -> HolidayNoticeEntered | None:
        """The notice of that number, also one that counts no more."""
        return next((notice for notice in self.notices if notice.notice == number), None)

    def withdrawal(self, number: int) -> HolidayNoticeWithdrawn | None:
        """How a notice was withdrawn, if it was."""
        return next((one for one in self.withdrawn if one.notice == number), None)

    def successor(self, number: int) -> HolidayNoticeEntered | None:
        """The notice that took its place and is not withdrawn."""
        return next(
            (n for n in self.notices if n.replaces == number and self.withdrawal(n.notice) is None),
            None,
        )


def evolve(calendar: HolidayCalendar, event: Event, stream_id: UUID) -> HolidayCalendar:
    """The calendar after the event. Never refuses."""
    replace = msgspec.structs.replace
    match event:
        case HolidayNoticeEntered():
            return replace(calendar, id=stream_id, notices=(*calendar.notices, event))
        case HolidayNoticeWithdrawn():
            return replace(calendar, withdrawn=(*calendar.withdrawn, event))
        case _:
            assert_never(event)
