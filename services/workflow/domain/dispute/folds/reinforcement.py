"""What confirmation, review and payment order make of a dispute."""

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.agreement import fallen
from services.workflow.domain.dispute.folds.registry import on, replace
from services.workflow.domain.dispute.parts import (
    AnnulledExtent,
    Instrument,
    ReinforcementKind,
    ReinforcementResult,
    Served,
)
from services.workflow.domain.dispute.records import (
    Objection,
    PastReinforcement,
    Reinforcement,
    Title,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.fact import Fact


def _slot(d: Dispute, **changes: object) -> Dispute:
    slot = replace(d.reinforcement, **changes) if d.reinforcement else None
    return replace(d, reinforcement=slot)


def _received(d: Dispute, event: Fact, party: int) -> Dispute:
    served = d.reinforcement.served if d.reinforcement else ()
    return _slot(d, served=(*served, Served(party=party, on=event.occurred_on)))


def _past(d: Dispute, event: Fact, result: ReinforcementResult, ground: str = "") -> Dispute:
    """The use of the slot has ended; what the body said is remembered."""
    slot = d.reinforcement
    if slot is None:
        return d
    past = PastReinforcement(
        kind=slot.kind,
        result=result,
        ground=ground,
        version=slot.version,
        on=event.occurred_on,
        body=slot.body,
        applicant=slot.applicant,
        ruling_received_on=getattr(event, "ruling_received_on", None),
    )
    return replace(d, past_reinforcements=(*d.past_reinforcements, past))


def _back(d: Dispute, event: Fact, result: ReinforcementResult, ground: str = "") -> Dispute:
    """Ended without success: the agreement stands as before and the slot is free."""
    ended = _past(d, event, result, ground)
    return replace(ended, state=State.AGREEMENT_EFFECTIVE, reinforcement=None)


def _enforceable(d: Dispute, event: Fact, instrument: Instrument, number: str) -> Dispute:
    title = Title(instrument=instrument, number=number, on=event.occurred_on)
    granted = _past(d, event, ReinforcementResult.GRANTED)
    decided = _slot(granted, ruling_number=number, decided_on=event.occurred_on)
    return replace(decided, state=State.ENFORCEABLE, title=title)


# Judicial confirmation


@on(e.ConfirmationApplied)
def _(d: Dispute, event: e.ConfirmationApplied) -> Dispute:
    slot = Reinforcement(
        body=event.court,
        version=event.version,
        applied_on=event.occurred_on,
        excuse=event.excuse,
        excused_on=event.excused_on,
    )
    return replace(d, state=State.CONFIRMATION_PENDING, reinforcement=slot)


@on(e.ConfirmationDocketed)
def _(d: Dispute, event: e.ConfirmationDocketed) -> Dispute:
    return _slot(d, docket_number=event.number, docketed_on=event.occurred_on)


@on(e.ConfirmationSupplementAsked)
def _(d: Dispute, event: e.ConfirmationSupplementAsked) -> Dispute:
    return _slot(d, supplement_asked_on=event.occurred_on, supplement_due_on=event.due_on)


@on(e.ConfirmationSupplied)
def _(d: Dispute, event: e.ConfirmationSupplied) -> Dispute:
    return replace(
        d,
        reinforcement=d.reinforcement.supplied_on(event.occurred_on) if d.reinforcement else None,
    )


@on(e.ConfirmationNotAccepted)
def _(d: Dispute, event: e.ConfirmationNotAccepted) -> Dispute:
    return _back(d, event, ReinforcementResult.NOT_ACCEPTED, event.ground.value)


@on(e.ConfirmationRefused)
def _(d: Dispute, event: e.ConfirmationRefused) -> Dispute:
    return _back(d, event, ReinforcementResult.REFUSED, event.ground.value)


@on(e.ConfirmationWithdrawn)
def _(d: Dispute, event: e.ConfirmationWithdrawn) -> Dispute:
    return _back(d, event, ReinforcementResult.WITHDRAWN)


@on(e.ConfirmationDeemedWithdrawn)
def _(d: Dispute, event: e.ConfirmationDeemedWithdrawn) -> Dispute:
    return _back(d, event, ReinforcementResult.DEEMED_WITHDRAWN)


@on(e.ConfirmationGranted)
def _(d: Dispute, event: e.ConfirmationGranted) -> Dispute:
    confirmed = _slot(d, served=event.served, is_extended=event.is_extended)
    number = event.ruling_number
    return _enforceable(confirmed, event, Instrument.CONFIRMATION_RULING, number)


@on(e.ConfirmationObjected)
def _(d: Dispute, event: e.ConfirmationObjected) -> Dispute:
    start_on = event.received_on or event.known_on
    objection = Objection(party=event.party, on=event.occurred_on, start_on=start_on)
    earlier = d.reinforcement.objections if d.reinforcement else ()
    return _slot(d, objections=(*earlier, objection))


@on(e.ConfirmationAnnulled)
def _(d: Dispute, event: e.ConfirmationAnnulled) -> Dispute:
    past = _past(d, event, ReinforcementResult.ANNULLED, event.extent.value)
    if event.extent is AnnulledExtent.AGREEMENT:
        return fallen(past)
    without = replace(past, reinforcement=None, title=None, enforcement=None)
    is_performed = d.agreement is not None and d.agreement.is_performed
    if d.state is State.CLOSED and is_performed:
        return without
    return replace(
        without,
        state=State.AGREEMENT_EFFECTIVE,
        custodian=d.organisation or d.custodian,
        outcome=None,
        before_closing=None,
    )


@on(e.ConfirmationChanged)
def _(d: Dispute, event: e.ConfirmationChanged) -> Dispute:
    title = Title(
        instrument=Instrument.CONFIRMATION_RULING, number=event.number, on=event.occurred_on
    )
    return replace(_slot(d, ruling_number=event.number), title=title)


# Arbitration review


@on(e.ReviewApplied)
def _(d: Dispute, event: e.ReviewApplied) -> Dispute:
    slot = Reinforcement(
        kind=ReinforcementKind.REVIEW,
        body=event.commission,
        version=event.version,
        applied_on=event.occurred_on,
        excuse=event.excuse,
        excused_on=event.excused_on,
    )
    return replace(d, state=State.REVIEW_PENDING, reinforcement=slot)


@on(e.ReviewAccepted)
def _(d: Dispute, event: e.ReviewAccepted) -> Dispute:
    return _slot(d, docket_number=event.number, docketed_on=event.occurred_on)


@on(e.ReviewNotAccepted)
def _(d: Dispute, event: e.ReviewNotAccepted) -> Dispute:
    return _back(d, event, ReinforcementResult.NOT_ACCEPTED, event.ground.value)


@on(e.ReviewRefused)
def _(d: Dispute, event: e.ReviewRefused) -> Dispute:
    return _back(d, event, ReinforcementResult.REFUSED, event.ground.value)


@on(e.ReviewWithdrawn)
def _(d: Dispute, event: e.ReviewWithdrawn) -> Dispute:
    return _back(d, event, ReinforcementResult.WITHDRAWN)


@on(e.ReviewStatementServed)
def _(d: Dispute, event: e.ReviewStatementServed) -> Dispute:
    was_extended = d.reinforcement is not None and d.reinforcement.is_extended
    return _slot(
        _received(d, event, event.party),
        ruling_number=event.number,
        is_extended=was_extended or event.is_extended,
    )


@on(e.ReviewStatementTookEffect)
def _(d: Dispute, event: e.ReviewStatementTookEffect) -> Dispute:
    return _enforceable(d, event, Instrument.REVIEW_STATEMENT, event.number)


# Payment order


@on(e.PaymentOrderApplied)
def _(d: Dispute, event: e.PaymentOrderApplied) -> Dispute:
    slot = Reinforcement(
        kind=ReinforcementKind.PAYMENT_ORDER,
        body=event.court,
        version=event.version,
        applied_on=event.occurred_on,
        applicant=event.applicant,
    )
    return replace(d, state=State.PAYMENT_ORDER_PENDING, reinforcement=slot)


@on(e.PaymentOrderIssued)
def _(d: Dispute, event: e.PaymentOrderIssued) -> Dispute:
    return _slot(
        d,
        docket_number=event.number,
        docketed_on=event.accepted_on,
        issued_on=event.occurred_on,
    )


@on(e.PaymentOrderServed)
def _(d: Dispute, event: e.PaymentOrderServed) -> Dispute:
    return _received(d, event, event.party)


@on(e.PaymentOrderObjected)
def _(d: Dispute, event: e.PaymentOrderObjected) -> Dispute:
    return _back(d, event, ReinforcementResult.OBJECTED)


@on(e.PaymentOrderVoided)
def _(d: Dispute, event: e.PaymentOrderVoided) -> Dispute:
    return _back(d, event, ReinforcementResult.VOID, event.reason.value)


@on(e.PaymentOrderDismissed)
def _(d: Dispute, event: e.PaymentOrderDismissed) -> Dispute:
    return _back(d, event, ReinforcementResult.DISMISSED, event.ground.value)


@on(e.PaymentOrderTookEffect)
def _(d: Dispute, event: e.PaymentOrderTookEffect) -> Dispute:
    return _enforceable(d, event, Instrument.PAYMENT_ORDER, event.number)
