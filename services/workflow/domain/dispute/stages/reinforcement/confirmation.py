"""Judicial confirmation: the parties jointly ask a court to confirm the agreement (司法确认)."""

from datetime import date
from uuid import UUID

from services.workflow.domain.clocks.counting import Clock
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.deadlines.confirmation import clocks
from services.workflow.domain.dispute.guards.bodies import require_court
from services.workflow.domain.dispute.guards.competence import require_confirming_court
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
    ConfirmationBar,
    ConfirmationFault,
    Connection,
    Excuse,
    ReinforcementKind,
)
from services.workflow.domain.dispute.records import Agreement
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists, OutsideLegalLimit
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Written

INSTEAD = ("record_performance", "offer_referral", "arbitration_filed", "close_dispute")
"""What is open once the window for confirmation has passed."""


class ApplyForConfirmation(Command, frozen=True, kw_only=True):
    """Record the joint application to a court."""

    move = "apply_for_confirmation"
    court: UUID
    applicants: tuple[int, ...]
    """Numbers of the parties who apply; both sides are needed."""
    excuse: Excuse | None = None
    """Why an application after the last day is in time all the same."""
    excused_on: date | None = None
    """The day it was posted, or the obstacle ended."""
    connection: Connection | None = None
    """What ties the court to the dispute, where the record does not show it."""


class ReportConfirmationDocketed(Command, frozen=True, kw_only=True):
    """The court accepted the application and numbered it."""

    move = "confirmation_docketed"
    number: str


class ReportConfirmationSupplementAsked(Command, frozen=True, kw_only=True):
    """The court asks for material by a day."""

    move = "confirmation_supplement_asked"
    items: Written
    due_on: date


class SupplyConfirmationMaterial(Command, frozen=True, kw_only=True):
    """Record that the applicants handed in what the court asked for."""

    move = "confirmation_supplied"
    items: Written = ""


class ReportConfirmationNotAccepted(Command, frozen=True, kw_only=True):
    """The court does not take the application up (不予受理)."""

    move = "confirmation_not_accepted"
    ground: ConfirmationBar
    number: str = ""


class ReportConfirmationRefused(Command, frozen=True, kw_only=True):
    """The court ruled that it does not confirm the agreement (裁定驳回)."""

    move = "confirmation_refused"
    ground: ConfirmationFault
    number: str = ""


class ReportConfirmationWithdrawn(Command, frozen=True, kw_only=True):
    """Applicants withdrew the application."""

    move = "confirmation_withdrawn"
    by: tuple[int, ...]
    """Numbers of the parties who withdrew."""


class ReportConfirmationDeemedWithdrawn(Command, frozen=True, kw_only=True):
    """The court treats the application as withdrawn: the material did not come (按撤回处理)."""

    move = "confirmation_deemed_withdrawn"
    reason: Written = ""


def ready(dispute: Dispute, given: Given) -> None:
    """Refuses what no application could mend: no effect yet, and a version that was refused."""
    require_no_title(dispute, given)
    require_mandate_returned(dispute, given)
    effective_on = _effective_on(binding(dispute))
    given.require(
        given.occurred_on >= effective_on,
        "confirmation_before_effect",
        rule="CONF.APPLY",
        effective_on=effective_on.isoformat(),
    )
    require_not_refused(dispute, ReinforcementKind.CONFIRMATION, given, rule="CONF.RESULT")


def apply(command: ApplyForConfirmation, dispute: Dispute, given: Given) -> tuple[e.Event, ...]:
    """Refuses one side alone, a court that may not, indefinite content, and a late application."""
    agreement = binding(dispute)
    require_court(given, rule="CONF.COURT")
    require_confirming_court(command.connection, command.court, dispute, given)
    require_joint(dispute, command.applicants, given, "confirmation_needs_both", rule="CONF.JOINT")
    _require_content(dispute, agreement, given)
    window = _window(dispute, given)
    is_late = given.occurred_on > window.due_rolled
    if is_late and command.excuse is None:
        _refuse_late(window, given)
    elif is_late:
        require_excuse(command, window, given, excuse_rule="CONF.EXCUSE", allowed=INSTEAD)
    return (
        *recalled("reinforcement_applied", dispute, given),
        happened(
            e.ConfirmationApplied,
            given,
            version=agreement.version,
            court=command.court,
            applicants=tuple(sorted(set(command.applicants))),
            due_natural=window.due_natural,
            due_rolled=window.due_rolled,
            excuse=command.excuse if is_late else None,
            excused_on=command.excused_on if is_late else None,
            connection=command.connection,
        ),
    )


