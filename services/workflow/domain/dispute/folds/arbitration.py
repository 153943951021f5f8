"""What commissions make of a dispute: cases, hearings, awards, statements."""

from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.bodies import (
    case_ended,
    in_effect,
    off_the_list,
    seised,
    stays_until,
    titled,
    with_case,
)
from services.workflow.domain.dispute.folds.registry import disposed, on, replace
from services.workflow.domain.dispute.folds.standing import filed, left_alone, where_it_stood
from services.workflow.domain.dispute.parts import ArbitrationBar, Disposition, Instrument
from services.workflow.domain.dispute.records import Arbitration, Award, BeforeClosing
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.fact import Fact

_ARBITRATED = frozenset({Disposition.ARBITRATED})
_OF_A_COURT = frozenset({Instrument.JUDGMENT, Instrument.COURT_STATEMENT})
_OF_A_BODY = _OF_A_COURT | {Instrument.AWARD, Instrument.ARBITRAL_STATEMENT}


@on(e.ArbitrationFiled)
def _(d: Dispute, event: e.ArbitrationFiled) -> Dispute:
    # Where acceptance was only deferred for mediation, the first filing counts.
    deferred = d.arbitration if d.pending_before == event.commission else None
    case = Arbitration(
        commission=event.commission,
        filed_on=deferred.filed_on if deferred else event.occurred_on,
        deferred_until=event.occurred_on if deferred else None,
    )
    before_commission = replace(
        seised(d),
        state=State.ARBITRATION_FILED,
        custodian=event.commission,
        handed_over=(),
    )
    if deferred:
        return replace(before_commission, arbitration=case)
    return filed(before_commission, case)


@on(e.ArbitrationAccepted)
def _(d: Dispute, event: e.ArbitrationAccepted) -> Dispute:
    return replace(
        with_case(
            d,
            number=event.number,
            accepted_on=event.occurred_on,
            decided_on=event.occurred_on,
            is_simple=event.is_simple,
        ),
        state=State.IN_ARBITRATION,
        claims=disposed(d, Disposition.ARBITRATED),
    )


@on(e.ArbitrationNotAccepted)
def _(d: Dispute, event: e.ArbitrationNotAccepted) -> Dispute:
    is_wrong = event.ground is ArbitrationBar.WRONG_COMMISSION
    refused = with_case(
        case_ended(d, event.occurred_on),
        is_refused=True,
        decided_on=event.occurred_on,
        was_wrong_commission=is_wrong,
        competent=event.competent,
    )
    stood = where_it_stood(refused)
    return left_alone(refused, stood) if stood else replace(refused, state=State.SUIT_OPEN)


@on(e.ArbitrationAcceptanceLapsed)
def _(d: Dispute, _event: e.ArbitrationAcceptanceLapsed) -> Dispute:
    return with_case(d, is_silent=True)


@on(e.HearingListed)
def _(d: Dispute, event: e.HearingListed) -> Dispute:
    case = d.arbitration
    formed_on = case.panel_formed_on if case else None
    return with_case(
        d,
        hearings=(*(case.hearings if case else ()), (event.hearing, event.starts_at, False)),
        listed=(*(case.listed if case else ()), (event.hearing, event.occurred_on)),
        panel_formed_on=formed_on or event.panel_formed_on,
    )


@on(e.HearingHeld)
def _(d: Dispute, event: e.HearingHeld) -> Dispute:
    hearings = d.arbitration.hearings if d.arbitration else ()
    return with_case(
        d, hearings=tuple((no, at, held or no == event.hearing) for no, at, held in hearings)
    )


@on(e.ArbitrationStayed)
def _(d: Dispute, event: e.ArbitrationStayed) -> Dispute:
    return with_case(d, stayed_on=event.occurred_on)


@on(e.ArbitrationResumed)
def _(d: Dispute, event: e.ArbitrationResumed) -> Dispute:
    return with_case(d, stayed_on=None, stays=stays_until(d.arbitration, event.occurred_on))


