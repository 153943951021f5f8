"""Payment order: the worker asks a court to order what was agreed and not paid (支付令)."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from services.workflow.domain.clocks.counting import Clock
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.deadlines.payment_order import clocks
from services.workflow.domain.dispute.guards.bodies import require_court
from services.workflow.domain.dispute.guards.competence import require_ordering_court
from services.workflow.domain.dispute.guards.mandated import require_mandate_returned
from services.workflow.domain.dispute.guards.overtaking import recalled
from services.workflow.domain.dispute.guards.reinforcing import binding, require_no_title, slot
from services.workflow.domain.dispute.guards.reporting import happened, told
from services.workflow.domain.dispute.guards.undertakings import (
    ARTICLE_16,
    kinds_of,
    overdue,
    overdue_amount,
)
from services.workflow.domain.dispute.guards.windows import clock_of, deadlines_of
from services.workflow.domain.dispute.parts import (
    Connection,
    DismissalGround,
    PartyKind,
    PaymentOrderEnd,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists, OutsideLegalLimit
from services.workflow.domain.given import Given
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Written


class ApplyForPaymentOrder(Command, frozen=True, kw_only=True):
    """Record a worker's application to a court; the amount is what is overdue."""

    move = "apply_for_payment_order"
    court: UUID
    applicant: int
    """Number of the worker."""
    connection: Connection | None = None
    """What ties the court to the dispute, where the record does not show it."""


class ReportPaymentOrderIssued(Command, frozen=True, kw_only=True):
    """The court issued the order."""

    move = "payment_order_issued"
    number: str
    accepted_on: date | None = None
    """Day on which the court accepted the application, where it is told."""


class ReportPaymentOrderServed(Command, frozen=True, kw_only=True):
    """The debtor received the order."""

    move = "payment_order_served"
    party: int


class ReportPaymentOrderObjected(Command, frozen=True, kw_only=True):
    """The debtor objected in writing, and the court ended the procedure."""

    move = "payment_order_objected"
    party: int
    ground: Written = ""
    ruling_received_on: date | None = None
    """Day on which the applicant received the ruling that ended it, where it is told (PO.NOSUIT)."""


class ReportPaymentOrderVoid(Command, frozen=True, kw_only=True):
    """The order lost its force otherwise, such as for want of service."""

    move = "payment_order_void"
    reason: PaymentOrderEnd
    ruling_received_on: date | None = None
    """Day on which the applicant received the ruling that ended it, where it is told (PO.NOSUIT)."""


class ReportPaymentOrderDismissed(Command, frozen=True, kw_only=True):
    """The court dismissed the application."""

    move = "payment_order_dismissed"
    ground: DismissalGround


class ReportPaymentOrderEffective(Command, frozen=True, kw_only=True):
    """No objection came in time: the order can be enforced."""

    move = "payment_order_effective"
    number: str = ""
    """Of the order; the one under which it was issued where not given."""


def ready(dispute: Dispute, given: Given) -> None:
    """Refuses where nothing is overdue, or nothing that article 16 has."""
    require_no_title(dispute, given)
    require_mandate_returned(dispute, given)
    agreement = binding(dispute)
    kinds = kinds_of(dispute, agreement)
    given.require(
        ARTICLE_16 & set(kinds.values()),
        "payment_order_not_for_this",
        rule="PO.SCOPE",
        allowed=("offer_referral", "arbitration_filed"),
    )
    given.require(overdue(agreement, given), "nothing_overdue", rule="PO.BREACH")


