"""Arbitration review: the parties jointly ask a commission for a statement (仲裁审查)."""

from datetime import date
from uuid import UUID

from services.workflow.domain.clocks.counting import Clock
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.guards.bodies import require_commission
from services.workflow.domain.dispute.guards.competence import require_reviewing_commission
from services.workflow.domain.dispute.guards.mandated import require_mandate_returned
from services.workflow.domain.dispute.guards.named import require_parties
from services.workflow.domain.dispute.guards.overtaking import recalled
from services.workflow.domain.dispute.guards.reinforcing import (
    binding,
    require_joint,
    require_no_title,
    require_not_refused,
    slot,
)
from services.workflow.domain.dispute.guards.reporting import happened, told
from services.workflow.domain.dispute.guards.undertakings import kinds_of
from services.workflow.domain.dispute.parts import (
    ClaimKind,
    Connection,
    ReinforcementKind,
    ReviewBar,
    ReviewFault,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists, OutsideLegalLimit
from services.workflow.domain.given import Given

INSTEAD = ("record_performance", "offer_referral", "arbitration_filed", "close_dispute")
"""What is open once the windows have passed."""


class ApplyForReview(Command, frozen=True, kw_only=True):
    """Record the joint application to a commission."""

    move = "apply_for_review"
    commission: UUID
    applicants: tuple[int, ...]
    """Numbers of the parties who apply; both sides are needed."""
    connection: Connection | None = None
    """What ties the commission to the dispute, where the record does not show it."""


class ReportReviewAccepted(Command, frozen=True, kw_only=True):
    """The commission took the application up and numbered it."""

    move = "review_accepted"
    number: str


class ReportReviewNotAccepted(Command, frozen=True, kw_only=True):
    """The commission does not take the application up (不予受理)."""

    move = "review_not_accepted"
    ground: ReviewBar


class ReportReviewRefused(Command, frozen=True, kw_only=True):
    """The commission makes no statement of the agreement, and says so in writing."""

    move = "review_refused"
    ground: ReviewFault


class ReportReviewWithdrawn(Command, frozen=True, kw_only=True):
    """Applicants withdrew before the statement was served on both sides."""

    move = "review_withdrawn"
    by: tuple[int, ...]
    """Numbers of the parties who withdrew."""


class ReportReviewStatementServed(Command, frozen=True, kw_only=True):
    """A party signed for the statement (仲裁调解书)."""

    move = "review_statement_served"
    number: str
    party: int


def ready(dispute: Dispute, given: Given) -> None:
    """Refuses what no application could mend: the window, a labour relation, a refused version."""
    require_no_title(dispute, given)
    require_mandate_returned(dispute, given)
    agreement = binding(dispute)
    effective_on = agreement.effective_on
    assert effective_on is not None
    given.require(
        given.occurred_on >= effective_on,
        "review_before_effect",
        rule="REV.APPLY",
        effective_on=effective_on.isoformat(),
    )
    given.require(
        ClaimKind.LABOUR_RELATION not in kinds_of(dispute, agreement).values(),
        "relation_not_reviewable",
        rule="REV.SCOPE",
        allowed=INSTEAD,
    )
    require_not_refused(dispute, ReinforcementKind.REVIEW, given, rule="REV.REFUSE")
    _window(effective_on, given)


def apply(command: ApplyForReview, dispute: Dispute, given: Given) -> tuple[e.Event, ...]:
    """Refuses one side alone, and a body that is no commission or not a competent one."""
    agreement = binding(dispute)
    assert agreement.effective_on is not None
    require_commission(given, rule="REV.SCOPE")
    require_reviewing_commission(command.connection, dispute, given)
    require_joint(dispute, command.applicants, given, "review_needs_both", rule="REV.JOINT")
    deadline = given.due("REV.APPLY", agreement.effective_on)
    return (
        *recalled("reinforcement_applied", dispute, given),
        happened(
            e.ReviewApplied,
            given,
            version=agreement.version,
            commission=command.commission,
            applicants=tuple(sorted(set(command.applicants))),
            due_natural=deadline.due_natural,
            due_rolled=deadline.due_rolled,
            connection=command.connection,
        ),
    )


def withdrawn(
    command: ReportReviewWithdrawn, dispute: Dispute, given: Given
) -> tuple[e.Event, ...]:
    """Recorded with a warning where a party has signed for the statement (REV.WITHDRAW)."""
    require_parties(command.by, dispute, given)
    given.require(not slot(dispute).served, "statement_signed_for", rule="REV.WITHDRAW")
    return (happened(e.ReviewWithdrawn, given, by=command.by),)


def served(
    command: ReportReviewStatementServed, dispute: Dispute, given: Given
) -> tuple[e.Event, ...]:
    """With the last party the statement takes effect, on the day of the latest signature."""
    earlier = slot(dispute)
    require_parties([command.party], dispute, given)
    given.insist(
        command.party not in earlier.served_on,
        "received_already",
        kind=AlreadyExists,
        party=command.party,
    )
    event = happened(e.ReviewStatementServed, given, number=command.number, party=command.party)
    if not dispute.present_parties <= earlier.served_on | {command.party}:
        return (event,)
    latest = max([given.occurred_on, *(one.on for one in earlier.served)])
    took_effect = e.ReviewStatementTookEffect(
        occurred_on=latest,
        occurred_at=given.occurred_at if latest == given.occurred_on else None,
        number=command.number,
    )
    return (event, took_effect)


def _window(effective_on: date, given: Given) -> Clock:
    """The window; who is late for it is told whether that of the court is still open."""
    deadline, court = (given.due(rule, effective_on) for rule in ("REV.APPLY", "CONF.APPLY"))
    is_court_open = given.occurred_on <= court.due_rolled
    given.require(
        given.occurred_on <= deadline.due_rolled,
        "review_too_late_court_open" if is_court_open else "review_too_late",
        rule="REV.APPLY",
        kind=OutsideLegalLimit,
        allowed=("apply_for_confirmation", *INSTEAD) if is_court_open else INSTEAD,
        due=deadline.due_rolled.isoformat(),
        occurred_on=given.occurred_on.isoformat(),
        court_due=court.due_rolled.isoformat(),
    )
    return deadline


DECISIONS: Decisions = {
    ApplyForReview: apply,
    ReportReviewAccepted: told(e.ReviewAccepted),
    ReportReviewNotAccepted: told(e.ReviewNotAccepted),
    ReportReviewRefused: told(e.ReviewRefused),
    ReportReviewWithdrawn: withdrawn,
    ReportReviewStatementServed: served,
}
READY: Readiness = {"apply_for_review": ready}
