"""Days and sums of the agreement that binds, of its signing, its performance and its effect."""

from datetime import date
from typing import Any

from services.workflow.domain.dispute.guards.correctable.correctable import (
    Correctable,
    Record,
    at,
    day,
    moved,
    replace,
    same,
    with_item,
)
from services.workflow.domain.dispute.guards.corrected_values import Kind
from services.workflow.domain.dispute.guards.dependents import LIMITATIONS, WINDOWS, Dependent
from services.workflow.domain.dispute.parts import InterruptionCause
from services.workflow.domain.dispute.records import Agreement
from services.workflow.domain.dispute.state import Dispute

D = Dependent


def _put_binding(dispute: Dispute, agreement: Agreement) -> Dispute:
    """While an amendment is being signed, the standing version."""
    if dispute.standing is not None:
        return replace(dispute, standing=agreement)
    return replace(dispute, agreement=agreement)


_BINDING = Record(get=lambda d: d.effective_agreement, put=_put_binding)


def _effect(dispute: Dispute, was: date | None, now: date | None) -> Dispute:
    """With the day of effect the mediation was over, where it came to that."""
    period = dispute.period
    over_on = same(period.ended_on, was, now) if period.is_done else period.ended_on
    return replace(dispute, period=replace(period, ended_on=over_on))


def _took_effect(dispute: Dispute, new: str) -> Dispute:
    binding = _BINDING.get(dispute)
    corrected = _BINDING.put(dispute, replace(binding, effective_on=day(new)))
    return _effect(corrected, binding.effective_on, day(new))


# The acts: the day of effect follows from the latest of them.


def act_days(agreement: Agreement) -> dict[str, date]:
    """The day of each act done on the agreement, by the field that corrects it."""
    days = {f"parties/{no}/agreement_signed_on": on for no, on in agreement.signed_on}
    if agreement.mediator_signed_on is not None:
        days["mediator_signed_on"] = agreement.mediator_signed_on
    if agreement.sealed_on is not None:
        days["sealed_on"] = agreement.sealed_on
    return days


def _acted(dispute: Dispute, **changes: Any) -> Dispute:
    was = dispute.agreement
    assert was is not None
    acted = replace(was, **changes)
    last_on = max(act_days(acted).values())
    is_by_act = was.effective_on is not None and was.effective_on == was.last_act_on
    effective_on = last_on if is_by_act else was.effective_on
    agreement = replace(acted, last_act_on=last_on, effective_on=effective_on)
    return _effect(replace(dispute, agreement=agreement), was.effective_on, effective_on)


def _signed(dispute: Dispute, new: str, party: int) -> Dispute:
    assert dispute.agreement is not None
    return _acted(dispute, signed_on=moved(dispute.agreement.signed_on, party, new))


def _act(name: str) -> Correctable:
    return Correctable(
        kind=Kind.DAY,
        exists=lambda d: d.agreement is not None,
        read=lambda d: getattr(d.agreement, name),
        write=lambda d, new: _acted(d, **{name: day(new)}),
        dependents=_OF_EFFECT,
        follows=_recorded_on,
    )


def _signed_on(dispute: Dispute, party: int) -> date | None:
    return dict(dispute.agreement.signed_on).get(party) if dispute.agreement else None


def _recorded_on(dispute: Dispute, _party: int = 0) -> date | None:
    return dispute.agreement.recorded_on if dispute.agreement else None


# Payments


def _get_payment(dispute: Dispute, no: int) -> tuple[date, int, int | None] | None:
    binding = dispute.effective_agreement
    payment: tuple[date, int, int | None] | None = at(binding.payments, no) if binding else None
    return payment


def _paid_on(dispute: Dispute, no: int) -> date | None:
    payment = _get_payment(dispute, no)
    return payment[0] if payment else None


def _write_paid_on(dispute: Dispute, new: str, no: int) -> Dispute:
    binding = _BINDING.get(dispute)
    payment = (day(new), *binding.payments[no - 1][1:])
    return _BINDING.put(
        dispute, replace(binding, payments=with_item(binding.payments, no, payment))
    )


_OF_EFFECT = (*WINDOWS, D.FIGURE_PERIOD, *LIMITATIONS)

AGREEMENT: dict[str, Correctable] = {
    "effective_on": Correctable(
        kind=Kind.DAY,
        exists=lambda d: d.effective_agreement is not None,
        read=lambda d: d.effective_agreement.effective_on,
        write=_took_effect,
        dependents=_OF_EFFECT,
    ),
    "parties/*/agreement_signed_on": Correctable(
        kind=Kind.DAY,
        exists=lambda d, party: _signed_on(d, party) is not None,
        read=_signed_on,
        write=_signed,
        dependents=_OF_EFFECT,
        follows=_recorded_on,
    ),
    "mediator_signed_on": _act("mediator_signed_on"),
    "sealed_on": _act("sealed_on"),
    "paid": Correctable(
        kind=Kind.AMOUNT,
        exists=lambda d: d.effective_agreement is not None,
        read=lambda d: d.effective_agreement.paid,
        write=lambda d, new: _put_binding(d, replace(d.effective_agreement, paid=int(new))),
        dependents=(D.FIGURE_PERFORMANCE, D.CLOSING),
    ),
    "payments/*/paid_on": Correctable(
        kind=Kind.DAY,
        exists=lambda d, no: _get_payment(d, no) is not None,
        read=_paid_on,
        write=_write_paid_on,
        dependents=(D.FOLLOW_UP, D.ENFORCEMENT, *LIMITATIONS),
        follows=lambda d, _no: d.effective_agreement.effective_on,
        interruption=InterruptionCause.AGREEMENT_PERFORMED_IN_PART,
    ),
}
