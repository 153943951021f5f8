"""Working-day calendars by region: what is shipped, and over it the notices that were entered."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.holiday_calendar import (
    NATIONAL,
    HolidayCalendar,
    HolidayNoticeEntered,
)
from services.workflow.rules import shipped_days as shipped
from services.workflow.rules.shipped_days import (
    FIRST_YEAR,
    LAST_PUBLISHED_YEAR,
    LAST_YEAR,
    Days,
)

__all__ = ["FIRST_YEAR", "LAST_PUBLISHED_YEAR", "Held", "calendar_for", "codes_for", "composed"]

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
    """Whose days hold in a region besides the national ones, the widest first."""
    own = {code for code, calendar in entered.items() if calendar.notices and code != NATIONAL}
    return tuple(
        sorted(
            (code for code in own | set(shipped.local_regions()) if region.startswith(code)),
            key=len,
        )
    )


def composed(
    codes: tuple[str, ...], entered: Held, as_known_on: date | None = None
) -> WorkingCalendar:
    """The calendar that the national days and those of the regions make, one over the other.

    `entered` is what was entered by then; of what is shipped that counts which was announced.
    """
    making = _Making(as_known_on)
    making.lay_national(entered.get(NATIONAL, _NOTHING))
    for code in codes:
        making.lay_region(code, entered.get(code, _NOTHING))
    whose = "-".join([NATIONAL, *codes[-1:]])
    told = [
        f"+{code}#{entered[code].entries}"
        for code in (NATIONAL, *codes)
        if code in entered and entered[code].entries
    ]
    known = f"@{as_known_on}" if making.is_short else ""
    return WorkingCalendar(
        version=f"{whose}-{shipped.edition()}{known}{''.join(told)}",
        region=whose,
        off_days=making.days.off,
        make_up_days=making.days.make_up,
        published_years=frozenset(making.published),
        names=making.names,
    )


class _Making:
    """A calendar while it is composed: later days are laid over earlier ones."""

    def __init__(self, as_known_on: date | None) -> None:
        self.days = Days(frozenset())
        self.published: set[int] = set()
        self.names = dict(shipped.names())
        self.is_short = False
        """Whether something shipped was not announced yet."""
        self._as_known_on = as_known_on

    def lay_national(self, entered: HolidayCalendar) -> None:
        """Lay the years of all China: as entered, as shipped, or as the statutory days make them."""
        last = max([LAST_YEAR, *(notice.year for notice in entered.standing)])
        for year in range(FIRST_YEAR, last + 1):
            notice = entered.standing_for(year)
            if notice is not None:
                self._lay(Days(frozenset(shipped.festivals(year))))
                self._lay_notice(notice, shipped.festivals(year))
            elif self._is_arranged(year):
                self._lay(shipped.arranged(year))
            else:
                self._lay(shipped.expected(year))
                continue
            self.published.add(year)

    def lay_region(self, code: str, entered: HolidayCalendar) -> None:
        """Lay a region's own days over; where it has some every year, other years are unknown."""
        local = shipped.local_regions().get(code)
        named = (f"{local.name if local else code}放假", "a day off of the region")
        years = {notice.year for notice in entered.standing}
        for year in local.year if local else ():
            if year.year not in years and self._is_known(year.published_on):
                self._lay(year.days)
                years.add(year.year)
                self.names = dict.fromkeys(year.days.off, named) | self.names
        for notice in entered.standing:
            self._lay_notice(notice, {})
        if local is not None:
            self.published &= years

    def _is_arranged(self, year: int) -> bool:
        announced = shipped.announced().get(year)
        return year <= LAST_PUBLISHED_YEAR and self._is_known(
            announced.published_on if announced else None
        )

    def _is_known(self, published_on: date | None) -> bool:
        known = self._as_known_on
        if known is None or published_on is None or published_on <= known:
            return True
        self.is_short = True
        return False

    def _lay(self, over: Days) -> None:
        off, make_up = self.days
        self.days = Days(off - over.make_up | over.off, make_up - over.off | over.make_up)

    def _lay_notice(self, notice: HolidayNoticeEntered, festivals: Mapping[date, str]) -> None:
        self._lay(Days(frozenset(notice.off_days), frozenset(notice.make_up_days)))
        for day in {*notice.off_days, *festivals}:
            festival = festivals.get(day)
            plain = (festival, "a festival") if festival else ("放假", "a day off")
            zh, en = self.names.get(day, plain) if festival else plain
            self.names[day] = (f"{zh}（{notice.number}）", f"{en} ({notice.number})")
