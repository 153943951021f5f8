"""History of an agreement: its terms, its effect, what was paid, and what made it enforceable."""

from collections.abc import Iterator
from datetime import date

from services.workflow.domain.dispute.history.confirmation import confirmation
from services.workflow.domain.dispute.history.record import Record, Remark
from services.workflow.domain.dispute.history.review import review
from services.workflow.domain.dispute.history.step import Step, TakeEffect, assumed, needed, total
from services.workflow.domain.dispute.parts import Instalment, Term
from services.workflow.domain.dispute.stages.agreement.agreement import RecordTerms
from services.workflow.domain.dispute.stages.agreement.performance import RecordPerformance
from services.workflow.domain.given import Given


def agreement(record: Record, on: date, given: Given) -> Iterator[Step]:
    """Its terms, its effect, then payments and applications by their days. Raises Untellable."""
    effective_on = record.effective_on or on
    remarks = () if record.effective_on else (assumed("effective_on"),)
    terms = RecordTerms(terms=_terms(record, effective_on))
    yield Step("result_on", min(on, effective_on), terms)
    yield Step("effective_on", effective_on, TakeEffect(), remarks)
    later = [
        *_performance(record, effective_on),
        *confirmation(record, effective_on, given),
        *review(record, effective_on, given),
    ]
    yield from sorted(later, key=lambda step: step.on)


def _terms(record: Record, effective_on: date) -> tuple[Term, ...]:
    due_on = record.due_on or record.performed_on or effective_on
    return tuple(
        Term(claim=claim, instalments=(Instalment(no=no, due_on=due_on, amount=amount),))
        for no, (claim, amount) in enumerate(record.agreed, start=1)
    )


def _performance(record: Record, effective_on: date) -> Iterator[Step]:
    if record.performed_on is None and record.performed is None:
        return
    on = needed(record.performed_on, "performed_on", "履行日期", "the day of performance")
    remarks = []
    if on < effective_on:
        zh, en = "履行日期早于协议生效日期", "performed before the agreement took effect"
        remarks.append(Remark("performed_on", "performed_before_effect", zh, en))
    amount = record.performed or total(record)
    amount = needed(amount, "performed", "已履行金额或协议金额", "the amount performed")
    yield Step("performed_on", on, RecordPerformance(amount=amount), tuple(remarks))
