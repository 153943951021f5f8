"""Judicial confirmation: the parties jointly ask a court to confirm the agreement (司法确认)."""

from uuid import UUID

from services.workflow.domain.calendar import Deadline
from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    ConfirmationApplied,
    ConfirmationDocketed,
    ConfirmationGranted,
    Event,
)
from services.workflow.domain.dispute.parts import ClaimKind, Side
from services.workflow.domain.dispute.records import Agreement
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.organisation import OrganisationKind


class ApplyForConfirmation(Command, frozen=True, kw_only=True):
    """Record the joint application to a court."""

    move = "apply_for_confirmation"
    court: UUID
    applicants: tuple[int, ...]
    """Numbers of the parties who apply; both sides are needed."""


class ReportConfirmationDocketed(Command, frozen=True, kw_only=True):
    """The court accepted the application and numbered it."""

    move = "confirmation_docketed"
    number: str


class ReportConfirmationGranted(Command, frozen=True, kw_only=True):
    """The court ruled the agreement valid."""

    move = "confirmation_granted"
    ruling_number: str


def ready(dispute: Dispute, given: Given) -> None:
    """Refuses what no application could mend: a window that has passed, a slot in use."""
    agreement = _effective(dispute)
    given.require(dispute.reinforcement is None, "reinforcement_in_use", rule="REINFORCE.ONE")
    _window(agreement, given)


def apply(command: ApplyForConfirmation, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses one side alone, a court that is none, and content that is not a definite payment."""
    agreement = _effective(dispute)
    given.insist(
        given.organisation.kind is OrganisationKind.COURT,
        "not_a_court",
        rule="CONF.COURT",
        name=given.organisation.name,
    )
    for no in command.applicants:
        given.insist(dispute.party(no), "unknown_party", party=no)
    missing = [
        zh
        for side, zh in ((Side.CLAIMANT, "申请人"), (Side.RESPONDENT, "被申请人"))
        if not dispute.side(side) <= set(command.applicants)
    ]
    given.require(
        not missing, "confirmation_needs_both", rule="CONF.JOINT", missing="、".join(missing)
    )
    _require_content(dispute, agreement, given)
    deadline = _window(agreement, given)
    return (
        ConfirmationApplied(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            version=agreement.version,
            court=command.court,
            applicants=tuple(sorted(set(command.applicants))),
            due_natural=deadline.due_natural,
            due_rolled=deadline.due_rolled,
        ),
    )


def docketed(
    command: ReportConfirmationDocketed, _dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """What the court reports stands."""
    return (
        ConfirmationDocketed(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, number=command.number
        ),
    )


def granted(
    command: ReportConfirmationGranted, _dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """What the court reports stands; the ruling is the instrument for enforcement."""
    return (
        ConfirmationGranted(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            ruling_number=command.ruling_number,
        ),
    )


def _effective(dispute: Dispute) -> Agreement:
    # The table lets a dispute here only with an effective agreement.
    assert dispute.agreement is not None
    assert dispute.agreement.effective_on is not None
    return dispute.agreement


def _window(agreement: Agreement, given: Given) -> Deadline:
    effective_on = agreement.effective_on
    assert effective_on is not None
    given.require(
        given.occurred_on >= effective_on,
        "confirmation_before_effect",
        rule="CONF.APPLY",
        effective_on=effective_on.isoformat(),
    )
    return given.within(
        "CONF.APPLY",
        effective_on,
        "confirmation_too_late",
        allowed=("record_performance", "arbitration_filed", "close_dispute"),
    )


def _require_content(dispute: Dispute, agreement: Agreement, given: Given) -> None:
    vague = [str(term.claim) for term in agreement.terms if not term.instalments]
    given.require(
        not vague, "confirmation_needs_payment", rule="CONF.CONTENT", claims="、".join(vague)
    )
    kinds = {record.claim.kind for record in dispute.claims}
    given.require(
        ClaimKind.LABOUR_RELATION not in kinds, "relation_not_confirmable", rule="CONF.CONTENT"
    )


DECISIONS: Decisions = {
    ApplyForConfirmation: apply,
    ReportConfirmationDocketed: docketed,
    ReportConfirmationGranted: granted,
}
READY: Readiness = {"apply_for_confirmation": ready}