def apply(command: ApplyForPaymentOrder, dispute: Dispute, given: Given) -> tuple[e.Event, ...]:
    """Refuses anybody but a worker, an organisation outside article 10, other claims than 16 has."""
    agreement = binding(dispute)
    party = dispute.party(command.applicant)
    given.insist(party, "unknown_party", party=command.applicant)
    assert party is not None
    given.require(party.kind is PartyKind.WORKER, "order_is_for_workers", rule="PO.RIGHT")
    require_court(given, rule="PO.COURT")
    require_ordering_court(command.connection, dispute, given)
    effective_on = agreement.effective_on
    assert effective_on is not None
    given.require(
        given.handler is not None and given.handler.is_article_10(effective_on),
        "not_of_article_10",
        rule="PO.SCOPE",
        allowed=("offer_referral", "arbitration_filed"),
        on=effective_on.isoformat(),
    )
    amount = overdue_amount(dispute, agreement, given, ARTICLE_16)
    given.insist(amount, "payment_order_not_for_this", rule="PO.SCOPE")
    return (
        *recalled("reinforcement_applied", dispute, given),
        happened(
            e.PaymentOrderApplied,
            given,
            version=agreement.version,
            court=command.court,
            applicant=command.applicant,
            amount=Fen(amount),
            connection=command.connection,
        ),
    )


def effective(
    command: ReportPaymentOrderEffective, dispute: Dispute, given: Given
) -> tuple[e.Event, ...]:
    """Recorded with a warning while the debtor may still object (PO.OBJECT)."""
    order = slot(dispute)
    _was_served(command, dispute, given)
    last_day = max(filter(None, _last_days_to_object(dispute, given)))
    given.require(
        given.occurred_on > last_day,
        "objection_still_open",
        rule="PO.OBJECT",
        kind=OutsideLegalLimit,
        due=last_day.isoformat(),
    )
    number = command.number.strip() or order.docket_number
    return (happened(e.PaymentOrderTookEffect, given, number=number),)


def _is_not_issued(_command: Command, dispute: Dispute, given: Given) -> None:
    given.insist(not slot(dispute).is_issued, "order_issued_already", kind=AlreadyExists)


def _reaches_debtor(command: ReportPaymentOrderServed, dispute: Dispute, given: Given) -> None:
    order = slot(dispute)
    given.insist(order.issued_on, "order_not_issued", rule="PO.ISSUE")
    assert order.issued_on is not None
    party = dispute.party(command.party)
    is_debtor = party is not None and party.kind is PartyKind.EMPLOYER
    given.insist(is_debtor, "not_the_debtor", party=command.party)
    given.insist(
        command.party not in order.served_on,
        "received_already",
        kind=AlreadyExists,
        party=command.party,
    )
    window = clock_of(clocks, "PO.SERVE", dispute, given)
    assert window is not None  # the order was issued
    _note_late(window, "served_too_late", given)


def _was_served(_command: Command, dispute: Dispute, given: Given) -> None:
    given.insist(slot(dispute).served, "order_not_served", rule="PO.OBJECT")


def _objects_in_time(command: ReportPaymentOrderObjected, dispute: Dispute, given: Given) -> None:
    about = f"parties/{command.party}"
    window = clock_of(clocks, "PO.OBJECT", dispute, given, about=about)
    given.insist(window, "order_not_served", rule="PO.OBJECT")
    assert window is not None
    _note_late(window, "objected_too_late", given)


def _last_days_to_object(dispute: Dispute, given: Given) -> Iterator[date | None]:
    """Of each debtor; none for one who has not received the order."""
    found = deadlines_of(clocks, dispute, given)
    return (one.due_on for one in found if one.rule.id == "PO.OBJECT")


def _note_late(window: Clock, code: str, given: Given) -> None:
    given.require(
        given.occurred_on <= window.due_rolled,
        code,
        rule=window.rule.id,
        kind=OutsideLegalLimit,
        due=window.due_rolled.isoformat(),
        occurred_on=given.occurred_on.isoformat(),
    )


DECISIONS: Decisions = {
    ApplyForPaymentOrder: apply,
    ReportPaymentOrderIssued: told(e.PaymentOrderIssued, _is_not_issued),
    ReportPaymentOrderServed: told(e.PaymentOrderServed, _reaches_debtor),
    ReportPaymentOrderObjected: told(e.PaymentOrderObjected, _objects_in_time),
    ReportPaymentOrderVoid: told(e.PaymentOrderVoided),
    ReportPaymentOrderDismissed: told(e.PaymentOrderDismissed, _is_not_issued),
    ReportPaymentOrderEffective: effective,
}
READY: Readiness = {"apply_for_payment_order": ready}
