"""One deadline with its explanation, against a bare walk over the same days on the same calendar."""

import argparse
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.clocks.counting import Clock, computed
from services.workflow.domain.clocks.explanation import explained
from services.workflow.domain.legal import LegalRule, Unit
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import pack_for

REGION, KIND = "330281", "one_stop_centre"
GOAL_MS = 1.0
GOAL_RATIO = 8.0
"""Times that the whole answer may take of the walk; days only, without corresponding months."""
STARTS = [date(2026, 1, 5) + timedelta(days=7 * week) for week in range(52)]
DAYS = frozenset({Unit.NATURAL_DAY, Unit.WORKING_DAY})

Question = tuple[LegalRule, date]


def bare(rule: LegalRule, start_on: date, calendar: WorkingCalendar) -> date:
    """The last day and nothing else: no roll-over's reason, no versions, no words."""
    left, day = rule.length or 0, start_on
    while left:
        day += timedelta(days=1)
        left -= rule.unit is Unit.NATURAL_DAY or calendar.is_working_day(day)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day


def whole(rule: LegalRule, start_on: date, calendar: WorkingCalendar) -> Clock:
    """The date and the day-by-day explanation in both languages."""
    clock = computed(rule, calendar, start_on)
    explained(clock, calendar)
    return clock


def timed(
    answer: Callable[[LegalRule, date, WorkingCalendar], object],
    questions: list[Question],
    calendar: WorkingCalendar,
) -> list[float]:
    """Milliseconds of each answer."""
    found = []
    for rule, start_on in questions:
        began = time.perf_counter()
        answer(rule, start_on, calendar)
        found.append((time.perf_counter() - began) * 1000)
    return found


def measure(rounds: int) -> bool:
    """Ask every rule from every start, the two sides in turn; whether both goals are met."""
    calendar = calendar_for(REGION)
    rules = [rule for rule in pack_for(REGION, KIND).rules.values() if rule.length is not None]
    every = [(rule, start_on) for rule in rules for start_on in STARTS]
    in_days = [(rule, start_on) for rule, start_on in every if rule.unit in DAYS]
    ratios, times = [], list[float]()
    for _ in range(rounds):
        floor = sum(timed(bare, in_days, calendar))
        ratios.append(sum(timed(whole, in_days, calendar)) / floor)
        times += timed(whole, every, calendar)
    p50, p99 = statistics.median(times), statistics.quantiles(times, n=100)[-1]
    middle = statistics.median(ratios)
    print(f"{len(rules)} rules from {len(STARTS)} days, {rounds} rounds in turn")
    print(f"with explanation   p50 {p50:.3f} ms  p99 {p99:.3f} ms   goal p99 {GOAL_MS:.0f} ms")
    print(
        f"times a bare walk  {middle:.1f} [{min(ratios):.1f}–{max(ratios):.1f}]"
        f"   goal {GOAL_RATIO:.0f}"
    )
    return p99 < GOAL_MS and middle <= GOAL_RATIO


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 0 when the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args(arguments)
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}"
    )
    return 0 if measure(chosen.rounds) else 1


if __name__ == "__main__":
    sys.exit(main())
