"""Clocks of enforcement: two years to apply for it, and the court's notice."""

from collections.abc import Iterator
from datetime import date

from services.workflow.domain.clocks.counting import Break
from services.workflow.domain.dispute.deadlines.agreement import OF_AN_AGREEMENT
from services.workflow.domain.dispute.deadlines.award import is_partly_final
from services.workflow.domain.dispute.deadlines.deadline import counted
from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.deadlines.joint_application import used_for
from services.workflow.domain.dispute.deadlines.payment_order import objections
from services.workflow.domain.dispute.parts import Instrument, ReinforcementKind
from services.workflow.domain.dispute.records import Agreement, Title
from services.workflow.domain.dispute.standing import standing_award
from services.workflow.domain.dispute.state import Dispute

_APPLIED = (
    "申请执行，时效中断（民事诉讼法250）",
    "enforcement was applied for, which interrupts it (CPL 250)",
)
_ENDED = (
    "执行程序终结，时效重新计算（民法典195、民事诉讼法250）",
    "enforcement ended, from which it runs anew (Civil Code 195, CPL 250)",
)
_PAID = ("部分履行，时效中断（民事诉讼法250）", "part was performed, which interrupts it (CPL 250)")


def clocks(dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """ENF.2Y of the instrument that can be enforced; ENF.NOTICE once that was asked for."""
    due_on = performance_due_on(dispute, basis)
    if due_on is not None:
        yield _to_apply(due_on, dispute, basis)
    if dispute.enforcement is not None:
        # The notice itself is not told to us: a reminder to its last day.
        yield ClockFacts(
            rule=basis.standing("ENF.NOTICE", dispute.enforcement.applied_on),
            start_on=dispute.enforcement.applied_on,
            is_over_once_lapsed=True,
        )


def performance_due_on(dispute: Dispute, basis: Basis) -> date | None:
    """The last day for performance that the instrument sets; without one the day of its effect."""
    title, agreement = dispute.title, dispute.effective_agreement
    if title is None:
        award = standing_award(dispute)
        # What is final has effect from the day it was made (法 47).
        is_final = award is not None and is_partly_final(award, basis.rules)
        return award.issued_on if award is not None and is_final else None
    if title.instrument is Instrument.PAYMENT_ORDER:
        return _order_due_on(dispute, basis) or title.on
    if title.instrument in OF_AN_AGREEMENT and agreement is not None:
        return max((i.due_on for i in agreement.instalments), default=title.on)
    return title.on


def _order_due_on(dispute: Dispute, basis: Basis) -> date | None:
    """A payment order is to be obeyed within the time for objecting to it (民事诉讼法 227)."""
    used = used_for(ReinforcementKind.PAYMENT_ORDER, dispute)
    if used is None:
        return None
    ends = (counted(facts, basis).due_on for facts in objections(dispute, used, basis))
    return max((day for day in ends if day is not None), default=None)


def _to_apply(due_on: date, dispute: Dispute, basis: Basis) -> ClockFacts:
    """A warning only: the court takes a late application, and the debtor may object or not."""
    title, running = dispute.title, dispute.enforcement
    agreement = dispute.effective_agreement
    return ClockFacts(
        rule=basis.standing("ENF.2Y", due_on),
        start_on=due_on,
        interrupted=(
            *_enforcements(dispute),
            *_part_performances(title, agreement),
        ),
        met_on=running.applied_on if running else None,
        ended_on=_performed_on(title, agreement),
        is_warning=True,
    )


def _enforcements(dispute: Dispute) -> Iterator[Break]:
    """Of the same instrument: each interrupts when it is applied for and when it has ended."""
    award = standing_award(dispute)
    number = dispute.title.number if dispute.title else award.number if award else ""
    for one in dispute.past_enforcements:
        if one.number == number:
            yield Break(one.applied_on, "enforcement_applied", *_APPLIED)
            yield Break(one.ended_on, "enforcement_ended", *_ENDED, since=one.applied_on)


def _part_performances(title: Title | None, agreement: Agreement | None) -> Iterator[Break]:
    """Payments under an agreement behind the title; what is paid on other titles is not told."""
    if title is None or title.instrument not in OF_AN_AGREEMENT or agreement is None:
        return
    for on, _, _ in agreement.payments:
        yield Break(on=on, cause="part_performed", zh=_PAID[0], en=_PAID[1])


def _performed_on(title: Title | None, agreement: Agreement | None) -> date | None:
    is_behind = title is not None and title.instrument in OF_AN_AGREEMENT
    if not is_behind or agreement is None or not agreement.is_performed:
        return None
    return max((on for on, _, _ in agreement.payments), default=None)