def supplied(
    command: SupplyConfirmationMaterial, dispute: Dispute, given: Given
) -> tuple[e.Event, ...]:
    """Refuses where nothing is asked for; late material is noted, as the court may still take it."""
    due_on = slot(dispute).supplement_due_on
    given.insist(due_on, "nothing_asked_for", rule="CONF.SUPPLEMENT")
    assert due_on is not None
    given.warn(
        given.occurred_on <= due_on,
        "supplied_late",
        rule="CONF.SUPPLEMENT",
        kind=OutsideLegalLimit,
        due=due_on.isoformat(),
    )
    return (happened(e.ConfirmationSupplied, given, items=command.items),)


def _effective_on(agreement: Agreement) -> date:
    assert agreement.effective_on is not None
    return agreement.effective_on


def _window(dispute: Dispute, given: Given) -> Clock:
    window = clock_of(clocks, "CONF.APPLY", dispute, given)
    assert window is not None  # it begins with the effect of the agreement
    return window


def _refuse_late(window: Clock, given: Given) -> None:
    given.require(
        given.occurred_on <= window.due_rolled,
        "confirmation_too_late",
        rule="CONF.APPLY",
        kind=OutsideLegalLimit,
        allowed=INSTEAD,
        due=window.due_rolled.isoformat(),
        occurred_on=given.occurred_on.isoformat(),
    )


def _require_content(dispute: Dispute, agreement: Agreement, given: Given) -> None:
    vague = [str(term.claim) for term in agreement.terms if not term.instalments]
    given.require(
        not vague,
        "confirmation_needs_payment",
        rule="CONF.CONTENT",
        allowed=("amend_agreement", "apply_for_review"),
        claims="、".join(vague),
    )
    given.require(
        ClaimKind.LABOUR_RELATION not in kinds_of(dispute, agreement).values(),
        "relation_not_confirmable",
        rule="CONF.CONTENT",
    )


def _is_new_number(command: ReportConfirmationDocketed, dispute: Dispute, given: Given) -> None:
    is_new = slot(dispute).docket_number != command.number
    given.insist(is_new, "docketed_already", kind=AlreadyExists, number=command.number)


def _is_to_come(
    command: ReportConfirmationSupplementAsked, _dispute: Dispute, given: Given
) -> None:
    given.insist(command.due_on >= given.occurred_on, "due_before_asked", rule="CONF.SUPPLEMENT")


def _by_parties(command: ReportConfirmationWithdrawn, dispute: Dispute, given: Given) -> None:
    require_parties(command.by, dispute, given)


def _was_missing(
    _command: ReportConfirmationDeemedWithdrawn, dispute: Dispute, given: Given
) -> None:
    due_on = slot(dispute).supplement_due_on
    given.require(due_on, "nothing_was_asked_for", rule="CONF.SUPPLEMENT")
    given.require(
        due_on is None or given.occurred_on > due_on,
        "supplement_not_due",
        rule="CONF.SUPPLEMENT",
        due=due_on.isoformat() if due_on else "",
    )


DECISIONS: Decisions = {
    ApplyForConfirmation: apply,
    ReportConfirmationDocketed: told(e.ConfirmationDocketed, _is_new_number),
    ReportConfirmationSupplementAsked: told(e.ConfirmationSupplementAsked, _is_to_come),
    SupplyConfirmationMaterial: supplied,
    ReportConfirmationNotAccepted: told(e.ConfirmationNotAccepted),
    ReportConfirmationRefused: told(e.ConfirmationRefused),
    ReportConfirmationWithdrawn: told(e.ConfirmationWithdrawn, _by_parties),
    ReportConfirmationDeemedWithdrawn: told(e.ConfirmationDeemedWithdrawn, _was_missing),
}
READY: Readiness = {"apply_for_confirmation": ready}
