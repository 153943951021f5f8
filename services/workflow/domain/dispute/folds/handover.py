"""What offers and mandates make of a dispute: who has it, and where it stands."""

from datetime import date
from typing import Any
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.passages import anew, running_again
from services.workflow.domain.dispute.folds.registry import disposed, on, replace
from services.workflow.domain.dispute.folds.standing import (
    draft_dropped,
    filed,
    sessions_cancelled,
)
from services.workflow.domain.dispute.parts import (
    MANDATED,
    Disposition,
    Mandate,
    MandateResult,
    OfferEnd,
    OfferKind,
    Overtaken,
)
from services.workflow.domain.dispute.records import (
    Arbitration,
    ClaimRecord,
    HandedOver,
    MandateRecord,
    Offer,
    PastMandate,
    PastOffer,
    Stood,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.fact import Fact

_FAILED = frozenset({Disposition.FAILED})
_UNSETTLED = frozenset({Disposition.OPEN, Disposition.FAILED})
_UNDECIDED = frozenset({Disposition.FAILED, Disposition.ARBITRATED, Disposition.SUED})
_CLAIMS_OF_SEISED_BODY: dict[State, Disposition] = {
    State.IN_ARBITRATION: Disposition.ARBITRATED,
    State.IN_LITIGATION: Disposition.SUED,
    State.ARBITRATION_FILED: Disposition.OPEN,
}


def _stood(d: Dispute) -> Stood:
    return Stood(
        state=d.state,
        custodian=d.custodian,
        organisation=d.organisation,
        mediator=d.mediator,
        covers=d.covers,
        accepted_on=d.accepted_on,
        arbitration=d.arbitration,
        agreement=d.agreement,
        standing=d.standing,
        dispositions=tuple((record.claim.no, record.disposition) for record in d.claims),
    )


def _claims_as_they_stood(d: Dispute, stood: Stood) -> tuple[ClaimRecord, ...]:
    """What was not settled meanwhile is again what it was; a claim added since stays as it is."""
    was = dict(stood.dispositions)
    return tuple(
        replace(record, disposition=was.get(record.claim.no, record.disposition))
        if record.disposition in _UNSETTLED
        else record
        for record in d.claims
    )


def _left(d: Dispute) -> Dispute:
    """The organisation's people are off it: its mediator, covers, and sessions still listed."""
    is_new = d.mediator is not None and d.mediator not in d.earlier_mediators
    earlier = (*d.earlier_mediators, d.mediator) if is_new else d.earlier_mediators
    cancelled = sessions_cancelled(d)
    return replace(cancelled, mediator=None, earlier_mediators=earlier, covers=())


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
        sender=d.custodian,
        kind=kind,
        offered_on=event.occurred_on,
        expires_on=event.expires_on,
    )
    return replace(d, offer=offer, offers_made=event.offer)


@on(e.ReferralDelivered)
def _(d: Dispute, _event: e.ReferralDelivered) -> Dispute:
    return _told(d, is_delivered=True)


@on(e.ReferralReceived)
def _(d: Dispute, event: e.ReferralReceived) -> Dispute:
    on_day = event.occurred_on
    return _told(d, is_delivered=True, is_received=True, received_on=on_day)


def _told(d: Dispute, **changes: Any) -> Dispute:
    return replace(d, offer=replace(d.offer, **changes) if d.offer else None)


def _ended(d: Dispute, event: Fact, end: OfferEnd, **how: Any) -> Dispute:
    """No offer is in flight; how this one ended is kept."""
    if d.offer is None:
        return d
    past = PastOffer(
        no=d.offer.no,
        to=d.offer.to,
        sender=d.offer.sender,
        kind=d.offer.kind,
        end=end,
        on=event.occurred_on,
        at=event.occurred_at,
        **how,
    )
    return replace(d, offer=None, past_offers=(*d.past_offers, past))


