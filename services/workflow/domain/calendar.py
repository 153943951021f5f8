"""Days as offices count them: working days of a region, corresponding days of months."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import msgspec

_DAY = timedelta(days=1)
_SATURDAY = 5
MONTHS_IN_YEAR = 12


class WorkingCalendar(msgspec.Struct, frozen=True, kw_only=True):
    """Working days of one region: Monday to Friday, but for days off and make-up working days."""

    version: str
    region: str
    """`CN`, or the first digits of the region that has days of its own, such as `CN-65`."""
    off_days: frozenset[date]
    make_up_days: frozenset[date]
    published_years: frozenset[int]
    """Years whose official arrangement is known; all others are computed and provisional."""
    names: Mapping[date, tuple[str, str]] = msgspec.field(default_factory=dict)
    """What days off are called, in Chinese and English, as far as is known."""

    def is_working_day(self, day: date) -> bool:
        """Whether offices work that day; a make-up Saturday or Sunday is a working day."""
        if day in self.make_up_days:
            return True
        return day.weekday() < _SATURDAY and day not in self.off_days

    def next_working_day(self, day: date) -> date:
        """Return the first working day after `day`."""
        return next(self._working_days_after(day))

    def rolled(self, day: date) -> date:
        """Return `day` if it is a working day, otherwise the next working day."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def _working_days_after(self, day: date) -> Iterator[date]:
        while True:
            day += _DAY
            if self.is_working_day(day):
                yield day

    def is_published(self, first: date, last: date) -> bool:
        """Whether the official arrangement is known for every year of these days."""
        return all(year in self.published_years for year in range(first.year, last.year + 1))


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or Sunday."""
    return day.weekday() >= _SATURDAY


def corresponding_day(day: date, months: int) -> date:
    """Return the same day so many months on, or that month's last day where it has none (民法典 202)."""
    years, month = divmod(day.month - 1 + months, MONTHS_IN_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
