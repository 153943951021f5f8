"""What commissions, courts and enforcement make of a dispute."""

from datetime import date
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.registry import disposed, on, replace
from services.workflow.domain.dispute.folds.standing import (
    draft_dropped,
    filed,
    left_alone,
    sessions_cancelled,
    where_it_stood,
)
from services.workflow.domain.dispute.guards.standing import standing_award
from services.workflow.domain.dispute.parts import (
    ArbitrationBar,
    Disposition,
    Instance,
    Instrument,
    JudgmentResult,
    Served,
)
from services.workflow.domain.dispute.records import (
    Arbitration,
    Award,
    BeforeClosing,
    Enforcement,
    SettingAside,
    Suit,
    Title,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.fact import Fact

_ARBITRATED = frozenset({Disposition.ARBITRATED})
_OF_A_COURT = frozenset({Instrument.JUDGMENT, Instrument.COURT_STATEMENT})
_OF_A_BODY = _OF_A_COURT | {Instrument.AWARD, Instrument.ARBITRAL_STATEMENT}


def _case(d: Dispute, **changes: object) -> Dispute:
    arbitration = replace(d.arbitration, **changes) if d.arbitration else None
    return replace(d, arbitration=arbitration)


def _titled(
    d: Dispute, event: Fact, instrument: Instrument, number: str, on_day: date | None = None
) -> Dispute:
    title = Title(instrument=instrument, number=number, on=on_day or event.occurred_on)
    return replace(d, state=State.ENFORCEABLE, title=title)


def _seised(d: Dispute) -> Dispute:
    """Before another body now: mediation, its mandate and a closing are over; a title stands."""
    return replace(
        draft_dropped(sessions_cancelled(d)),
        mandate_record=None,
        pending_before=None,
        offer=None,
        outcome=None,
        claims=d.before_closing.claims if d.before_closing else d.claims,
        before_closing=None,
    )


def _off_the_list(d: Dispute) -> Dispute:
    """The case has left the commission: no hearing that was listed will be held."""
    hearings = d.arbitration.hearings if d.arbitration else ()
    return _case(d, hearings=tuple(one for one in hearings if one[2]), stayed_on=None)


def _days(served: tuple[Served, ...]) -> tuple[tuple[int, date], ...]:
    return tuple((one.party, one.on) for one in served)


# Arbitration


@on(e.ArbitrationFiled)
def _(d: Dispute, event: e.ArbitrationFiled) -> Dispute:
    # Where acceptance was only deferred for mediation, the first filing counts.
    deferred = d.arbitration if d.pending_before == event.commission else None
    case = Arbitration(
        commission=event.commission,
        filed_on=deferred.filed_on if deferred else event.occurred_on,
        deferred_until=event.occurred_on if deferred else None,
    )
    seised = replace(
        _seised(d),
        state=State.ARBITRATION_FILED,
        custodian=event.commission,
        handed_over=(),
    )
    return replace(seised, arbitration=case) if deferred else filed(seised, case)


@on(e.ArbitrationAccepted)
def _(d: Dispute, event: e.ArbitrationAccepted) -> Dispute:
    return replace(
        _case(d, number=event.number, accepted_on=event.occurred_on),
        state=State.IN_ARBITRATION,
        claims=disposed(d, Disposition.ARBITRATED),
    )


@on(e.ArbitrationNotAccepted)
def _(d: Dispute, event: e.ArbitrationNotAccepted) -> Dispute:
    is_wrong = event.ground is ArbitrationBar.WRONG_COMMISSION
    refused = _case(d, is_refused=True, was_wrong_commission=is_wrong)
    stood = where_it_stood(refused)
    return left_alone(refused, stood) if stood else replace(refused, state=State.SUIT_OPEN)


@on(e.ArbitrationAcceptanceLapsed)
def _(d: Dispute, _event: e.ArbitrationAcceptanceLapsed) -> Dispute:
    return _case(d, is_silent=True)


@on(e.HearingListed)
def _(d: Dispute, event: e.HearingListed) -> Dispute:
    hearings = d.arbitration.hearings if d.arbitration else ()
    return _case(d, hearings=(*hearings, (event.hearing, event.starts_at, False)))


@on(e.HearingHeld)
def _(d: Dispute, event: e.HearingHeld) -> Dispute:
    hearings = d.arbitration.hearings if d.arbitration else ()
    return _case(
        d, hearings=tuple((no, at, held or no == event.hearing) for no, at, held in hearings)
    )


@on(e.ArbitrationStayed)
def _(d: Dispute, event: e.ArbitrationStayed) -> Dispute:
    return _case(d, stayed_on=event.occurred_on)


@on(e.ArbitrationResumed)
def _(d: Dispute, event: e.ArbitrationResumed) -> Dispute:
    case = d.arbitration
    since = case.stayed_on if case else None
    stayed = (event.occurred_on - since).days if since else 0
    return _case(d, stayed_on=None, days_stayed=(case.days_stayed if case else 0) + stayed)


@on(e.ArbitrationExtended)
def _(d: Dispute, event: e.ArbitrationExtended) -> Dispute:
    return _case(d, extended_until=event.until)


@on(e.ArbitrationTransferred)
def _(d: Dispute, event: e.ArbitrationTransferred) -> Dispute:
    moved = _case(
        _off_the_list(d),
        commission=event.commission,
        number=event.number,
        accepted_on=event.occurred_on,
        days_stayed=0,
        extended_until=None,
    )
    return replace(moved, custodian=event.commission)


@on(e.AwardIssued)
def _(d: Dispute, event: e.AwardIssued) -> Dispute:
    award = Award(number=event.number, issued_on=event.occurred_on, items=event.items)
    # What an earlier award or agreement had come to does not touch this one.
    return replace(
        _case(_off_the_list(d), award=award),
        state=State.AWARD_ISSUED,
        set_aside=None,
        title=None,
    )


@on(e.AwardServed)
def _(d: Dispute, event: e.AwardServed) -> Dispute:
    award = d.arbitration.award if d.arbitration else None
    received = (event.party, event.occurred_on)
    served = replace(award, served=(*award.served, received)) if award else None
    return _case(d, award=served)


@on(e.AwardTookEffect)
def _(d: Dispute, event: e.AwardTookEffect) -> Dispute:
    return _titled(d, event, Instrument.AWARD, event.number, event.effective_on)


@on(e.ArbitralStatementServed)
def _(d: Dispute, event: e.ArbitralStatementServed) -> Dispute:
    served = d.arbitration.statement_served_on if d.arbitration else frozenset()
    return _case(d, statement_number=event.number, statement_served_on=served | {event.party})


@on(e.ArbitralStatementTookEffect)
def _(d: Dispute, event: e.ArbitralStatementTookEffect) -> Dispute:
    return _titled(_off_the_list(d), event, Instrument.ARBITRAL_STATEMENT, event.number)


def _left_arbitration(d: Dispute, _event: Fact) -> Dispute:
    """Back to the title, award or agreement that stands; otherwise the closing follows."""
    left = _off_the_list(d)
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
    return _left_arbitration(_case(d, is_defaulted=True), event)


# Courts


@on(e.LitigationFiled)
def _(d: Dispute, event: e.LitigationFiled) -> Dispute:
    suit = Suit(
        no=event.suit,
        court=event.court,
        number=event.number,
        ground=event.ground,
        by=event.by,
        filed_on=event.occurred_on,
    )
    seised = _off_the_list(_seised(d))
    return replace(
        seised,
        state=State.IN_LITIGATION,
        custodian=event.court,
        suits=(*d.suits, suit),
        handed_over=(),
        claims=disposed(seised, Disposition.SUED),
    )


def _suit(d: Dispute, no: int, **changes: object) -> Dispute:
    suits = tuple(replace(suit, **changes) if suit.no == no else suit for suit in d.suits)
    return replace(d, suits=suits)


@on(e.SetAsideFiled)
def _(d: Dispute, event: e.SetAsideFiled) -> Dispute:
    filed = SettingAside(
        court=event.court, by=event.by, filed_on=event.occurred_on, number=event.number
    )
    return replace(d, set_aside=filed)


@on(e.SetAsideGranted)
def _(d: Dispute, event: e.SetAsideGranted) -> Dispute:
    decided = _decided(d, event, is_granted=True, served=_days(event.served))
    after = replace(decided, title=None, enforcement=None)
    return after if d.state is State.IN_LITIGATION else replace(after, state=State.SUIT_OPEN)


@on(e.SetAsideDismissed)
def _(d: Dispute, event: e.SetAsideDismissed) -> Dispute:
    return _decided(d, event, is_granted=False)


def _decided(d: Dispute, event: Fact, **changes: object) -> Dispute:
    asked = d.set_aside
    decided = replace(asked, decided_on=event.occurred_on, **changes) if asked else None
    return replace(d, set_aside=decided)


@on(e.JudgmentGiven)
def _(d: Dispute, event: e.JudgmentGiven) -> Dispute:
    if event.result is JudgmentResult.REMANDED:
        suits = (s.sent_back() if s.no == event.suit else s for s in d.suits)
        return replace(d, suits=tuple(suits))
    return _suit(
        d,
        event.suit,
        instance=event.instance,
        judgment_number=event.number,
        judgment_on=event.occurred_on,
        judgment_served=_days(event.served),
        judged_at=event.instance,
        result=event.result,
    )


@on(e.JudgmentAppealed)
def _(d: Dispute, event: e.JudgmentAppealed) -> Dispute:
    return _suit(d, event.suit, instance=Instance.SECOND)


@on(e.JudgmentTookEffect)
def _(d: Dispute, event: e.JudgmentTookEffect) -> Dispute:
    ended = _suit(d, event.suit, is_ended=True, ended_on=event.occurred_on)
    return _titled(ended, event, Instrument.JUDGMENT, event.number)


@on(e.CourtStatementServed)
def _(d: Dispute, event: e.CourtStatementServed) -> Dispute:
    ended = _suit(d, event.suit, is_ended=True, ended_on=event.occurred_on)
    return _titled(ended, event, Instrument.COURT_STATEMENT, event.number)


def _left_court(d: Dispute, event: e.LitigationWithdrawn | e.LitigationDismissed) -> Dispute:
    """A title stands, an award that stands takes effect; otherwise the closing follows, with a new suit open."""
    ended = _suit(d, event.suit, is_ended=True, ended_on=event.occurred_on)
    if d.title is not None:
        return left_alone(ended, State.ENFORCEABLE)
    award = standing_award(d)
    if award is None:
        return replace(ended, state=State.SUIT_OPEN)
    ended = left_alone(ended, State.AWARD_ISSUED)
    claims = disposed(ended, Disposition.ARBITRATED)
    return _titled(replace(ended, claims=claims), event, Instrument.AWARD, award.number)


on(e.LitigationWithdrawn)(_left_court)
on(e.LitigationDismissed)(_left_court)


# Enforcement


@on(e.EnforcementApplied)
def _(d: Dispute, event: e.EnforcementApplied) -> Dispute:
    award = standing_award(d)
    title = d.title
    if title is None and award is not None:
        # What is final has effect from the day it was made.
        title = Title(instrument=Instrument.AWARD, number=award.number, on=award.issued_on)
    enforcement = Enforcement(
        court=event.court,
        number=event.number,
        instrument=event.instrument,
        applied_on=event.occurred_on,
        before=d.state,
    )
    return replace(
        d,
        state=State.IN_ENFORCEMENT,
        custodian=event.court,
        enforcement=enforcement,
        title=title,
    )


@on(e.EnforcementStayed)
def _(d: Dispute, _event: e.EnforcementStayed) -> Dispute:
    return replace(d, enforcement=replace(d.enforcement, is_stayed=True) if d.enforcement else None)


@on(e.EnforcementResumed)
def _(d: Dispute, _event: e.EnforcementResumed) -> Dispute:
    slot = replace(d.enforcement, is_stayed=False) if d.enforcement else None
    return replace(d, enforcement=slot)


@on(e.EnforcementEnded)
def _(d: Dispute, _event: e.EnforcementEnded) -> Dispute:
    return replace(d, state=State.ENFORCEABLE, enforcement=None)


@on(e.EnforcementRefused)
def _(d: Dispute, event: e.EnforcementRefused) -> Dispute:
    award = d.arbitration.award if d.arbitration else None
    days = {"refused_on": event.occurred_on, "refusal_served": _days(event.served)}
    refused = _case(d, award=replace(award, **days) if award else None)
    return replace(refused, state=State.SUIT_OPEN, enforcement=None, title=None)


@on(e.EnforcementConcluded)
def _(d: Dispute, _event: e.EnforcementConcluded) -> Dispute:
    return d
