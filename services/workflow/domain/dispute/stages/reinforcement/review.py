"""Arbitration review: the parties jointly ask a commission for a statement (仲裁审查)."""

from datetime import date
from uuid import UUID

from services.workflow.domain.clocks.counting import Clock
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.deadlines import confirmation, review
from services.workflow.domain.dispute.deadlines.facts import Chapter
from services.workflow.domain.dispute.deadlines.succession import have_all
from services.workflow.domain.dispute.guards.bodies import require_commission
from services.workflow.domain.dispute.guards.competence import require_reviewing_commission
from services.workflow.domain.dispute.guards.lateness import require_excuse
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
from services.workflow.domain.dispute.guards.windows import clock_of
from services.workflow.domain.dispute.parts import (
    ClaimKind,
    Connection,
    Excuse,
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
    excuse: Excuse | None = None
    """Why an application after the last day is in time all the same."""
    excused_on: date | None = None
    """The day it was posted, or the obstacle ended."""
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
    is_extended: bool = False
    """Whether the commission had approved more time for the review (REV.DECIDE)."""


def ready(dispute: Dispute, given: Given) -> None:
    """Refuses what no application could mend: a labour relation, a refused version."""
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


def apply(command: ApplyForReview, dispute: Dispute, given: Given) -> tuple[e.Event, ...]:
    """Refuses one side alone, a commission that is none or may not, and a late application."""
    agreement = binding(dispute)
    require_commission(given, rule="REV.SCOPE")
    require_reviewing_commission(command.connection, dispute, given)
    require_joint(dispute, command.applicants, given, "review_needs_both", rule="REV.JOINT")
    window = _window("REV.APPLY", review.clocks, dispute, given)
    is_late = given.occurred_on > window.due_rolled
    if is_late and command.excuse is None:
        _refuse_late(window, dispute, given)
    elif is_late:
        require_excuse(command, window, given, excuse_rule="REV.EXCUSE", allowed=INSTEAD)
    return (
        *recalled("reinforcement_applied", dispute, given),
        happened(
            e.ReviewApplied,
            given,
            version=agreement.version,
            commission=command.commission,
            applicants=tuple(sorted(set(command.applicants))),
            due_natural=window.due_natural,
            due_rolled=window.due_rolled,
            excuse=command.excuse if is_late else None,
            excused_on=command.excused_on if is_late else None,
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
    event = happened(
        e.ReviewStatementServed,
        given,
        number=command.number,
        party=command.party,
        is_extended=command.is_extended,
    )
    if not have_all(earlier.served_on | {command.party}, dispute):
        return (event,)
    latest = max([given.occurred_on, *(one.on for one in earlier.served)])
    took_effect = e.ReviewStatementTookEffect(
        occurred_on=latest,
        occurred_at=given.occurred_at if latest == given.occurred_on else None,
        number=command.number,
    )
    return (event, took_effect)


def _window(rule_id: str, chapter: Chapter, dispute: Dispute, given: Given) -> Clock:
    window = clock_of(chapter, rule_id, dispute, given)
    assert window is not None  # it begins with the effect of the agreement
    return window


def _refuse_late(window: Clock, dispute: Dispute, given: Given) -> None:
    """Who is late is told whether the window of the court is still open."""
    court = _window("CONF.APPLY", confirmation.clocks, dispute, given)
    is_court_open = given.occurred_on <= court.due_rolled
    given.require(
        given.occurred_on <= window.due_rolled,
        "review_too_late_court_open" if is_court_open else "review_too_late",
        rule="REV.APPLY",
        kind=OutsideLegalLimit,
        allowed=("apply_for_confirmation", *INSTEAD) if is_court_open else INSTEAD,
        due=window.due_rolled.isoformat(),
        occurred_on=given.occurred_on.isoformat(),
        court_due=court.due_rolled.isoformat(),
    )


DECISIONS: Decisions = {
    ApplyForReview: apply,
    ReportReviewAccepted: told(e.ReviewAccepted),
    ReportReviewNotAccepted: told(e.ReviewNotAccepted),
    ReportReviewRefused: told(e.ReviewRefused),
    ReportReviewWithdrawn: withdrawn,
    ReportReviewStatementServed: served,
}
READY: Readiness = {"apply_for_review": ready}
