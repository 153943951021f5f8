"""Working-day calendars by region: what is shipped, and over it the notices that were entered."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.holiday_calendar import NATIONAL, HolidayCalendar
from services.workflow.rules import shipped_days as shipped
from services.workflow.rules.arrangements import Arrangement, Basis, is_out, national, regional
from services.workflow.rules.shipped_days import (
    FIRST_YEAR,
    LAST_PUBLISHED_YEAR,
    LAST_YEAR,
    Days,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_PUBLISHED_YEAR",
    "LAST_YEAR",
    "Held",
    "arrangements",
    "calendar_for",
    "codes_for",
    "composed",
]

Held = Mapping[str, HolidayCalendar]
"""What was entered, by the code of the region, `CN` for all of China."""
_NOTHING = HolidayCalendar()


def calendar_for(region: str) -> WorkingCalendar:
    """The calendar of a region as shipped: its own, or the national one."""
    return _shipped(codes_for(region, {}))


@cache
def _shipped(codes: tuple[str, ...]) -> WorkingCalendar:
    return composed(codes, {})


def codes_for(region: str, entered: Held) -> tuple[str, ...]:
    """The regions whose days count in a region besides the national ones, the widest first."""
    known = {*shipped.local_regions(), *entered} - {NATIONAL}
    return tuple(sorted((code for code in known if region.startswith(code)), key=len))


def arrangements(
    region: str, entered: Held, year: int, as_known_on: date | None = None
) -> tuple[Arrangement, ...]:
    """The arrangements of a year that count in a region, the national one first."""
    found = [national(entered.get(NATIONAL, _NOTHING), year, as_known_on)]
    for code in codes_for(region, entered):
        own = regional(code, entered.get(code, _NOTHING), as_known_on)
        found += [own[year]] if year in own else []
    return tuple(found)


def composed(
    codes: tuple[str, ...], entered: Held, as_known_on: date | None = None
) -> WorkingCalendar:
    """The calendar that the national days and those of these regions make, one over the other.

    `entered` is what was entered by then; of what is shipped that counts which was published.
    """
    made = _Composition()
    for arrangement in _national(entered.get(NATIONAL, _NOTHING), as_known_on):
        made.lay(arrangement)
    for code in codes:
        own = regional(code, entered.get(code, _NOTHING), as_known_on)
        for year in sorted(own):
            made.lay(own[year])
        if code in shipped.local_regions():
            # It has days of its own every year: without its whole notice they are not all known.
            made.published &= {year for year, one in own.items() if one.is_whole}
    whose = "-".join([NATIONAL, *codes[-1:]])
    return WorkingCalendar(
        version=f"{whose}-{_edition(codes, entered, as_known_on)}",
        region=whose,
        off_days=made.days.off,
        make_up_days=made.days.make_up,
        published_years=frozenset(made.published),
        names=made.names,
    )


class _Composition:
    """A calendar while it is composed: later days are laid over earlier ones."""

    def __init__(self) -> None:
        self.days = Days(frozenset())
        self.published: set[int] = set()
        self.names = dict(shipped.names())

    def lay(self, arrangement: Arrangement) -> None:
        """Lay the days of an arrangement over those that lie there."""
        over, (off, make_up) = arrangement.days, self.days
        self.days = Days(off - over.make_up | over.off, make_up - over.off | over.make_up)
        if arrangement.region == NATIONAL and arrangement.is_whole:
            self.published.add(arrangement.year)
        if arrangement.basis is Basis.ENTERED:
            self.names |= {day: self._named(day, arrangement) for day in over.off}
        elif arrangement.region != NATIONAL:
            name = shipped.local_regions()[arrangement.region].name
            own = dict.fromkeys(over.off, (f"{name}放假", "a day off of the region"))
            self.names = own | self.names

    def _named(self, day: date, arrangement: Arrangement) -> tuple[str, str]:
        """What a day off of an entered notice is called: its festival if it is one, its number."""
        zh, en = ("放假", "a day off")
        if day in shipped.festivals(arrangement.year):
            zh, en = self.names.get(day, (shipped.festivals(arrangement.year)[day], "a festival"))
        return f"{zh}（{arrangement.number}）", f"{en} ({arrangement.number})"


def _national(entered: HolidayCalendar, as_known_on: date | None) -> Iterator[Arrangement]:
    last = max([LAST_YEAR, *(notice.year for notice in entered.standing)])
    for year in range(FIRST_YEAR, last + 1):
        yield national(entered, year, as_known_on)


def _edition(codes: tuple[str, ...], entered: Held, as_known_on: date | None) -> str:
    """What a calendar was made of: what is shipped, as of which day, and how many entries."""
    days: list[date | None] = [one.published_on for one in shipped.announced().values()]
    days += [
        year.published_on
        for code in codes
        if (local := shipped.local_regions().get(code))
        for year in local.year
    ]
    known = "" if all(is_out(day, as_known_on) for day in days) else f"@{as_known_on}"
    counted = [(code, entered[code].entries) for code in (NATIONAL, *codes) if code in entered]
    return f"{shipped.edition()}{known}" + "".join(f"+{code}#{count}" for code, count in counted)