@on(e.ArbitrationExtended)
def _(d: Dispute, event: e.ArbitrationExtended) -> Dispute:
    return with_case(d, extended_until=event.until, extended_on=event.occurred_on)


@on(e.ArbitrationTransferred)
def _(d: Dispute, event: e.ArbitrationTransferred) -> Dispute:
    moved = with_case(
        off_the_list(d, event.occurred_on),
        commission=event.commission,
        number=event.number,
        accepted_on=event.occurred_on,
        stays=(),
        restarts=(),
        extended_until=None,
        extended_on=None,
    )
    return replace(moved, custodian=event.commission)


@on(e.AwardIssued)
def _(d: Dispute, event: e.AwardIssued) -> Dispute:
    award = Award(number=event.number, issued_on=event.occurred_on, items=event.items)
    # What an earlier award or agreement had come to does not touch this one.
    return replace(
        with_case(case_ended(d, event.occurred_on), award=award),
        state=State.AWARD_ISSUED,
        set_aside=None,
        title=None,
    )


@on(e.AwardServed)
def _(d: Dispute, event: e.AwardServed) -> Dispute:
    award = d.arbitration.award if d.arbitration else None
    received = (event.party, event.occurred_on)
    served = replace(award, served=(*award.served, received)) if award else None
    return with_case(d, award=served)


@on(e.AwardTookEffect)
def _(d: Dispute, event: e.AwardTookEffect) -> Dispute:
    effective_on = event.effective_on or event.occurred_on
    return titled(in_effect(d, effective_on), event, Instrument.AWARD, event.number, effective_on)


@on(e.ArbitralStatementServed)
def _(d: Dispute, event: e.ArbitralStatementServed) -> Dispute:
    served = d.arbitration.statement_served_on if d.arbitration else frozenset()
    return with_case(d, statement_number=event.number, statement_served_on=served | {event.party})


@on(e.ArbitralStatementTookEffect)
def _(d: Dispute, event: e.ArbitralStatementTookEffect) -> Dispute:
    ended = case_ended(d, event.occurred_on)
    return titled(ended, event, Instrument.ARBITRAL_STATEMENT, event.number)


def _left_arbitration(d: Dispute, event: Fact) -> Dispute:
    """Back to the title, award or agreement that stands; otherwise the closing follows."""
    left = case_ended(d, event.occurred_on)
    stood = where_it_stood(d)
    if stood is not None:
        back = left_alone(left, stood)
        return replace(back, custodian=_who_had_it(back))
    if d.effective_agreement is None:
        withdrawn = frozenset({Disposition.OPEN, Disposition.FAILED, Disposition.ARBITRATED})
        before = BeforeClosing(state=d.state, claims=d.claims)
        claims = disposed(d, Disposition.WITHDRAWN, only=withdrawn)
        return replace(left, claims=claims, before_closing=before)
    return replace(
        left,
        state=State.AGREEMENT_EFFECTIVE,
        custodian=d.organisation or d.custodian,
        claims=disposed(d, Disposition.SETTLED, only=_ARBITRATED),
    )


def _who_had_it(d: Dispute) -> UUID | None:
    """Whoever made what stands: the organisation its agreement, otherwise the commission or court."""
    if d.title is None or d.title.instrument not in _OF_A_BODY:
        is_by_award = d.state is State.AWARD_ISSUED
        return d.commission if is_by_award else d.organisation or d.custodian
    is_of_court = d.title.instrument in _OF_A_COURT
    return d.suits[-1].court if is_of_court and d.suits else d.commission


on(e.ArbitrationWithdrawn)(_left_arbitration)


@on(e.ArbitrationDeemedWithdrawn)
def _(d: Dispute, event: e.ArbitrationDeemedWithdrawn) -> Dispute:
    return _left_arbitration(with_case(d, is_defaulted=True), event)
