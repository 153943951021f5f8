"""Compares a national year as it is kept with the `holidays` package, which is kept apart from it."""

from collections.abc import Collection
from datetime import date, timedelta

import msgspec

from services.workflow.domain.calendar import is_weekend
from services.workflow.rules import shipped_days as shipped

_DAY = timedelta(days=1)


class Difference(msgspec.Struct, frozen=True):
    """A day that is worked by one and off by the other."""

    day: date
    is_worked_here: bool


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Every day of a year that is not the same in both."""

    days: int
    """How many were compared."""
    package: str
    knows_the_notice: bool
    """Whether the package has the year's arrangement, and not the statutory days alone."""
    differing: tuple[Difference, ...]
    worked_festivals: tuple[date, ...]
    """Statutory festivals that are worked here: a mistake whatever a notice says."""

    @property
    def is_wrong(self) -> bool:
        """Whether one of the two must be mistaken."""
        return bool(self.worked_festivals or (self.knows_the_notice and self.differing))


def differences(off: Collection[date], make_up: Collection[date], year: int) -> Comparison:
    """What differs between a year as kept, by its days off and make-up days, and the package."""
    theirs = shipped.arranged(year)
    knows_the_notice = bool(theirs.make_up)
    if not knows_the_notice:
        theirs = shipped.expected(year)
    differing = []
    day, count = date(year, 1, 1), 0
    while day.year == year:
        here = day in make_up or not (is_weekend(day) or day in off)
        there = day in theirs.make_up or not (is_weekend(day) or day in theirs.off)
        if here != there:
            differing.append(Difference(day, here))
        day, count = day + _DAY, count + 1
    return Comparison(
        days=count,
        package=shipped.LIBRARY,
        knows_the_notice=knows_the_notice,
        differing=tuple(differing),
        worked_festivals=tuple(d for d in sorted(shipped.festivals(year)) if d in make_up),
    )
