"""What intake makes of a dispute."""

from datetime import date

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.bodies import restarted
from services.workflow.domain.dispute.folds.registry import disposed, on, replace
from services.workflow.domain.dispute.folds.standing import sessions_cancelled
from services.workflow.domain.dispute.guards.carrying import taken_over
from services.workflow.domain.dispute.parts import (
    ENTRUSTED,
    MANDATED,
    Channel,
    Disposition,
    Forum,
    Mandate,
    RunningPeriods,
)
from services.workflow.domain.dispute.records import (
    Arbitration,
    BeforeClosing,
    ClaimRecord,
    MandateRecord,
    MatterDecision,
    Period,
    Related,
    Restart,
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
    record = MandateRecord(
        mandate=event.mandate,
        body=event.seised_body,
        before=STATE_OF_SEISED_BODY[event.mandate],
        reference=event.seised_reference,
    )
    return _under_mandate(registered, record, event.occurred_on, event.occurred_on)


def _under_mandate(d: Dispute, record: MandateRecord, filed_on: date, accepted_on: date) -> Dispute:
    """Under a mandate from its first event: what the seised body has of it is known from that."""
    body, mandate, number = record.body, record.mandate, record.reference
    is_entrusted = mandate in ENTRUSTED
    arbitration = Arbitration(
        commission=body,
        filed_on=filed_on,
        number=number if is_entrusted else "",
        accepted_on=accepted_on if is_entrusted else None,
    )
    suit = Suit(no=1, court=body, number=number, ground=None, by=(), filed_on=filed_on)
    is_arbitrated = record.before in {State.ARBITRATION_FILED, State.IN_ARBITRATION}
    return replace(
        d,
        custodian=body if is_entrusted else d.custodian,
        pending_before=None if mandate is Mandate.COURT_DELEGATED else body,
        mandate_record=record,
        arbitration=arbitration if is_arbitrated else None,
        suits=(suit,) if record.before is State.IN_LITIGATION else (),
    )


@on(e.DirectFilingRecorded)
def _(d: Dispute, event: e.DirectFilingRecorded) -> Dispute:
    at_commission = event.forum is Forum.ARBITRATION
    on_day = event.occurred_on
    filed = Arbitration(commission=event.body, filed_on=on_day)
    suit = Suit(
        no=1, court=event.body, number=event.case_number, ground=None, by=(), filed_on=on_day
    )
    return replace(
        d,
        state=State.ARBITRATION_FILED if at_commission else State.IN_LITIGATION,
        case_number=event.case_number,
        custodian=event.body,
        channel=Channel.DIRECT_ARBITRATION if at_commission else Channel.DIRECT_SUIT,
        arbitration=filed if at_commission else None,
        suits=() if at_commission else (suit,),
        region=event.region,
        parties=event.parties,
        claims=tuple(ClaimRecord(claim=claim) for claim in event.claims),
        worker_count=event.worker_count,
        received_on=event.occurred_on,
        source=event.source,
    )


@on(e.DisputeSplitOff)
def _(d: Dispute, event: e.DisputeSplitOff) -> Dispute:
    periods = event.periods
    split_off = replace(
        d,
        state=State(event.stage),
        case_number=event.case_number,
        organisation=event.organisation,
        custodian=event.custodian,
        channel=event.channel,
        mandate=event.mandate,
        region=event.region,
        parties=event.parties,
        claims=tuple(ClaimRecord(claim=claim) for claim in event.claims),
        worker_count=event.worker_count,
        received_on=event.received_on,
        accepted_on=event.accepted_on,
        consented_on=event.other_side_consented_on,
        checked_on=periods.checked_on or event.accepted_on,
        correction_asked_on=periods.correction_asked_on or event.received_on,
        correction_due_on=periods.correction_due_on,
        mediator=event.mediator,
        period=_period(periods, event.occurred_on),
        leader=event.origin,
        related=(Related(other=event.origin, decision=MatterDecision.SPLIT_OFF),),
        source=event.source,
        **taken_over(event.people),
    )
    return _mandate_taken_over(split_off, event)


def _mandate_taken_over(split_off: Dispute, event: e.DisputeSplitOff) -> Dispute:
    if event.seised_body is None or not event.mandate_before:
        return split_off
    record = MandateRecord(
        mandate=event.mandate,
        body=event.seised_body,
        before=State(event.mandate_before),
        reference=event.seised_reference,
        rule=event.periods.mandate_rule,
        given_on=event.periods.mandate_given_on,
        due_on=event.mandate_due_on,
        is_counted=event.periods.is_mandate_counted,
    )
    filed_on = event.seised_on or event.received_on
    return _under_mandate(split_off, record, filed_on, event.seised_accepted_on or filed_on)


def _period(running: RunningPeriods, split_on: date) -> Period:
    has_lapsed = running.has_receipt_period_lapsed
    return Period(
        extended_until=running.extended_until,
        suspended_on=running.suspended_on,
        suspended_for=running.suspended_for,
        suspensions=running.suspensions,
        appraisals=running.appraisals,
        has_receipt_period_lapsed=has_lapsed,
        receipt_lapsed_on=(running.receipt_lapsed_on or split_on) if has_lapsed else None,
        restarted_on=running.restarted_on,
    )


@on(e.CorrectionRequested)
def _(d: Dispute, event: e.CorrectionRequested) -> Dispute:
    return replace(
        d,
        state=State.AWAITING_CORRECTION,
        correction_asked_on=event.occurred_on,
        correction_due_on=event.due_on,
    )


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
def _(d: Dispute, event: e.ApplicationDeclined) -> Dispute:
    return replace(d, state=State.DECLINED, correction_due_on=None, decline_ground=event.ground)


@on(e.ApplicationWithdrawn)
def _(d: Dispute, _event: e.ApplicationWithdrawn) -> Dispute:
    before = BeforeClosing(state=d.state, claims=d.claims)
    claims = disposed(d, Disposition.WITHDRAWN, only=frozenset({Disposition.OPEN}))
    return replace(sessions_cancelled(d), claims=claims, before_closing=before)


@on(e.ClaimsAdded)
def _(d: Dispute, event: e.ClaimsAdded) -> Dispute:
    is_before_commission = d.state is State.IN_ARBITRATION
    to = Disposition.ARBITRATED if is_before_commission else Disposition.OPEN
    added = (ClaimRecord(claim=claim, disposition=to) for claim in event.claims)
    more = replace(d, claims=(*d.claims, *added))
    return restarted(more, event.occurred_on, Restart.CLAIMS_ADDED)


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
