"""Performance: payments, other duties, reminders, and the due day that passes."""

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.deadlines.agreement import OF_AN_AGREEMENT
from services.workflow.domain.dispute.events import (
    DutyPerformed,
    Event,
    PerformanceBreached,
    PerformanceRecorded,
    PerformanceReminded,
)
from services.workflow.domain.dispute.guards.periods import instalment_due_on
from services.workflow.domain.dispute.guards.reporting import happened
from services.workflow.domain.dispute.parts import Instalment, NoticeMethod
from services.workflow.domain.dispute.records import Agreement
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists, OutsideLegalLimit
from services.workflow.domain.given import Given
from services.workflow.domain.values.money import Fen


class RecordPerformance(Command, frozen=True, kw_only=True):
    """Record a payment, whole or in part, in fen."""

    move = "record_performance"
    amount: Fen
    instalment: int | None = None


class RecordDutyPerformed(Command, frozen=True, kw_only=True):
    """Record that a duty other than payment was performed."""

    move = "record_duty_performed"
    claim: int
    """Number of the claim whose term is the duty."""


class RemindPerformance(Command, frozen=True, kw_only=True):
    """Record that the debtor was reminded (督促履行): of an instalment, or without one of the whole."""

    move = "remind_performance"
    method: NoticeMethod
    instalment: int | None = None


class ReportPerformanceBreached(Command, frozen=True, kw_only=True):
    """The last day of an instalment has passed and it is not fully paid."""

    move = "performance_breached"
    instalment: int


def record_performance(
    command: RecordPerformance, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Refuses an unknown instalment, and more than is outstanding of it or was agreed in all."""
    if dispute.title is None or dispute.title.instrument in OF_AN_AGREEMENT:
        _require_due(command, _binding(dispute, given), given)
    else:
        given.insist(command.instalment is None, "no_agreement_stands")
    return (
        happened(PerformanceRecorded, given, amount=command.amount, instalment=command.instalment),
    )


def record_duty_performed(
    command: RecordDutyPerformed, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Refuses a claim without a duty, and the same duty twice."""
    agreement = _binding(dispute, given)
    duties = {term.claim for term in agreement.terms if term.duty}
    given.insist(command.claim in duties, "no_such_duty", claim=command.claim)
    given.insist(
        command.claim not in agreement.duties_performed,
        "duty_performed_already",
        kind=AlreadyExists,
        claim=command.claim,
    )
    return (happened(DutyPerformed, given, claim=command.claim),)


def remind(command: RemindPerformance, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses where nothing is left to be performed."""
    agreement = _binding(dispute, given)
    if command.instalment is not None:
        due = _instalment(agreement, command.instalment, given)
        given.insist(agreement.outstanding(due.no), "instalment_is_paid", instalment=due.no)
    given.insist(not agreement.is_performed, "performed_already")
    return (
        happened(PerformanceReminded, given, instalment=command.instalment, method=command.method),
    )


def breached(
    command: ReportPerformanceBreached, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Refuses before the last day has passed, once it is paid, and once it has been said."""
    agreement = _binding(dispute, given)
    due = _instalment(agreement, command.instalment, given)
    given.insist(
        due.no not in agreement.breached,
        "breach_said_already",
        rule="MED.FOLLOW",
        kind=AlreadyExists,
        instalment=due.no,
    )
    outstanding = agreement.outstanding(due.no)
    given.insist(outstanding, "instalment_is_paid", rule="MED.FOLLOW", instalment=due.no)
    last = instalment_due_on(agreement, due, given)
    given.insist(
        given.occurred_on > last,
        "not_yet_due",
        rule="MED.FOLLOW",
        kind=OutsideLegalLimit,
        instalment=due.no,
        due=last.isoformat(),
    )
    return (
        happened(
            PerformanceBreached,
            given,
            instalment=due.no,
            due_on=due.due_on,
            outstanding=Fen(outstanding),
            last_on=last,
        ),
    )


def _require_due(command: RecordPerformance, agreement: Agreement, given: Given) -> None:
    if command.instalment is not None:
        due = _instalment(agreement, command.instalment, given)
        outstanding = agreement.outstanding(due.no)
        given.insist(outstanding, "instalment_is_paid", instalment=due.no)
        given.insist(
            command.amount <= outstanding,
            "pays_more_than_instalment",
            instalment=due.no,
            amount=outstanding,
        )
    paid = agreement.paid + command.amount
    given.insist(
        not agreement.due or paid <= agreement.due,
        "pays_more_than_due",
        paid=paid,
        due=agreement.due,
    )
    given.require(
        given.occurred_on >= agreement.recorded_on,
        "before_terms",
        occurred_on=given.occurred_on.isoformat(),
        recorded_on=agreement.recorded_on.isoformat(),
    )


def _binding(dispute: Dispute, given: Given) -> Agreement:
    agreement = dispute.effective_agreement
    given.insist(agreement, "no_agreement_stands")
    assert agreement is not None
    return agreement


def _instalment(agreement: Agreement, no: int, given: Given) -> Instalment:
    found = next((i for i in agreement.instalments if i.no == no), None)
    given.insist(found, "unknown_instalment", instalment=no)
    assert found is not None
    return found


DECISIONS: Decisions = {
    RecordPerformance: record_performance,
    RecordDutyPerformed: record_duty_performed,
    RemindPerformance: remind,
    ReportPerformanceBreached: breached,
}
READY: Readiness = {}
