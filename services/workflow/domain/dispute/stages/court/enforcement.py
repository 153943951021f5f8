"""Enforcement: applied for, stayed, resumed, ended, refused, concluded."""

from uuid import UUID

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.deadlines.award import is_partly_final
from services.workflow.domain.dispute.deadlines.enforcement import clocks
from services.workflow.domain.dispute.events import (
    DisputeClosed,
    EnforcementApplied,
    EnforcementConcluded,
    EnforcementEnded,
    EnforcementRefused,
    EnforcementResumed,
    EnforcementStayed,
    Event,
)
from services.workflow.domain.dispute.guards.bodies import require_court
from services.workflow.domain.dispute.guards.competence import note_enforcing_court
from services.workflow.domain.dispute.guards.named import require_parties
from services.workflow.domain.dispute.guards.outcomes import OUTCOME_OF
from services.workflow.domain.dispute.guards.windows import clock_of
from services.workflow.domain.dispute.parts import EnforcementEnd, Instrument, Served, StayCause
from services.workflow.domain.dispute.records import Enforcement
from services.workflow.domain.dispute.standing import standing_award
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists, OutsideLegalLimit
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Written


class ReportEnforcementApplied(Command, frozen=True, kw_only=True):
    """A party asked a court to enforce (申请执行)."""

    move = "enforcement_applied"
    court: UUID
    by: tuple[int, ...]
    instrument: Instrument
    number: str = ""


class ReportEnforcementStayed(Command, frozen=True, kw_only=True):
    """Enforcement stands still (中止执行)."""

    move = "enforcement_stayed"
    cause: StayCause
    detail: Written = ""


class ReportEnforcementResumed(Command, frozen=True, kw_only=True):
    """Enforcement goes on."""

    move = "enforcement_resumed"


class ReportEnforcementEnded(Command, frozen=True, kw_only=True):
    """Enforcement ended without full performance; it can be applied for again."""

    move = "enforcement_ended"
    ground: EnforcementEnd


class ReportEnforcementRefused(Command, frozen=True, kw_only=True):
    """The court does not enforce the award (不予执行); a suit is open."""

    move = "enforcement_refused"
    number: str
    ground: Written = ""
    served: tuple[Served, ...] = ()
    """On which day each party received the ruling."""


class ReportEnforcementConcluded(Command, frozen=True, kw_only=True):
    """All was enforced (执行完毕); closes the dispute."""

    move = "enforcement_concluded"
    number: str = ""


def ready_to_apply(dispute: Dispute, given: Given) -> None:
    """Refuses an award of which nothing is final before its windows have closed."""
    award = standing_award(dispute)
    given.insist(
        dispute.title or (award and award.has_final), "nothing_to_enforce", rule="ENF.INSTRUMENT"
    )


def applied(command: ReportEnforcementApplied, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses another instrument than the dispute has; lateness and a counter-move are noted."""
    require_court(given)
    given.insist(command.by, "enforcement_needs_creditor")
    require_parties(command.by, dispute, given)
    title = dispute.title.instrument if dispute.title else Instrument.AWARD
    given.insist(
        command.instrument is title, "another_instrument", rule="ENF.INSTRUMENT", title=title
    )
    note_enforcing_court(title, command.court, dispute, given)
    asked = dispute.set_aside
    given.require(
        asked is None or asked.is_granted is not None, "enforcement_beside_suit", rule="ENF.STAY"
    )
    award = standing_award(dispute)
    is_due = dispute.title or (award and is_partly_final(award, given.rules))
    given.require(is_due, "mixed_not_final", rule="FINAL.MIXED.ZJ")
    is_late = _note_lateness(dispute, given)
    return (
        EnforcementApplied(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            court=command.court,
            by=tuple(sorted(set(command.by))),
            instrument=command.instrument,
            number=command.number,
            is_late=is_late,
        ),
    )


def _note_lateness(dispute: Dispute, given: Given) -> bool:
    """Nothing is late of an award that is not final here: its two years have not begun."""
    window = clock_of(clocks, "ENF.2Y", dispute, given)
    is_late = window is not None and given.occurred_on > window.due_rolled
    given.require(
        not is_late,
        "enforcement_late",
        rule="ENF.2Y",
        kind=OutsideLegalLimit,
        due=window.due_rolled.isoformat() if window else "",
    )
    return is_late


def ready_to_stay(dispute: Dispute, given: Given) -> None:
    """Refuses a stay on top of another."""
    given.insist(not _running(dispute).is_stayed, "enforcement_stayed_already", kind=AlreadyExists)


def stayed(command: ReportEnforcementStayed, _dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """What the court reports stands."""
    return (
        EnforcementStayed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            cause=command.cause,
            detail=command.detail,
        ),
    )


def ready_to_resume(dispute: Dispute, given: Given) -> None:
    """Only what stands still goes on."""
    given.insist(_running(dispute).is_stayed, "enforcement_not_stayed")


def resumed(
    _command: ReportEnforcementResumed, _dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """What the court reports stands."""
    return (EnforcementResumed(occurred_on=given.occurred_on, occurred_at=given.occurred_at),)


def ended(command: ReportEnforcementEnded, _dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """The instrument stays."""
    return (
        EnforcementEnded(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, ground=command.ground
        ),
    )


def ready_to_refuse(dispute: Dispute, given: Given) -> None:
    """Only an award is refused enforcement."""
    is_award = _running(dispute).instrument is Instrument.AWARD
    given.insist(is_award, "only_award_refused", rule="SUIT.AFTER.NE")


def refused(command: ReportEnforcementRefused, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """The award is without force; a suit is open to both sides."""
    require_parties((one.party for one in command.served), dispute, given)
    return (
        EnforcementRefused(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            number=command.number,
            ground=command.ground,
            served=command.served,
        ),
    )


def concluded(
    command: ReportEnforcementConcluded, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Closed with the outcome of the instrument that was enforced."""
    enforcement = _running(dispute)
    given.require(not enforcement.is_stayed, "enforcement_is_stayed", rule="ENF.STAY")
    return (
        EnforcementConcluded(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, number=command.number
        ),
        DisputeClosed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            outcome=OUTCOME_OF[enforcement.instrument],
        ),
    )


def _running(dispute: Dispute) -> Enforcement:
    # The table lets a dispute here only with an enforcement before a court.
    assert dispute.enforcement is not None
    return dispute.enforcement


DECISIONS: Decisions = {
    ReportEnforcementApplied: applied,
    ReportEnforcementStayed: stayed,
    ReportEnforcementResumed: resumed,
    ReportEnforcementEnded: ended,
    ReportEnforcementRefused: refused,
    ReportEnforcementConcluded: concluded,
}
READY: Readiness = {
    "enforcement_applied": ready_to_apply,
    "enforcement_stayed": ready_to_stay,
    "enforcement_resumed": ready_to_resume,
    "enforcement_refused": ready_to_refuse,
}
