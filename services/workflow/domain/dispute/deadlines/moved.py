"""Which deadlines of a dispute moved when what they rest on was put right or annulled, and why."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any, Final

import msgspec

from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status
from services.workflow.domain.dispute.deadlines.facts import ClockFacts


class WhyMoved(StrEnum):
    """What of a deadline is otherwise than it was."""

    BEGAN = "began"
    """There was none; it runs now."""
    ENDED = "ended"
    """Nothing depends on it any more, or there is none now."""
    START = "start"
    """The day it starts with."""
    LAST_DAY = "last_day"
    """The last day as agreed, extended or named by a body."""
    SUSPENSION = "suspension"
    INTERRUPTION = "interruption"
    MET = "met"
    """The day of the act that it was for, or whether that was in time."""
    RULE = "rule"
    """Another rule stands in its place."""
    CALENDAR = "calendar"
    """The working days of another region."""
    STATUS = "status"
    """Where it stands; its days are as they were."""


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """One deadline before and after; none: there was, or is, no such deadline."""

    was: Deadline | None
    now: Deadline | None
    why: WhyMoved

    @property
    def known(self) -> Deadline:
        """As it is now, or as it was where it is no more."""
        found = self.now or self.was
        assert found is not None
        return found


_RUNS: Final = frozenset({Status.RUNNING, Status.SUSPENDED, Status.LAPSED, Status.MET})
_FACTS: Final[dict[WhyMoved, Callable[[ClockFacts], Any]]] = {
    WhyMoved.START: lambda facts: facts.start_on,
    WhyMoved.LAST_DAY: lambda facts: (facts.until, facts.extension),
    WhyMoved.SUSPENSION: lambda facts: (facts.suspended, facts.suspended_since),
    WhyMoved.INTERRUPTION: lambda facts: facts.interrupted,
    WhyMoved.MET: lambda facts: facts.met_on,
}


def moved(was: Iterable[Deadline], now: Iterable[Deadline]) -> tuple[Moved, ...]:
    """What differs, in the order of the procedure."""
    return tuple(_moved({_name(one): one for one in was}, {_name(one): one for one in now}))


def _moved(was: dict[Any, Deadline], now: dict[Any, Deadline]) -> Iterator[Moved]:
    for name in (*was, *(name for name in now if name not in was)):
        before, after = was.get(name), now.get(name)
        why = _why(before, after)
        if why is not None:
            yield Moved(was=before, now=after, why=why)


def _name(deadline: Deadline) -> tuple[str, str]:
    """What it goes by whichever rule stands in the place of the general one."""
    return deadline.rule.replaces or deadline.rule.id, deadline.facts.about


def _why(was: Deadline | None, now: Deadline | None) -> WhyMoved | None:
    did_run, runs = was is not None and was.status in _RUNS, now is not None and now.status in _RUNS
    if did_run and not runs:
        return WhyMoved.ENDED
    if runs and not did_run:
        return WhyMoved.BEGAN
    # Also what had ended, as with the closing of its dispute: somebody relied on it while it ran.
    if was is None or now is None or _seen(was) == _seen(now):
        return None
    if was.rule.id != now.rule.id:
        return WhyMoved.RULE
    changed = (why for why, of in _FACTS.items() if of(was.facts) != of(now.facts))
    days = WhyMoved.CALENDAR if was.clock != now.clock else WhyMoved.STATUS
    return next(changed, days)


def _seen(deadline: Deadline) -> tuple[str, date | None, date | None, Status, bool]:
    """What people go by."""
    clock = deadline.clock
    natural_on = clock.due_natural if clock else None
    return deadline.rule.id, natural_on, deadline.due_on, deadline.status, deadline.is_late
