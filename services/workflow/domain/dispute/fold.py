"""The one fold: the state after each event. It never refuses and never asks the table."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import Disposition, Forum
from services.workflow.domain.dispute.state import (
    Agreement,
    ClaimRecord,
    Dispute,
    Offer,
    Reinforcement,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen

T = TypeVar("T", bound=Fact)
Fold = Callable[[Dispute, Any], Dispute]
_FOLDS: dict[type[Fact], Fold] = {}
replace = msgspec.structs.replace


def _on(kind: type[T]) -> Callable[[Callable[[Dispute, T], Dispute]], Fold]:
    def register(fold: Callable[[Dispute, T], Dispute]) -> Fold:
        _FOLDS[kind] = fold
        return fold

    return register


def evolve(dispute: Dispute, event: Fact, stream_id: UUID) -> Dispute:
    """The dispute after the event."""
    after = _FOLDS[type(event)](dispute, event)
    last = event.occurred_on if dispute.last_on is None else max(dispute.last_on, event.occurred_on)
    return replace(after, id=stream_id, last_on=last)


def fold(events: Iterable[Fact], stream_id: UUID) -> Dispute:
    """The dispute that these events make."""
    dispute = Dispute()
    for event in events:
        dispute = evolve(dispute, event, stream_id)
    return dispute


def folded_types() -> frozenset[type[Fact]]:
    """The event types that the fold knows; compared with the union in a test."""
    return frozenset(_FOLDS)


def _disposed(dispute: Dispute, disposition: Disposition) -> tuple[ClaimRecord, ...]:
    return tuple(replace(record, disposition=disposition) for record in dispute.claims)


def _agreement(dispute: Dispute, **changes: object) -> Agreement | None:
    return replace(dispute.agreement, **changes) if dispute.agreement else None


def _acted(dispute: Dispute, act: Fact, **changes: object) -> Dispute:
    last = dispute.agreement.last_act_on if dispute.agreement else None
    latest = max(act.occurred_on, last or act.occurred_on)
    return replace(dispute, agreement=_agreement(dispute, last_act_on=latest, **changes))


@_on(e.DisputeRegistered)
def _(d: Dispute, event: e.DisputeRegistered) -> Dispute:
    return replace(
        d,
        state=State.REGISTERED,
        case_number=event.case_number,
        organisation=event.organisation,
        custodian=event.organisation,
        transferred_by=event.transferred_by,
        mandate=event.mandate,
        region=event.region,
        parties=event.parties,
        claims=tuple(ClaimRecord(claim=claim) for claim in event.claims),
        worker_count=event.worker_count,
        received_on=event.occurred_on,
        source=event.source,
    )


@_on(e.DirectFilingRecorded)
def _(d: Dispute, event: e.DirectFilingRecorded) -> Dispute:
    at_commission = event.forum is Forum.ARBITRATION
    return replace(
        d,
        state=State.ARBITRATION_FILED if at_commission else State.IN_LITIGATION,
        case_number=event.case_number,
        custodian=event.body,
        commission=event.body if at_commission else None,
        region=event.region,
        parties=event.parties,
        claims=tuple(ClaimRecord(claim=claim) for claim in event.claims),
        worker_count=event.worker_count,
        received_on=event.occurred_on,
        source=event.source,
    )


@_on(e.ApplicationAccepted)
def _(d: Dispute, event: e.ApplicationAccepted) -> Dispute:
    return replace(d, state=State.ACCEPTED, accepted_on=event.occurred_on)


@_on(e.ApplicationDeclined)
def _(d: Dispute, _event: e.ApplicationDeclined) -> Dispute:
    return replace(d, state=State.DECLINED)


@_on(e.ApplicationWithdrawn)
def _(d: Dispute, _event: e.ApplicationWithdrawn) -> Dispute:
    return replace(d, claims=_disposed(d, Disposition.WITHDRAWN))


@_on(e.MediatorAssigned)
def _(d: Dispute, event: e.MediatorAssigned) -> Dispute:
    return replace(d, state=State.IN_MEDIATION, mediator=event.mediator)


@_on(e.SessionHeld)
def _(d: Dispute, _event: e.SessionHeld) -> Dispute:
    return d


@_on(e.MediationFailed)
def _(d: Dispute, _event: e.MediationFailed) -> Dispute:
    return replace(d, state=State.MEDIATION_FAILED, claims=_disposed(d, Disposition.FAILED))


@_on(e.TermsRecorded)
def _(d: Dispute, event: e.TermsRecorded) -> Dispute:
    agreement = Agreement(
        version=event.version,
        terms=event.terms,
        required=event.required,
        recorded_on=event.occurred_on,
        due=sum(i.amount for term in event.terms for i in term.instalments),
    )
    return replace(d, state=State.AGREED, agreement=agreement)


@_on(e.AgreementSigned)
def _(d: Dispute, event: e.AgreementSigned) -> Dispute:
    if event.party is None:
        return _acted(d, event, is_signed_by_mediator=True)
    signed = d.agreement.signed_by if d.agreement else frozenset()
    return _acted(d, event, signed_by=signed | {event.party})


@_on(e.AgreementSealed)
def _(d: Dispute, event: e.AgreementSealed) -> Dispute:
    return _acted(d, event, is_sealed=True)


@_on(e.AgreementTookEffect)
def _(d: Dispute, event: e.AgreementTookEffect) -> Dispute:
    standing = d.agreement or Agreement(
        version=event.version, terms=(), required=(), recorded_on=event.occurred_on
    )
    return replace(
        d,
        state=State.AGREEMENT_EFFECTIVE,
        agreement=replace(standing, effective_on=event.occurred_on, due=event.amount or 0),
        claims=_disposed(d, Disposition.SETTLED),
    )


@_on(e.SettledOnTheSpot)
def _(d: Dispute, _event: e.SettledOnTheSpot) -> Dispute:
    return replace(d, claims=_disposed(d, Disposition.SETTLED))


@_on(e.PerformanceRecorded)
def _(d: Dispute, event: e.PerformanceRecorded) -> Dispute:
    paid = (d.agreement.paid if d.agreement else 0) + event.amount
    return replace(d, agreement=_agreement(d, paid=paid))


@_on(e.AgreementAnnulled)
def _(d: Dispute, _event: e.AgreementAnnulled) -> Dispute:
    return replace(
        d,
        state=State.MEDIATION_FAILED,
        agreement=None,
        reinforcement=None,
        instrument="",
        outcome=None,
        claims=_disposed(d, Disposition.FAILED),
    )


@_on(e.ConfirmationApplied)
def _(d: Dispute, event: e.ConfirmationApplied) -> Dispute:
    slot = Reinforcement(court=event.court, applied_on=event.occurred_on)
    return replace(d, state=State.CONFIRMATION_PENDING, reinforcement=slot)


@_on(e.ConfirmationDocketed)
def _(d: Dispute, event: e.ConfirmationDocketed) -> Dispute:
    slot = replace(d.reinforcement, docket_number=event.number) if d.reinforcement else None
    return replace(d, reinforcement=slot)


@_on(e.ConfirmationGranted)
def _(d: Dispute, event: e.ConfirmationGranted) -> Dispute:
    slot = replace(d.reinforcement, ruling_number=event.ruling_number) if d.reinforcement else None
    return replace(d, state=State.ENFORCEABLE, reinforcement=slot, instrument=event.ruling_number)


@_on(e.ReferralOffered)
def _(d: Dispute, event: e.ReferralOffered) -> Dispute:
    return replace(d, offer=Offer(no=event.offer, to=event.to), offers_made=event.offer)


@_on(e.ReferralDelivered)
def _(d: Dispute, _event: e.ReferralDelivered) -> Dispute:
    return replace(d, offer=replace(d.offer, is_delivered=True) if d.offer else None)


@_on(e.ReferralReceived)
def _(d: Dispute, _event: e.ReferralReceived) -> Dispute:
    offer = replace(d.offer, is_delivered=True, is_received=True) if d.offer else None
    return replace(d, offer=offer)


@_on(e.ReferralAccepted)
def _(d: Dispute, event: e.ReferralAccepted) -> Dispute:
    return replace(
        d, state=State.ARBITRATION_FILED, custodian=event.by, commission=event.by, offer=None
    )


@_on(e.ReferralRefused)
def _(d: Dispute, _event: e.ReferralRefused) -> Dispute:
    return replace(d, offer=None)


@_on(e.ReferralRecalled)
def _(d: Dispute, _event: e.ReferralRecalled) -> Dispute:
    return replace(d, offer=None)


@_on(e.ArbitrationFiled)
def _(d: Dispute, event: e.ArbitrationFiled) -> Dispute:
    return replace(
        d,
        state=State.ARBITRATION_FILED,
        custodian=event.commission,
        commission=event.commission,
        outcome=None,
    )


@_on(e.ArbitrationAccepted)
def _(d: Dispute, event: e.ArbitrationAccepted) -> Dispute:
    return replace(
        d,
        state=State.IN_ARBITRATION,
        arbitration_number=event.number,
        claims=_disposed(d, Disposition.ARBITRATED),
    )


@_on(e.DisputeClosed)
def _(d: Dispute, event: e.DisputeClosed) -> Dispute:
    return replace(d, state=State.CLOSED, outcome=event.outcome)


@_on(e.MatterMerged)
def _(d: Dispute, event: e.MatterMerged) -> Dispute:
    return replace(d, leader=event.leader)


@_on(e.MatterUnlinked)
def _(d: Dispute, _event: e.MatterUnlinked) -> Dispute:
    return replace(d, leader=None)


@_on(e.FactCorrected)
def _(d: Dispute, event: e.FactCorrected) -> Dispute:
    return CORRECTABLE[event.field](d, event.new) if event.field in CORRECTABLE else d


def _claimed(d: Dispute, new: str) -> Dispute:
    first, *rest = d.claims
    claim = msgspec.structs.replace(first.claim, amount=Fen(int(new)))
    return replace(d, claims=(replace(first, claim=claim), *rest))


def _effective(d: Dispute, new: str) -> Dispute:
    return replace(d, agreement=_agreement(d, effective_on=date.fromisoformat(new)))


CORRECTABLE: dict[str, Callable[[Dispute, str], Dispute]] = {
    "region": lambda d, new: replace(d, region=new),
    "worker_count": lambda d, new: replace(d, worker_count=int(new)),
    "registered_on": lambda d, new: replace(d, received_on=date.fromisoformat(new)),
    "case_number": lambda d, new: replace(d, case_number=new),
    "amount_claimed": _claimed,
    "effective_on": _effective,
}
"""What can be corrected, and how a corrected value counts from then on."""
