"""One deadline of a dispute: its clock as counted, and where it stands on a day."""

from datetime import date
from enum import StrEnum

import msgspec

from services.workflow.domain.clocks.counting import Clock, computed, fixed
from services.workflow.domain.clocks.explanation import explained
from services.workflow.domain.clocks.steps import Step
from services.workflow.domain.clocks.suspension import Suspension
from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.legal import LegalRule


class Status(StrEnum):
    """Where a deadline stands on a day."""

    NOT_STARTED = "not_started"
    """What it starts with has not happened, as far as recorded."""
    RUNNING = "running"
    SUSPENDED = "suspended"
    """It stands still; its last day moves with every day that passes."""
    LAPSED = "lapsed"
    """Its last day has passed without the act."""
    MET = "met"
    """The act was done; `is_late` says whether after the last day."""
    ENDED = "ended"
    """Nothing depends on it any more."""


OPEN = frozenset({Status.RUNNING, Status.SUSPENDED, Status.LAPSED})
"""What somebody has still to look after."""


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """One period of the law in a dispute, on a day."""

    facts: ClockFacts
    rule: LegalRule
    clock: Clock | None
    """None while it has not begun."""
    status: Status

    @property
    def key(self) -> str:
        """Names it within its dispute, also after its dates have moved."""
        return f"{self.rule.id}:{self.facts.about}" if self.facts.about else self.rule.id

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to look after it."""
        is_over = self.status is Status.LAPSED and self.facts.is_over_once_lapsed
        return self.status in OPEN and not is_over

    @property
    def due_on(self) -> date | None:
        """The last day on which the act is in time; none while it has not begun."""
        return self.clock.due_rolled if self.clock else None

    @property
    def is_late(self) -> bool:
        """Whether the act came after the last day."""
        met_on, due_on = self.facts.met_on, self.due_on
        return met_on is not None and due_on is not None and met_on > due_on

    def explained(self, basis: Basis) -> tuple[Step, ...]:
        """Day by day why it ends when it does; empty while it has not begun."""
        return explained(self.clock, basis.calendar) if self.clock else ()


def counted(facts: ClockFacts, basis: Basis) -> Deadline:
    """Count one clock. A fact that its rule does not know of leaves it out, such as a suspension."""
    rule = basis.rules.rule(facts.rule)
    clock = _clock(facts, rule, basis)
    return Deadline(facts=facts, rule=rule, clock=clock, status=_status(facts, rule, clock, basis))


def _clock(facts: ClockFacts, rule: LegalRule, basis: Basis) -> Clock | None:
    if facts.start_on is None:
        return None
    if facts.until is not None:
        return fixed(rule, basis.calendar, facts.start_on, facts.until)
    return computed(
        rule,
        basis.calendar,
        facts.start_on,
        extension=facts.extension,
        suspended=_suspensions(facts, rule, basis),
        interrupted=facts.interrupted if rule.interrupted_by else (),
    )


def _suspensions(facts: ClockFacts, rule: LegalRule, basis: Basis) -> tuple[Suspension, ...]:
    """An open one is counted to the present day: the days that are left are left."""
    if not rule.suspended_by:
        return ()
    since = facts.suspended_since
    if since is None or since > basis.today:
        return facts.suspended
    return (*facts.suspended, Suspension(since, basis.today))


def _status(facts: ClockFacts, rule: LegalRule, clock: Clock | None, basis: Basis) -> Status:
    if facts.met_on is not None:
        return Status.MET
    if facts.ended_on is not None:
        return Status.ENDED
    if clock is None:
        return Status.NOT_STARTED
    if rule.suspended_by and facts.suspended_since is not None:
        # One that had run out before it was stopped stays out.
        before = facts.suspended_since <= clock.due_rolled
        return Status.SUSPENDED if before else Status.LAPSED
    return Status.LAPSED if basis.today > clock.due_rolled else Status.RUNNING
