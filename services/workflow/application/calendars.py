"""Reads of calendars: which years are known, what each rests on, who entered it, and every day."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

import msgspec

from services.kit.clock import Clock, legal_day
from services.workflow.application.holiday_notices import calendar_code
from services.workflow.application.ports import EventStore, Rulebook
from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.errors import Unknown
from services.workflow.domain.holiday_calendar import (
    NATIONAL,
    HolidayCalendar,
    HolidayNoticeEntered,
    calendar_id,
    evolve,
)
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Recorded
from services.workflow.rules.arrangements import Arrangement, Basis
from services.workflow.rules.calendars import FIRST_YEAR, LAST_YEAR, arrangements, codes_for

_YEARS_AHEAD = 1
"""Years after this one that a calendar lists though nobody knows their arrangement yet."""
_COUNTY_DIGITS = 6


class Standing(StrEnum):
    """Whether a notice counts."""

    STANDING = "standing"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class SourceTold(msgspec.Struct, frozen=True, kw_only=True):
    """What the days of a year rest on."""

    region: str
    basis: Basis
    notice: int | None
    """Its number among the entries; 0 for what was shipped, none where it is computed."""
    title: str
    number: str
    published_on: date | None
    read_at: str


class YearTold(msgspec.Struct, frozen=True, kw_only=True):
    """One year of a calendar."""

    year: int
    is_published: bool
    """Otherwise every date that rests on it is provisional."""
    is_partly_known: bool
    """Days off of a region's notice are known and count; its text was not read whole."""
    sources: tuple[SourceTold, ...]
    """The national arrangement first; what a region adds lies over it."""


class NoticeTold(msgspec.Struct, frozen=True, kw_only=True):
    """A notice that was entered, by whom and when, and what became of it."""

    region: str
    notice: int
    standing: Standing
    year: int
    off_days: tuple[date, ...]
    make_up_days: tuple[date, ...]
    title: str
    number: str
    issuer: str
    published_on: date
    read_at: str
    note: str
    replaces: int | None
    entered_by: str
    """Account."""
    entered_at: datetime
    withdrawn_by: str
    """Account; empty while it is not withdrawn."""
    withdrawn_at: datetime | None
    withdrawal_reason: str


class CalendarTold(msgspec.Struct, frozen=True, kw_only=True):
    """The calendar that counts in a region."""

    region: str
    """As asked."""
    calendar: str
    """Whose it is: `CN`, or such as `CN-65` for a region with days of its own."""
    version: str
    """As decisions keep it."""
    as_of: date | None
    entries: int
    """How much was entered for the region asked for; what If-Match names, quoted."""
    years: tuple[YearTold, ...]
    notices: tuple[NoticeTold, ...]
    """Everything that was entered for the regions that count here, the latest last."""


class DayTold(msgspec.Struct, frozen=True, kw_only=True):
    """A day that is not what its weekday says, or a festival on a weekend."""

    day: date
    is_off: bool
    """Otherwise a Saturday or Sunday that is worked."""
    name_zh: str
    name_en: str
    source: str
    """Number or title of the notice, or the law."""


class CalendarYearTold(msgspec.Struct, frozen=True, kw_only=True):
    """Every day off and make-up day of one year, in order."""

    region: str
    calendar: str
    version: str
    as_of: date | None
    year: int
    is_published: bool
    is_partly_known: bool
    sources: tuple[SourceTold, ...]
    days: tuple[DayTold, ...]


