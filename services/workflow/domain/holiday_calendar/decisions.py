"""Decisions about a region's calendar: a notice is entered, or withdrawn as a mistake."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import msgspec

from services.workflow.domain.calendar import MONTHS_IN_YEAR, is_weekend
from services.workflow.domain.errors import AlreadyExists, MissingPrerequisite, Refusal, Unknown
from services.workflow.domain.holiday_calendar.events import (
    Event,
    HolidayNoticeEntered,
    HolidayNoticeWithdrawn,
)
from services.workflow.domain.holiday_calendar.known import Known
from services.workflow.domain.holiday_calendar.plausibility import doubtful_days, too_many_days
from services.workflow.domain.holiday_calendar.state import NATIONAL, SHIPPED, HolidayCalendar

_DECEMBER = MONTHS_IN_YEAR
_FURTHEST_YEARS = 2
"""A notice comes out in November for the year after; one for the year after that is no slip yet."""


def enter(
    notice: HolidayNoticeEntered, calendar: HolidayCalendar, known: Known
) -> tuple[Event, ...]:
    """Enter a notice under the number that comes next. Raises a Refusal, the first fault of all."""
    for fault in _faults(notice, known):
        raise fault
    _require_place(notice, calendar, known)
    return (
        msgspec.structs.replace(
            notice,
            notice=len(calendar.notices) + 1,
            off_days=tuple(sorted(notice.off_days)),
            make_up_days=tuple(sorted(notice.make_up_days)),
        ),
    )


def doubts(notice: HolidayNoticeEntered, known: Known) -> Iterator[Refusal]:
    """What seems wrong with a notice and is told, not refused: the text may say so."""
    if missing := missing_festivals(notice, known):
        days = "、".join(f"{day} {name}" for day, name in missing.items())
        yield _fault(
            "calendar_festivals_missing", "CAL.FESTIVAL", known, year=notice.year, days=days
        )
    if not known.is_national_known:
        yield _fault("calendar_national_year_missing", "CAL.REGION", known, year=notice.year)
    yield from doubtful_days(notice, known)


def missing_festivals(notice: HolidayNoticeEntered, known: Known) -> dict[date, str]:
    """Statutory festivals of the year from Monday to Friday that a national notice does not list."""
    if notice.region != NATIONAL:
        return {}
    listed = set(notice.off_days)
    return {
        day: name
        for day, name in known.festivals.items()
        if day not in listed and not is_weekend(day)
    }


def withdraw(
    number: int, reason: str, calendar: HolidayCalendar, known: Known
) -> tuple[Event, ...]:
    """Take back a notice that was entered by mistake; what it had replaced stands again."""
    if calendar.notice(number) is None:
        raise Unknown("calendar_notice_unknown", notice=number)
    if calendar.withdrawal(number) is not None:
        raise AlreadyExists("calendar_notice_withdrawn", notice=number)
    if (later := calendar.successor(number)) is not None:
        raise _fault(
            "calendar_notice_replaced", "CAL.ENTRY", known, notice=number, later=later.notice
        )
    return (HolidayNoticeWithdrawn(occurred_on=known.today, notice=number, reason=reason),)


def _faults(notice: HolidayNoticeEntered, known: Known) -> Iterator[Refusal]:
    """What is wrong with a notice by itself."""
    year, last = notice.year, known.today.year + _FURTHEST_YEARS
    if not known.first_year <= year <= last:
        yield _fault(
            "calendar_year_implausible",
            "CAL.ENTRY",
            known,
            year=year,
            first=known.first_year,
            last=last,
        )
    if notice.published_on > known.today:
        yield _fault(
            "calendar_published_in_future", "CAL.ENTRY", known, day=str(notice.published_on)
        )
    if not notice.off_days:
        yield _fault("calendar_without_days", "CAL.ENTRY", known, year=year)
    times = Counter((*notice.off_days, *notice.make_up_days))
    for day, count in times.items():
        if not _belongs_to(day, year):
            yield _fault("calendar_day_of_other_year", "CAL.ENTRY", known, day=str(day), year=year)
        if count > 1:
            yield _fault("calendar_day_twice", "CAL.ENTRY", known, day=str(day))
    for day in notice.make_up_days:
        if not is_weekend(day):
            yield _fault("calendar_make_up_on_weekday", "CAL.MAKE_UP", known, day=str(day))
        if day in known.festivals:
            name = known.festivals[day]
            yield _fault(
                "calendar_make_up_on_festival", "CAL.FESTIVAL", known, day=str(day), name=name
            )
    yield from too_many_days(notice, known)


def _require_place(notice: HolidayNoticeEntered, calendar: HolidayCalendar, known: Known) -> None:
    """A year has one arrangement: another must name the one whose place it takes."""
    standing = calendar.standing_for(notice.year)
    if standing is not None:
        now: int | None = standing.notice
    else:
        now = SHIPPED if known.is_shipped else None
    if notice.replaces == now:
        return
    if notice.replaces is None:
        if standing is not None and standing.number == notice.number:
            raise AlreadyExists("calendar_notice_exists", notice=standing.notice, year=notice.year)
        raise _fault("calendar_year_published", "CAL.ENTRY", known, year=notice.year, now=str(now))
    raise _fault(
        "calendar_replaces_other",
        "CAL.ENTRY",
        known,
        replaces=notice.replaces,
        year=notice.year,
        now="null" if now is None else str(now),
    )


def _belongs_to(day: date, year: int) -> bool:
    """Whether a notice of the year may speak of the day: in it, or in the December before."""
    return day.year == year or (day.year == year - 1 and day.month == _DECEMBER)


def _fault(code: str, rule: str, known: Known, **data: str | float) -> MissingPrerequisite:
    return MissingPrerequisite(code, rule=known.rules.rule(rule), allowed=(), **data)
