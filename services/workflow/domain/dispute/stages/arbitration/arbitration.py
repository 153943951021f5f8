"""Arbitration: filed by a party, accepted or not, passed over in silence, withdrawn."""

from uuid import UUID

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    ArbitrationAcceptanceLapsed,
    ArbitrationAccepted,
    ArbitrationDeemedWithdrawn,
    ArbitrationFiled,
    ArbitrationNotAccepted,
    ArbitrationWithdrawn,
    DisputeClosed,
    Event,
)
from services.workflow.domain.dispute.guards.bodies import require_commission
from services.workflow.domain.dispute.guards.competence import note_own_filing
from services.workflow.domain.dispute.guards.limitation import note_limitation
from services.workflow.domain.dispute.guards.named import require_parties
from services.workflow.domain.dispute.guards.overtaking import recalled
from services.workflow.domain.dispute.guards.windows import acceptance_due_on
from services.workflow.domain.dispute.parts import (
    ENTRUSTED,
    ArbitrationBar,
    OrganisationId,
    Outcome,
)
from services.workflow.domain.dispute.records import Arbitration
from services.workflow.domain.dispute.standing import standing_award
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists, OutsideLegalLimit
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Written


class ReportArbitrationFiled(Command, frozen=True, kw_only=True):
    """A party filed with a commission by itself."""

    move = "arbitration_filed"
    commission: UUID
    by_party: int | None = None
    reference: str = ""


class ReportArbitrationAccepted(Command, frozen=True, kw_only=True):
    """The commission accepted the case and numbered it."""

    move = "arbitration_accepted"
    number: str
    is_simple: bool = False
    """Whether it is to be heard under simple procedure (简易处理)."""


class ReportArbitrationNotAccepted(Command, frozen=True, kw_only=True):
    """The commission did not accept the case; a suit is open."""

    move = "arbitration_not_accepted"
    ground: ArbitrationBar
    reason: Written = ""
    competent: OrganisationId | None = None
    """The commission that has jurisdiction, where only that was wrong."""


class ReportArbitrationAcceptanceLapsed(Command, frozen=True, kw_only=True):
    """The commission said nothing in time; a direct suit is open."""

    move = "arbitration_acceptance_lapsed"


class ReportArbitrationWithdrawn(Command, frozen=True, kw_only=True):
    """The applicants withdrew from arbitration; closes the dispute unless an agreement stands."""

    move = "arbitration_withdrawn"
    by: tuple[int, ...] = ()


class ReportArbitrationDeemedWithdrawn(Command, frozen=True, kw_only=True):
    """An applicant stayed away without reason, which counts as a withdrawal."""

    move = "arbitration_deemed_withdrawn"
    reason: Written = ""


