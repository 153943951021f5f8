"""When a period ends, found by walking through the days one by one; knows nothing of the engine.

Plain values in, plain values out, so that no mistake can be shared with what it judges.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A period in the words of the texts."""

    start: date
    length: int
    unit: str
    """natural_day, working_day, month or year."""
    backwards: bool = False
    may_roll: bool = False
    stopped: AbstractSet[date] = frozenset()
    broken: AbstractSet[date] = frozenset()
    procedures: AbstractSet[tuple[date, date]] = frozenset()
    """First and last day of each."""


@dataclass(frozen=True)
class Offices:
    """When offices work."""

    closed: AbstractSet[date]
    opened: AbstractSet[date]
    known_years: AbstractSet[int]

    def work(self, day: date) -> bool:
        if day in self.opened:
            return True
        if day in self.closed:
            return False
        return day.strftime("%a") not in {"Sat", "Sun"}

    def all_known(self, days: list[date]) -> bool:
        return {day.year for day in days} <= set(self.known_years)


@dataclass(frozen=True)
class Ended:
    natural: date
    rolled: date
    clear: date | None
    provisional: bool
    counted: list[date]


def ended(period: Period, offices: Offices) -> Ended:
    """The answer."""
    if period.backwards:
        return _before(period, offices)
    answer, day = _after(period, offices), period.start
    under_way = {last for first, last in period.procedures if first <= day}
    while day < max({answer.rolled, *under_way}):
        day += ONE
        under_way |= {last for first, last in period.procedures if first == day}
        if day in period.broken or day in under_way:
            answer = _after(replace(period, start=day), offices)
    return answer


def ended_as_set(until: date, period: Period, offices: Offices) -> tuple[date, date]:
    """Natural and rolled, of one whose last day was set: a day for each that did not count."""
    day, last = period.start, until
    while day < last:
        day += ONE
        last += ONE * (day in period.stopped)
    natural = last
    while period.may_roll and (not offices.work(last) or last in period.stopped):
        last += ONE
    return natural, last


def _after(period: Period, offices: Offices) -> Ended:
    if period.unit == "working_day":
        day, counted = period.start, list[date]()
        while len(counted) < period.length:
            day += ONE
            if offices.work(day) and day not in period.stopped:
                counted.append(day)
        every = [period.start + ONE * n for n in range(1, (day - period.start).days + 1)]
        return Ended(day, day, None, not offices.all_known(every), counted)
    natural, left = period.start, _days(period)
    while left:
        natural += ONE
        left -= natural not in period.stopped
    if not period.may_roll:
        return Ended(natural, natural, None, False, [])
    rolled = natural
    while not offices.work(rolled) or rolled in period.stopped:
        rolled += ONE
    every = [natural + ONE * n for n in range((rolled - natural).days + 1)]
    return Ended(natural, rolled, None, not offices.all_known(every), [])


def _before(period: Period, offices: Offices) -> Ended:
    if period.unit == "working_day":
        day, met = period.start, list[date]()
        while len(met) <= period.length:
            day -= ONE
            if offices.work(day):
                met.append(day)
        literal, clear = met[-2], met[-1]
        every = [clear + ONE * n for n in range((period.start - clear).days)]
        return Ended(literal, literal, clear, not offices.all_known(every), met[:-1])
    literal = period.start
    for _ in range(_days(period)):
        literal -= ONE
    return Ended(literal, literal, literal - ONE, False, [])


def _days(period: Period) -> int:
    """How many days there are to the corresponding day, or to the month's last without one."""
    if period.unit == "natural_day":
        return period.length
    months = period.length * {"month": 1, "year": 12}[period.unit]
    step = -ONE if period.backwards else ONE
    day, passed = period.start, 0
    while months:
        day, passed = day + step, passed + 1
        months -= day.day == (_month_end(day) if period.backwards else 1)
    # Now on the edge of the month of expiry; go on to its day.
    if period.backwards:
        while day.day > period.start.day:
            day, passed = day - ONE, passed + 1
    else:
        while day.day < min(period.start.day, _month_end(day)):
            day, passed = day + ONE, passed + 1
    return passed


def _month_end(day: date) -> int:
    following = (day.replace(day=28) + ONE * n for n in range(6))
    return next(a.day for a, b in pairwise(following) if a.month != b.month)