class CalendarReader:
    """Answers about calendars, now or as they were known at the end of a day."""

    def __init__(self, store: EventStore, clock: Clock, rulebook: Rulebook) -> None:
        self._store = store
        self._clock = clock
        self._rulebook = rulebook

    def today(self) -> date:
        """The present day in Asia/Shanghai."""
        return self._clock.today()

    async def calendar(self, region: str, as_of: date | None = None) -> CalendarTold:
        """The calendar that counts in a region. Raises Unknown for a region that is none."""
        code = _place(region, self._rulebook)
        await self._rulebook.refresh()
        held = self._rulebook.entered(as_of)
        calendar = self._rulebook.calendar(code, as_of)
        last = max([*calendar.published_years, self._clock.today().year + _YEARS_AHEAD])
        return CalendarTold(
            region=region,
            calendar=calendar.region,
            version=calendar.version,
            as_of=as_of,
            entries=held[code].entries if code in held else 0,
            years=tuple(
                _year(year, calendar, arrangements(code, held, year, as_of))
                for year in range(FIRST_YEAR, last + 1)
            ),
            notices=await self._notices((NATIONAL, *codes_for(code, held)), as_of),
        )

    async def year(self, region: str, year: int, as_of: date | None = None) -> CalendarYearTold:
        """Every special day of one year. Raises Unknown for a region or year that is none."""
        code = _place(region, self._rulebook)
        await self._rulebook.refresh()
        calendar, held = self._rulebook.calendar(code, as_of), self._rulebook.entered(as_of)
        last = max(LAST_YEAR, *calendar.published_years, FIRST_YEAR)
        if not FIRST_YEAR <= year <= last:
            raise Unknown("calendar_year_unknown", year=year, first=FIRST_YEAR, last=last)
        found = arrangements(code, held, year, as_of)
        # The notice of the year after may speak of this December.
        after = arrangements(code, held, year + 1, as_of)
        return CalendarYearTold(
            region=region,
            calendar=calendar.region,
            version=calendar.version,
            as_of=as_of,
            year=year,
            is_published=year in calendar.published_years,
            is_partly_known=_is_partly_known(found),
            sources=_sources(found),
            days=tuple(_days(calendar, (*found, *after), year)),
        )

    async def _notices(self, codes: Iterable[str], as_of: date | None) -> tuple[NoticeTold, ...]:
        found: list[tuple[int, NoticeTold]] = []
        for code in codes:
            rows = await self._store.read_stream(calendar_id(code))
            recorded = [codec.decode(row) for row in rows]
            found += _told(
                [r for r in recorded if as_of is None or legal_day(r.recorded_at) <= as_of]
            )
        return tuple(notice for _, notice in sorted(found, key=lambda each: each[0]))


def _place(region: str, rulebook: Rulebook) -> str:
    """The code whose calendar is asked for; that of a township or village lies in its county's."""
    if len(region) > _COUNTY_DIGITS and rulebook.knows_region(region):
        return region[:_COUNTY_DIGITS]
    return calendar_code(region, rulebook)


def _told(recorded: list[Recorded]) -> list[tuple[int, NoticeTold]]:
    """The notices of one stream with their places in the log."""
    state = HolidayCalendar()
    for one in recorded:
        state = evolve(state, one.event, one.stream_id)
    entered = [one for one in recorded if isinstance(one.event, HolidayNoticeEntered)]
    return [(one.position, _notice(one, state, recorded)) for one in entered]


def _notice(entered: Recorded, state: HolidayCalendar, recorded: list[Recorded]) -> NoticeTold:
    notice: HolidayNoticeEntered = entered.event
    withdrawal = state.withdrawal(notice.notice)
    taken_back = next((one for one in recorded if one.event is withdrawal), None)
    standing = Standing.STANDING
    if withdrawal is not None:
        standing = Standing.WITHDRAWN
    elif notice not in state.standing:
        standing = Standing.REPLACED
    return NoticeTold(
        region=notice.region,
        notice=notice.notice,
        standing=standing,
        year=notice.year,
        off_days=notice.off_days,
        make_up_days=notice.make_up_days,
        title=notice.title,
        number=notice.number,
        issuer=notice.issuer,
        published_on=notice.published_on,
        read_at=notice.read_at,
        note=notice.note,
        replaces=notice.replaces,
        entered_by=entered.meta.actor,
        entered_at=entered.recorded_at,
        withdrawn_by=taken_back.meta.actor if taken_back else "",
        withdrawn_at=taken_back.recorded_at if taken_back else None,
        withdrawal_reason=withdrawal.reason if withdrawal else "",
    )


def _year(year: int, calendar: WorkingCalendar, found: tuple[Arrangement, ...]) -> YearTold:
    return YearTold(
        year=year,
        is_published=year in calendar.published_years,
        is_partly_known=_is_partly_known(found),
        sources=_sources(found),
    )


def _is_partly_known(found: Iterable[Arrangement]) -> bool:
    return any(one.basis is Basis.PARTLY_KNOWN for one in found)


def _sources(found: Iterable[Arrangement]) -> tuple[SourceTold, ...]:
    return tuple(
        SourceTold(
            region=one.region,
            basis=one.basis,
            notice=one.notice,
            title=one.title,
            number=one.number,
            published_on=one.published_on,
            read_at=one.read_at,
        )
        for one in found
    )


def _days(
    calendar: WorkingCalendar, found: tuple[Arrangement, ...], year: int
) -> Iterable[DayTold]:
    special = calendar.off_days | calendar.make_up_days
    for day in sorted(day for day in special if day.year == year):
        is_off = day in calendar.off_days
        zh, en = ("调休上班", "a make-up working day")
        if is_off:
            zh, en = calendar.names.get(day, ("放假", "a day off"))
        yield DayTold(day=day, is_off=is_off, name_zh=zh, name_en=en, source=_source(day, found))


def _source(day: date, found: tuple[Arrangement, ...]) -> str:
    """The arrangement that lies uppermost of those that speak of the day."""
    speaking = [one for one in found if day in one.days.off or day in one.days.make_up]
    return speaking[-1].number or speaking[-1].title
