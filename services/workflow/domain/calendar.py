"""Counting of legal periods: natural and working days, and the roll-over of a last day."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import islice

import msgspec

from services.workflow.domain.legal import Counting, LegalRule, RollOver, Unit

_DAY = timedelta(days=1)
_SATURDAY = 5
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """The last day of a period, and what it was computed from."""

    rule_id: str
    start_on: date
    """Day of the trigger; day 1 is the next one."""
    due_natural: date
    """The last day by counting alone."""
    due_rolled: date
    """The last day on which an act is in time."""
    provisional: bool
    """Whether a day it rests on lies in a year whose calendar is not published yet."""
    calendar_version: str
    counted: tuple[date, ...] = ()
    """Every working day counted; empty for natural days."""


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

    def due(self, rule: LegalRule, start_on: date, *, extended: bool = False) -> Deadline:
        """Count the rule's period from the day after `start_on`; a rule without one is a ValueError.

        `extended` adds the extension that the rule itself allows.
        """
        if rule.length is None or rule.unit is None or rule.counting is Counting.BEFORE:
            raise ValueError(f"{rule.id} has no period that runs forward")
        length = rule.length + (rule.extension if extended else 0)
        if rule.unit is Unit.WORKING_DAY:
            return self._working(rule, start_on, length)
        if rule.unit is Unit.NATURAL_DAY:
            return self._natural(rule, start_on, start_on + length * _DAY)
        return self._natural(
            rule, start_on, corresponding_day(start_on, length * _MONTHS[rule.unit])
        )

    def _working(self, rule: LegalRule, start_on: date, length: int) -> Deadline:
        counted = tuple(islice(self._working_days_after(start_on), length))
        return Deadline(
            rule_id=rule.id,
            start_on=start_on,
            due_natural=counted[-1],
            due_rolled=counted[-1],
            provisional=not self.is_published(start_on + _DAY, counted[-1]),
            calendar_version=self.version,
            counted=counted,
        )

    def _natural(self, rule: LegalRule, start_on: date, natural: date) -> Deadline:
        rolls = rule.roll_over is not RollOver.KEEPS
        rolled = self.rolled(natural) if rolls else natural
        return Deadline(
            rule_id=rule.id,
            start_on=start_on,
            due_natural=natural,
            due_rolled=rolled,
            provisional=rolls and not self.is_published(natural, rolled),
            calendar_version=self.version,
        )

    def _working_days_after(self, day: date) -> Iterator[date]:
        while True:
            day += _DAY
            if self.is_working_day(day):
                yield day

    def is_published(self, first: date, last: date) -> bool:
        """Whether the official arrangement is known for every year of these days."""
        return all(year in self.published_years for year in range(first.year, last.year + 1))


def corresponding_day(day: date, months: int) -> date:
    """Return the same day so many months on, or that month's last day where it has none (民法典 202)."""
    years, month = divmod(day.month - 1 + months, _MONTHS[Unit.YEAR])
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
