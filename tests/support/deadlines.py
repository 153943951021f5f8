"""Deadlines of a dispute on a day, and what must hold of every one of them."""

from datetime import date, timedelta
from functools import lru_cache

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.clocks.counting import Clock
from services.workflow.domain.clocks.steps import Reason
from services.workflow.domain.dispute.deadlines.deadline import Deadline
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.deadlines.of_dispute import deadlines
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.legal import Counting, RollOver, RulePack
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import national
from tests.domain.clocks.oracle import Ended, Offices, Period, ended, ended_as_set
from tests.support.given_when_then import TODAY

ONE = timedelta(days=1)


def basis_on(on: date = TODAY, rules: RulePack | None = None) -> Basis:
    """The national rules, or those of a region, and the calendar of China, on a day."""
    return Basis(rules=rules or national(), calendar=calendar_for("330281"), today=on)


def all_of(
    dispute: Dispute, on: date = TODAY, rules: RulePack | None = None
) -> dict[str, Deadline]:
    """By the key that names each."""
    found = deadlines(dispute, basis_on(on, rules))
    keys = [one.key for one in found]
    assert len(keys) == len(set(keys)), keys
    return {one.key: one for one in found}


def one_of(dispute: Dispute, key: str, on: date = TODAY, rules: RulePack | None = None) -> Deadline:
    """The deadline of that key."""
    return all_of(dispute, on, rules)[key]


def check(deadline: Deadline, basis: Basis) -> None:
    """It names its rule and source, ends when an oracle says or on the day set, and tells why."""
    rule, clock, facts = deadline.rule, deadline.clock, deadline.facts
    assert rule.id
    assert rule.source
    if clock is None:
        assert facts.start_on is None
        return
    if clock.until is None:
        assert _told(clock) == judged(clock, basis.calendar), deadline.key
    else:
        assert clock.until == facts.until
        assert (clock.due_natural, clock.due_rolled) == _as_set(clock, basis.calendar), deadline.key
        _check_cap(deadline, basis)
    _check_explained(deadline, basis)


def judged(clock: Clock, calendar: WorkingCalendar) -> tuple[date, date, bool]:
    """Natural and rolled last day and whether they are provisional, by the oracle."""
    rule, causes = clock.rule, [one.cause for one in clock.interruptions]
    assert rule.length is not None
    assert rule.unit is not None
    period = Period(
        start=clock.start_on,
        length=rule.length + clock.extension,
        unit=rule.unit.value,
        backwards=rule.counting is Counting.BEFORE,
        may_roll=rule.roll_over is not RollOver.KEEPS,
        stopped=_stopped(clock),
        broken=frozenset(one.on for one in causes if one.since is None),
        procedures=frozenset((one.since, one.on) for one in causes if one.since is not None),
    )
    found = _ended(period, calendar.version, _offices(calendar))
    return found.natural, found.rolled, found.provisional


def _stopped(clock: Clock) -> frozenset[date]:
    return frozenset(
        one.first_on + ONE * n
        for one in clock.suspended
        for n in range((one.last_on - one.first_on).days + 1)
    )


def _told(clock: Clock) -> tuple[date, date, bool]:
    return clock.due_natural, clock.due_rolled, clock.provisional


_CALENDARS: dict[str, Offices] = {}


def _offices(calendar: WorkingCalendar) -> Offices:
    closed = calendar.off_days - calendar.make_up_days
    return Offices(closed, calendar.make_up_days, calendar.published_years)


@lru_cache(maxsize=20_000)
def _ended_by_period(period: Period, version: str) -> Ended:
    return ended(period, _CALENDARS[version])


def _ended(period: Period, version: str, offices: Offices) -> Ended:
    """The walk through ten years of retention is taken once."""
    _CALENDARS[version] = offices
    return _ended_by_period(period, version)


def _as_set(clock: Clock, calendar: WorkingCalendar) -> tuple[date, date]:
    """A last day that was set, moved by what did not count and rolled as its rule says."""
    assert clock.until is not None
    may_roll = clock.rule.roll_over is not RollOver.KEEPS
    stopped = _stopped(clock)
    period = Period(start=clock.start_on, length=0, unit="", may_roll=may_roll, stopped=stopped)
    return ended_as_set(clock.until, period, _offices(calendar))


def _check_cap(deadline: Deadline, basis: Basis) -> None:
    """What both sides agreed to ends within the cap of the rule."""
    rule, clock = deadline.rule, deadline.clock
    if clock is None or rule.extension_cap is None or rule.length is None:
        return
    # What did not count comes on top of the cap.
    longest = Clock(
        suspended=clock.suspended,
        rule=rule,
        start_on=clock.start_on,
        runs_from=clock.start_on,
        extension=rule.extension_cap,
        due_natural=clock.start_on,
        due_rolled=clock.start_on,
        provisional=False,
        calendar_version=clock.calendar_version,
    )
    assert clock.due_rolled <= judged(longest, basis.calendar)[1], deadline.key


def _check_explained(deadline: Deadline, basis: Basis) -> None:
    steps = deadline.explained(basis)
    assert steps[0].reason is Reason.START
    (last,) = [step for step in steps if step.reason is Reason.LAST_DAY]
    assert last.until == deadline.due_on
    assert all(step.zh and step.en for step in steps)