def _taken_over(d: Dispute, event: e.ReferralAccepted | e.TransferAccepted) -> Dispute:
    """With the receiver now; the sender reads on, and may be given it back."""
    assert d.custodian is not None
    is_transfer = isinstance(event, e.TransferAccepted)
    kind = OfferKind.TRANSFER if is_transfer else OfferKind.REFERRAL
    over = HandedOver(sender=d.custodian, kind=kind, stood=_stood(d))
    ended = _ended(draft_dropped(_left(d)), event, OfferEnd.ACCEPTED, by=event.by)
    return replace(ended, custodian=event.by, handed_over=(*d.handed_over, over))


@on(e.ReferralAccepted)
def _(d: Dispute, event: e.ReferralAccepted) -> Dispute:
    # The commission decides within a period from its receipt of the application (ARB.ACCEPT).
    received_on = d.offer.received_on if d.offer else None
    case = Arbitration(commission=event.by, filed_on=received_on or event.occurred_on)
    return replace(
        filed(_taken_over(d, event), case),
        state=State.ARBITRATION_FILED,
        mediator=d.mediator,  # Who mediated: no other mediator follows at a commission.
    )


@on(e.TransferAccepted)
def _(d: Dispute, event: e.TransferAccepted) -> Dispute:
    """Dates and clocks go on; where mediation had failed, taking it over is a second attempt."""
    has_failed = d.state is State.MEDIATION_FAILED
    begun_on = None if has_failed else d.accepted_on
    running = running_again(d.period, event.occurred_on)
    return replace(
        _taken_over(d, event),
        state=State.ACCEPTED,
        organisation=event.by,
        mandate=Mandate.SELF if d.mandate in MANDATED else d.mandate,
        accepted_on=begun_on or event.occurred_on,
        consented_on=d.consented_on or event.other_side_consented_on,
        period=anew(d.period, event.occurred_on) if has_failed else running,
        claims=disposed(d, Disposition.OPEN, only=_FAILED),
    )


@on(e.ReturnAccepted)
def _(d: Dispute, event: e.ReturnAccepted) -> Dispute:
    ended = _ended(d, event, OfferEnd.ACCEPTED, by=event.by)
    if not d.handed_over:
        return ended
    *earlier, last = d.handed_over
    stood = last.stood
    is_suspended = stood.state is State.MEDIATION_SUSPENDED
    since = d.period.suspended_on or event.occurred_on
    return replace(
        _left(ended),
        state=stood.state,
        custodian=event.by,
        organisation=stood.organisation,
        mediator=stood.mediator,
        covers=stood.covers,
        accepted_on=stood.accepted_on,
        arbitration=stood.arbitration,
        past_arbitrations=tuple(one for one in d.past_arbitrations if one != stood.arbitration),
        agreement=stood.agreement,
        standing=stood.standing,
        period=replace(d.period, suspended_on=since) if is_suspended else d.period,
        claims=_claims_as_they_stood(d, stood),
        handed_over=tuple(earlier),
    )


@on(e.ReferralRefused)
def _(d: Dispute, event: e.ReferralRefused) -> Dispute:
    by = d.offer.to if d.offer else None
    return _ended(d, event, OfferEnd.REFUSED, by=by, ground=event.ground)


@on(e.ReferralRecalled)
def _(d: Dispute, event: e.ReferralRecalled) -> Dispute:
    overtaken = next((cause for cause in Overtaken if cause == event.reason), None)
    by = d.offer.sender if d.offer and overtaken is None else None
    return _ended(d, event, OfferEnd.RECALLED, by=by, overtaken_by=overtaken)


@on(e.ReferralExpired)
def _(d: Dispute, event: e.ReferralExpired) -> Dispute:
    return _ended(d, event, OfferEnd.EXPIRED)


# Mandates