def filed(command: ReportArbitrationFiled, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Mediation and any offer in flight end with a party's own filing."""
    require_commission(given)
    require_parties((command.by_party,), dispute, given)
    note_own_filing(dispute, given)
    note_limitation(dispute, given)
    record = dispute.mandate_record
    given.insist(record is None or record.mandate not in ENTRUSTED, "seised_body_has_it")
    cases = (dispute.arbitration, *dispute.past_arbitrations)
    given.require(
        not any(case and case.is_defaulted for case in cases),
        "filed_again_after_default",
        rule="ARB.NOSHOW",
    )
    event = ArbitrationFiled(
        occurred_on=given.occurred_on,
        occurred_at=given.occurred_at,
        commission=command.commission,
        by_party=command.by_party,
        reference=command.reference,
    )
    return (*recalled("filed_by_party", dispute, given), event)


def accepted(
    command: ReportArbitrationAccepted, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """What the commission reports stands, late or not; an offered return is recalled."""
    _note_late_decision(dispute, given)
    event = ArbitrationAccepted(
        occurred_on=given.occurred_on,
        occurred_at=given.occurred_at,
        number=command.number,
        is_simple=command.is_simple,
    )
    return (*recalled("arbitration_accepted", dispute, given), event)


def not_accepted(
    command: ReportArbitrationNotAccepted, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """With a wrong commission the right one is named; the refused one cannot be it."""
    _note_late_decision(dispute, given)
    is_wrong = command.ground is ArbitrationBar.WRONG_COMMISSION
    given.require(
        command.competent is not None or not is_wrong, "competent_not_named", rule="ARB.ACCEPT"
    )
    if command.competent is not None:
        require_commission(given)
        given.insist(is_wrong and command.competent != dispute.commission, "competent_does_not_fit")
    event = ArbitrationNotAccepted(
        occurred_on=given.occurred_on,
        occurred_at=given.occurred_at,
        ground=command.ground,
        reason=command.reason,
        competent=command.competent,
    )
    return (*recalled("arbitration_not_accepted", dispute, given), event)


def ready_to_lapse(dispute: Dispute, given: Given) -> None:
    """Refuses before the period has passed, and a second time."""
    case = _case(dispute)
    given.insist(not case.is_silent, "acceptance_lapsed_already", kind=AlreadyExists)
    due_on = acceptance_due_on(dispute, given)
    given.insist(due_on, "acceptance_waits", rule="ARB.ACCEPT", kind=OutsideLegalLimit)
    assert due_on is not None
    given.insist(
        given.occurred_on > due_on,
        "acceptance_period_runs",
        rule="ARB.ACCEPT",
        kind=OutsideLegalLimit,
        due=due_on.isoformat(),
    )


def acceptance_lapsed(
    _command: ReportArbitrationAcceptanceLapsed, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """The commission may still decide; until then a direct suit is open."""
    due_on = acceptance_due_on(dispute, given)
    assert due_on is not None  # ready_to_lapse has seen to it
    return (
        ArbitrationAcceptanceLapsed(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, due_on=due_on
        ),
    )


def withdrawn(
    command: ReportArbitrationWithdrawn, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Back to the title, award or agreement that stands; without any the dispute is closed."""
    require_parties(command.by, dispute, given)
    event = ArbitrationWithdrawn(
        occurred_on=given.occurred_on, occurred_at=given.occurred_at, by=command.by
    )
    return _left(event, dispute, given)


def deemed_withdrawn(
    command: ReportArbitrationDeemedWithdrawn, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """As a withdrawal; it cannot be filed again (ARB.NOSHOW)."""
    event = ArbitrationDeemedWithdrawn(
        occurred_on=given.occurred_on, occurred_at=given.occurred_at, reason=command.reason
    )
    return _left(event, dispute, given)


def _left(event: Event, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    left = (*recalled("arbitration_withdrawn", dispute, given), event)
    if dispute.effective_agreement or dispute.title or standing_award(dispute):
        return left
    closed = DisputeClosed(
        occurred_on=given.occurred_on,
        occurred_at=given.occurred_at,
        outcome=Outcome.ARBITRATION_WITHDRAWN,
    )
    return (*left, closed)


def _case(dispute: Dispute) -> Arbitration:
    # The table lets a dispute here only with a case before a commission.
    assert dispute.arbitration is not None
    return dispute.arbitration


def _note_late_decision(dispute: Dispute, given: Given) -> None:
    due_on = acceptance_due_on(dispute, given)
    given.require(
        due_on is None or given.occurred_on <= due_on,
        "acceptance_decided_late",
        rule="ARB.ACCEPT",
        kind=OutsideLegalLimit,
        due=due_on.isoformat() if due_on else "",
    )


DECISIONS: Decisions = {
    ReportArbitrationFiled: filed,
    ReportArbitrationAccepted: accepted,
    ReportArbitrationNotAccepted: not_accepted,
    ReportArbitrationAcceptanceLapsed: acceptance_lapsed,
    ReportArbitrationWithdrawn: withdrawn,
    ReportArbitrationDeemedWithdrawn: deemed_withdrawn,
}
READY: Readiness = {"arbitration_acceptance_lapsed": ready_to_lapse}
