"""What intake makes of a dispute."""

from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.registry import disposed, on, replace
from services.workflow.domain.dispute.parts import (
    ENTRUSTED,
    MANDATED,
    Channel,
    Disposition,
    Forum,
    Mandate,
)
from services.workflow.domain.dispute.records import (
    Arbitration,
    BeforeClosing,
    ClaimRecord,
    MandateRecord,
    MatterDecision,
    Related,
    Suit,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State

STATE_OF_SEISED_BODY: dict[Mandate, State] = {
    Mandate.ARBITRATION_SUGGESTED: State.ARBITRATION_FILED,
    Mandate.ARBITRATION_ENTRUSTED: State.IN_ARBITRATION,
    Mandate.COURT_ENTRUSTED: State.IN_LITIGATION,
    Mandate.COURT_DELEGATED: State.MEDIATION_FAILED,
}
"""Where a dispute that was registered under a mandate goes when the mandate is returned."""


@on(e.DisputeRegistered)
def _(d: Dispute, event: e.DisputeRegistered) -> Dispute:
    registered = replace(
        d,
        state=State.REGISTERED,
        case_number=event.case_number,
        organisation=event.organisation,
        custodian=event.organisation,
        transferred_by=event.transferred_by,
        channel=event.channel,
        mandate=event.mandate,
        region=event.region,
        parties=event.parties,
        claims=tuple(ClaimRecord(claim=claim) for claim in event.claims),
        worker_count=event.worker_count,
        received_on=event.occurred_on,
        source=event.source,
    )
    if event.seised_body is None or event.mandate not in MANDATED:
        return registered
    return _under_mandate(registered, event)


def _under_mandate(d: Dispute, event: e.DisputeRegistered) -> Dispute:
    body, mandate, on_day = event.seised_body, event.mandate, event.occurred_on
    assert body is not None
    before = STATE_OF_SEISED_BODY[mandate]
    arbitration, suits = None, d.suits
    if mandate in {Mandate.ARBITRATION_SUGGESTED, Mandate.ARBITRATION_ENTRUSTED}:
        number = event.seised_reference if mandate in ENTRUSTED else ""
        arbitration = Arbitration(
            commission=body,
            filed_on=on_day,
            number=number,
            accepted_on=on_day if mandate in ENTRUSTED else None,
        )
    if mandate is Mandate.COURT_ENTRUSTED:
        suits = (_suit(body, event.seised_reference, event),)
    return replace(
        d,
        custodian=body if mandate in ENTRUSTED else d.custodian,
        pending_before=None if mandate is Mandate.COURT_DELEGATED else body,
        mandate_record=MandateRecord(
            mandate=mandate, body=body, before=before, reference=event.seised_reference
        ),
        arbitration=arbitration,
        suits=suits,
    )


@on(e.DirectFilingRecorded)
def _(d: Dispute, event: e.DirectFilingRecorded) -> Dispute:
    at_commission = event.forum is Forum.ARBITRATION
    filed = Arbitration(commission=event.body, filed_on=event.occurred_on)
    return replace(
        d,
        state=State.ARBITRATION_FILED if at_commission else State.IN_LITIGATION,
        case_number=event.case_number,
        custodian=event.body,
        channel=Channel.DIRECT_ARBITRATION if at_commission else Channel.DIRECT_SUIT,
        arbitration=filed if at_commission else None,
        suits=() if at_commission else (_suit(event.body, event.case_number, event),),
        region=event.region,
        parties=event.parties,
        claims=tuple(ClaimRecord(claim=claim) for claim in event.claims),
        worker_count=event.worker_count,
        received_on=event.occurred_on,
        source=event.source,
    )


def _suit(court: UUID, number: str, event: e.DisputeRegistered | e.DirectFilingRecorded) -> Suit:
    return Suit(no=1, court=court, number=number, ground=None, by=(), filed_on=event.occurred_on)


@on(e.DisputeSplitOff)
def _(d: Dispute, event: e.DisputeSplitOff) -> Dispute:
    return replace(
        d,
        state=State(event.stage),
        case_number=event.case_number,
        organisation=event.organisation,
        custodian=event.custodian,
        channel=event.channel,
        mandate=event.mandate,
        pending_before=event.seised_body,
        region=event.region,
        parties=event.parties,
        claims=tuple(ClaimRecord(claim=claim) for claim in event.claims),
        worker_count=event.worker_count,
        received_on=event.received_on,
        accepted_on=event.accepted_on,
        consented_on=event.other_side_consented_on,
        mediator=event.mediator,
        leader=event.origin,
        related=(Related(other=event.origin, decision=MatterDecision.SPLIT_OFF),),
    )


@on(e.CorrectionRequested)
def _(d: Dispute, event: e.CorrectionRequested) -> Dispute:
    return replace(d, state=State.AWAITING_CORRECTION, correction_due_on=event.due_on)


@on(e.CorrectionSubmitted)
def _(d: Dispute, _event: e.CorrectionSubmitted) -> Dispute:
    return replace(d, state=State.REGISTERED, correction_due_on=None)


@on(e.ApplicationAccepted)
def _(d: Dispute, event: e.ApplicationAccepted) -> Dispute:
    return replace(
        d,
        state=State.ACCEPTED,
        accepted_on=event.occurred_on,
        consented_on=event.other_side_consented_on,
    )


@on(e.ApplicationDeclined)
def _(d: Dispute, _event: e.ApplicationDeclined) -> Dispute:
    return replace(d, state=State.DECLINED, correction_due_on=None)


@on(e.ApplicationWithdrawn)
def _(d: Dispute, _event: e.ApplicationWithdrawn) -> Dispute:
    before = BeforeClosing(state=d.state, claims=d.claims)
    claims = disposed(d, Disposition.WITHDRAWN, only=frozenset({Disposition.OPEN}))
    return replace(d, claims=claims, before_closing=before)


@on(e.ClaimsAdded)
def _(d: Dispute, event: e.ClaimsAdded) -> Dispute:
    return replace(d, claims=(*d.claims, *(ClaimRecord(claim=claim) for claim in event.claims)))


@on(e.ClaimsWithdrawn)
def _(d: Dispute, event: e.ClaimsWithdrawn) -> Dispute:
    return replace(d, claims=_marked(d, event.claims, Disposition.WITHDRAWN))


@on(e.ClaimsSplitOff)
def _(d: Dispute, event: e.ClaimsSplitOff) -> Dispute:
    split = Related(other=event.dispute, decision=MatterDecision.SPLIT_OFF)
    claims = _marked(d, event.claims, Disposition.SPLIT_OFF)
    return replace(d, claims=claims, related=(*d.related, split))


def _marked(d: Dispute, numbers: tuple[int, ...], to: Disposition) -> tuple[ClaimRecord, ...]:
    return tuple(
        replace(record, disposition=to) if record.claim.no in numbers else record
        for record in d.claims
    )