def _mandated(
    d: Dispute,
    event: e.MediationSuggested | e.MediationEntrusted | e.MediationDelegated,
    mandate: Mandate,
    body: UUID,
) -> Dispute:
    """With the organisation as accepted, in a new period, its claims open again."""
    record = MandateRecord(
        mandate=mandate,
        body=body,
        before=d.state,
        reference=event.reference,
        rule=event.rule,
        given_on=event.occurred_on,
        due_on=event.due_on,
        is_counted=event.is_counted,
        stood=_stood(d),
        versions_before=d.versions_made,
    )
    return replace(
        _left(d),
        state=State.ACCEPTED,
        organisation=event.organisation,
        mandate=mandate,
        mandate_record=record,
        accepted_on=event.occurred_on,
        consented_on=event.occurred_on,
        standing=d.effective_agreement,
        period=anew(d.period),
        claims=disposed(d, Disposition.OPEN, only=_UNDECIDED),
        offer=None,
    )


@on(e.MediationSuggested)
def _(d: Dispute, event: e.MediationSuggested) -> Dispute:
    mandated = _mandated(d, event, Mandate.ARBITRATION_SUGGESTED, event.commission)
    return replace(mandated, custodian=event.organisation, pending_before=event.commission)


@on(e.MediationEntrusted)
def _(d: Dispute, event: e.MediationEntrusted) -> Dispute:
    return replace(_mandated(d, event, event.mandate, event.body), pending_before=event.body)


@on(e.MediationDelegated)
def _(d: Dispute, event: e.MediationDelegated) -> Dispute:
    mandated = _mandated(d, event, Mandate.COURT_DELEGATED, event.court)
    return replace(mandated, custodian=event.organisation)


@on(e.MandateReturned)
def _(d: Dispute, event: e.MandateReturned) -> Dispute:
    record = d.mandate_record
    if record is None:
        return d
    past = PastMandate(
        mandate=record.mandate,
        body=record.body,
        organisation=d.organisation,
        result=event.result,
        on=event.occurred_on,
    )
    ended = replace(
        d, mandate_record=None, pending_before=None, past_mandates=(*d.past_mandates, past)
    )
    is_delegated = record.mandate is Mandate.COURT_DELEGATED
    if event.result is MandateResult.FAILURE:
        ended = _failed(ended, record)
    elif is_delegated:
        return ended
    return replace(
        ended,
        state=record.before,
        custodian=_custodian_after(d, record),
        arbitration=_goes_on(d.arbitration, record, event.occurred_on),
    )


def _failed(d: Dispute, record: MandateRecord) -> Dispute:
    """Nothing came of it: agreements, claims and people are what they were before."""
    stood = record.stood
    failed = replace(
        _left(d),
        agreement=stood.agreement if stood else None,
        standing=stood.standing if stood else None,
        claims=_claims_after(d, record),
    )
    if stood is None or stood.state is not State.AGREEMENT_EFFECTIVE:
        return failed
    return replace(
        failed,
        organisation=stood.organisation,
        mediator=stood.mediator,
        covers=stood.covers,
        accepted_on=stood.accepted_on,
    )


def _claims_after(d: Dispute, record: MandateRecord) -> tuple[ClaimRecord, ...]:
    if record.stood is not None:
        return _claims_as_they_stood(d, record.stood)
    to = _CLAIMS_OF_SEISED_BODY.get(record.before, Disposition.FAILED)
    return disposed(d, to, only=_UNSETTLED)


def _custodian_after(d: Dispute, record: MandateRecord) -> UUID | None:
    """The seised body; after a delegation who had it, or the organisation whose mediation failed."""
    if record.mandate is not Mandate.COURT_DELEGATED:
        return record.body
    if record.stood is None or record.before is State.MEDIATION_FAILED:
        return d.custodian
    return record.stood.custodian


def _goes_on(
    arbitration: Arbitration | None, record: MandateRecord, on_day: date
) -> Arbitration | None:
    """A deferred acceptance is decided from now on; the first day of filing stays."""
    if arbitration is None or record.mandate is not Mandate.ARBITRATION_SUGGESTED:
        return arbitration
    return replace(arbitration, deferred_until=on_day)
