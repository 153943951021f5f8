"""What offers and mandates make of a dispute: who has it, and where it stands."""

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.registry import disposed, on, replace
from services.workflow.domain.dispute.parts import (
    Disposition,
    Mandate,
    MandateResult,
    OfferKind,
)
from services.workflow.domain.dispute.records import (
    Arbitration,
    ClaimRecord,
    HandedOver,
    MandateRecord,
    Offer,
    Period,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.fact import Fact

_FAILED = frozenset({Disposition.FAILED})
_UNDECIDED = frozenset({Disposition.FAILED, Disposition.ARBITRATED, Disposition.SUED})


# Offers


@on(e.ReferralOffered)
def _(d: Dispute, event: e.ReferralOffered) -> Dispute:
    return _offered(d, event, OfferKind.REFERRAL)


@on(e.TransferOffered)
def _(d: Dispute, event: e.TransferOffered) -> Dispute:
    return _offered(d, event, OfferKind.TRANSFER)


@on(e.ReturnOffered)
def _(d: Dispute, event: e.ReturnOffered) -> Dispute:
    return _offered(d, event, OfferKind.RETURN)


def _offered(
    d: Dispute, event: e.ReferralOffered | e.TransferOffered | e.ReturnOffered, kind: OfferKind
) -> Dispute:
    offer = Offer(
        no=event.offer,
        to=event.to,
        kind=kind,
        offered_on=event.occurred_on,
        expires_on=event.expires_on,
    )
    return replace(d, offer=offer, offers_made=event.offer)


@on(e.ReferralDelivered)
def _(d: Dispute, _event: e.ReferralDelivered) -> Dispute:
    return replace(d, offer=replace(d.offer, is_delivered=True) if d.offer else None)


@on(e.ReferralReceived)
def _(d: Dispute, _event: e.ReferralReceived) -> Dispute:
    offer = replace(d.offer, is_delivered=True, is_received=True) if d.offer else None
    return replace(d, offer=offer)


def _handed_over(d: Dispute, kind: OfferKind) -> tuple[HandedOver, ...]:
    assert d.custodian is not None
    over = HandedOver(sender=d.custodian, before=d.state, kind=kind, mediator=d.mediator)
    return (*d.handed_over, over)


@on(e.ReferralAccepted)
def _(d: Dispute, event: e.ReferralAccepted) -> Dispute:
    return replace(
        d,
        state=State.ARBITRATION_FILED,
        custodian=event.by,
        handed_over=_handed_over(d, OfferKind.REFERRAL),
        arbitration=Arbitration(commission=event.by, filed_on=event.occurred_on),
        offer=None,
    )


@on(e.TransferAccepted)
def _(d: Dispute, event: e.TransferAccepted) -> Dispute:
    return replace(
        d,
        state=State.ACCEPTED,
        custodian=event.by,
        organisation=event.by,
        handed_over=_handed_over(d, OfferKind.TRANSFER),
        accepted_on=d.accepted_on or event.occurred_on,
        mediator=None,
        covers=(),
        claims=disposed(d, Disposition.OPEN, only=_FAILED),
        offer=None,
    )


@on(e.ReturnAccepted)
def _(d: Dispute, event: e.ReturnAccepted) -> Dispute:
    *earlier, last = d.handed_over
    was_transfer = last.kind is OfferKind.TRANSFER
    return replace(
        d,
        state=last.before,
        custodian=event.by,
        organisation=event.by if was_transfer else d.organisation,
        mediator=last.mediator,
        arbitration=d.arbitration if was_transfer else None,
        handed_over=tuple(earlier),
        offer=None,
    )


def _without_offer(d: Dispute, _event: Fact) -> Dispute:
    return replace(d, offer=None)


on(e.ReferralRefused)(_without_offer)
on(e.ReferralRecalled)(_without_offer)
on(e.ReferralExpired)(_without_offer)


# Mandates


def _mandated(
    d: Dispute,
    event: e.MediationSuggested | e.MediationEntrusted | e.MediationDelegated,
    record: MandateRecord,
) -> Dispute:
    """With the organisation as accepted, in a new period, its claims open again."""
    return replace(
        d,
        state=State.ACCEPTED,
        organisation=event.organisation,
        mandate=record.mandate,
        mandate_record=record,
        accepted_on=event.occurred_on,
        consented_on=event.occurred_on,
        mediator=None,
        covers=(),
        period=Period(has_receipt_period_lapsed=d.period.has_receipt_period_lapsed),
        claims=disposed(d, Disposition.OPEN, only=_UNDECIDED),
        offer=None,
    )


@on(e.MediationSuggested)
def _(d: Dispute, event: e.MediationSuggested) -> Dispute:
    record = MandateRecord(
        mandate=Mandate.ARBITRATION_SUGGESTED,
        body=event.commission,
        before=d.state,
        reference=event.reference,
        due_on=event.due_on,
    )
    mandated = _mandated(d, event, record)
    return replace(mandated, custodian=event.organisation, pending_before=event.commission)


@on(e.MediationEntrusted)
def _(d: Dispute, event: e.MediationEntrusted) -> Dispute:
    record = MandateRecord(
        mandate=event.mandate,
        body=event.body,
        before=d.state,
        reference=event.reference,
        due_on=event.due_on,
    )
    return replace(_mandated(d, event, record), pending_before=event.body)


@on(e.MediationDelegated)
def _(d: Dispute, event: e.MediationDelegated) -> Dispute:
    record = MandateRecord(
        mandate=Mandate.COURT_DELEGATED,
        body=event.court,
        before=d.state,
        reference=event.reference,
        due_on=event.due_on,
    )
    return replace(_mandated(d, event, record), custodian=event.organisation)


@on(e.MandateReturned)
def _(d: Dispute, event: e.MandateReturned) -> Dispute:
    record = d.mandate_record
    ended = replace(d, mandate_record=None, pending_before=None)
    if record is None:
        return ended
    is_delegated = record.mandate is Mandate.COURT_DELEGATED
    if is_delegated and event.result is MandateResult.SUCCESS:
        return ended
    return replace(
        ended,
        state=record.before,
        custodian=d.custodian if is_delegated else record.body,
        claims=_claims_after_return(d, record.before),
    )


def _claims_after_return(d: Dispute, before: State) -> tuple[ClaimRecord, ...]:
    """What was not settled is again where the mandating body had it."""
    to = {
        State.IN_ARBITRATION: Disposition.ARBITRATED,
        State.AWARD_ISSUED: Disposition.ARBITRATED,
        State.SUIT_OPEN: Disposition.ARBITRATED,
        State.IN_LITIGATION: Disposition.SUED,
        State.ARBITRATION_FILED: Disposition.OPEN,
    }.get(before, Disposition.FAILED)
    return disposed(d, to, only=frozenset({Disposition.OPEN, Disposition.FAILED}))
