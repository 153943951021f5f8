"""One deadline of a dispute: its clock as counted, and where it stands on a day."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from services.workflow.domain.clocks.counting import Break, Clock, computed, fixed
from services.workflow.domain.clocks.explanation import explained
from services.workflow.domain.clocks.steps import Step
from services.workflow.domain.clocks.suspension import DAY, Suspension
from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.legal import LegalRule

_UNDER_WAY: Final = (
    "procedure_under_way",
    "有关程序尚未终结，按到今天推算（民法典第195条）",
    "the procedure has not ended; counted to the present day (Civil Code 195)",
)


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
        return fixed(
            rule,
            basis.calendar,
            facts.start_on,
            facts.until,
            suspended=tuple(_since_set(facts, _suspensions(facts, rule, basis))),
        )
    broken = facts.interrupted if rule.interrupted_by else ()
    clock = _computed(facts, facts.start_on, broken, rule, basis)
    if facts.held_since is None or not clock.due_rolled < basis.today:
        return clock
    held = Break(basis.today, *_UNDER_WAY, since=facts.held_since)
    return _computed(facts, facts.start_on, (*broken, held), rule, basis)


def _computed(
    facts: ClockFacts,
    start_on: date,
    broken: tuple[Break, ...],
    rule: LegalRule,
    basis: Basis,
) -> Clock:
    return computed(
        rule,
        basis.calendar,
        start_on,
        extension=facts.extension,
        suspended=_suspensions(facts, rule, basis),
        interrupted=broken,
    )


def _suspensions(facts: ClockFacts, rule: LegalRule, basis: Basis) -> tuple[Suspension, ...]:
    """An open one is counted to the present day: the days that are left are left."""
    if not rule.suspended_by:
        return ()
    since = facts.suspended_since
    if since is None or since > basis.today:
        return facts.suspended
    return (*facts.suspended, Suspension(since, basis.today))


def _since_set(facts: ClockFacts, suspended: tuple[Suspension, ...]) -> Iterator[Suspension]:
    """Whoever set the last day knew what had not counted by then; what comes after moves it."""
    first_on = (facts.set_on or date.min) + DAY
    for one in suspended:
        if one.last_on >= first_on:
            yield Suspension(max(one.first_on, first_on), one.last_on)


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
