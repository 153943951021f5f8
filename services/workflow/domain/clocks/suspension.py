"""Time that does not count: suspensions of a period, and the days that remain when it stops."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

DAY: Final = timedelta(days=1)


class Suspension(msgspec.Struct, frozen=True, order=True):
    """A stretch of days that do not count, both ends included."""

    first_on: date
    last_on: date


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """A suspension as far as it stops a period that is running."""

    first_on: date
    last_on: date
    remaining: int
    """Days of the period that had not passed when it stopped."""
    ends_on: date
    """The last day of the period after this stop."""


def merged(suspended: Iterable[Suspension]) -> tuple[Suspension, ...]:
    """The same days in order, without overlaps or joints."""
    found: list[Suspension] = []
    for one in sorted(suspended):
        if found and one.first_on <= found[-1].last_on + DAY:
            last_on = max(found[-1].last_on, one.last_on)
            found[-1] = Suspension(found[-1].first_on, last_on)
        else:
            found.append(one)
    return tuple(found)


def stops(start_on: date, days: int, suspended: Iterable[Suspension]) -> Iterator[Stop]:
    """Where suspensions stop a period of so many days after `start_on`; the rest runs on after."""
    ends_on = start_on + days * DAY
    for one in merged(suspended):
        first_on = max(one.first_on, start_on + DAY)
        if first_on > ends_on:
            return
        if one.last_on >= first_on:
            remaining = (ends_on - first_on).days + 1
            ends_on = one.last_on + remaining * DAY
            yield Stop(first_on=first_on, last_on=one.last_on, remaining=remaining, ends_on=ends_on)


def days_after(day: date, suspended: Iterable[Suspension]) -> Iterator[date]:
    """Every day after this one that no suspension covers."""
    gaps = merged(suspended)
    while True:
        day += DAY
        for gap in gaps:
            if gap.first_on <= day <= gap.last_on:
                day = gap.last_on + DAY
        yield day
