"""What courts make of a dispute: suits, setting aside, enforcement."""

from typing import Any

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.bodies import (
    case_ended,
    days,
    in_effect,
    seised,
    titled,
    with_case,
)
from services.workflow.domain.dispute.folds.registry import disposed, on, replace
from services.workflow.domain.dispute.folds.standing import left_alone
from services.workflow.domain.dispute.parts import (
    Disposition,
    Instance,
    Instrument,
    JudgmentResult,
    SuitGround,
)
from services.workflow.domain.dispute.records import Enforcement, SettingAside, Suit, Title
from services.workflow.domain.dispute.standing import is_shut_out, standing_award
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.fact import Fact

# Suits


@on(e.LitigationFiled)
def _(d: Dispute, event: e.LitigationFiled) -> Dispute:
    suit = Suit(
        no=event.suit,
        court=event.court,
        number=event.number,
        ground=event.ground,
        by=event.by,
        filed_on=event.occurred_on,
        complaint_on=event.complaint_on,
        procedure=event.procedure,
        **_stood(d, event),
    )
    before_court = case_ended(seised(_held_back(d, event)), event.occurred_on)
    return replace(
        before_court,
        state=State.IN_LITIGATION,
        custodian=event.court,
        suits=(*d.suits, suit),
        handed_over=(),
        claims=disposed(before_court, Disposition.SUED),
    )


def _held_back(d: Dispute, event: e.LitigationFiled) -> Dispute:
    """While it is sued against an award has no effect, and nothing of it is enforced (法 50)."""
    if not _holds_back(d, event):
        return d
    return replace(in_effect(d, None), title=None, enforcement=None)


def _holds_back(d: Dispute, event: e.LitigationFiled) -> bool:
    """Employers alone hold back nothing of an award that is final as a whole (法 47、49)."""
    award = standing_award(d)
    is_by_award = d.title is not None and d.title.instrument is Instrument.AWARD
    is_against = event.ground is SuitGround.AFTER_AWARD and is_by_award
    return is_against and not (award is not None and is_shut_out(award, event.by, d))


def _stood(d: Dispute, event: e.LitigationFiled) -> dict[str, Any]:
    """What the suit holds back, which a suit that came too late gives back."""
    award = standing_award(d)
    if not _holds_back(d, event) or award is None:
        return {}
    return {"effect_before": award.took_effect_on, "title_before": d.title}


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
    decided = _decided(d, event, is_granted=True, served=days(event.served))
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
        on_day = event.occurred_on
        suits = (s.sent_back(on_day) if s.no == event.suit else s for s in d.suits)
        return replace(d, suits=tuple(suits))
    is_first = event.instance is Instance.FIRST
    served = days(event.served)
    first = {"first_judged_on": event.occurred_on, "first_served": served} if is_first else {}
    return _suit(
        d,
        event.suit,
        **first,
        instance=event.instance,
        judgment_number=event.number,
        judgment_on=event.occurred_on,
        judgment_served=served,
        judged_at=event.instance,
        result=event.result,
    )


@on(e.JudgmentAppealed)
def _(d: Dispute, event: e.JudgmentAppealed) -> Dispute:
    return replace(
        d,
        suits=tuple(
            suit.appealed(event.by, event.occurred_on) if suit.no == event.suit else suit
            for suit in d.suits
        ),
    )


@on(e.JudgmentTookEffect)
def _(d: Dispute, event: e.JudgmentTookEffect) -> Dispute:
    ended = _suit(d, event.suit, is_ended=True, ended_on=event.occurred_on)
    return titled(ended, event, Instrument.JUDGMENT, event.number)


@on(e.CourtStatementServed)
def _(d: Dispute, event: e.CourtStatementServed) -> Dispute:
    ended = _suit(d, event.suit, is_ended=True, ended_on=event.occurred_on)
    return titled(ended, event, Instrument.COURT_STATEMENT, event.number)


def _left_court(d: Dispute, event: e.LitigationWithdrawn | e.LitigationDismissed) -> Dispute:
    """A title stands, an award that stands takes effect; otherwise the closing follows, with a new suit open."""
    ended = _suit(
        d,
        event.suit,
        is_ended=True,
        ended_on=event.occurred_on,
        is_dismissed=isinstance(event, e.LitigationDismissed),
        ruling_served=days(event.served),
    )
    if d.title is not None:
        return left_alone(ended, State.ENFORCEABLE)
    award = standing_award(d)
    if award is None:
        return replace(ended, state=State.SUIT_OPEN)
    late = next((suit for suit in d.suits if suit.no == event.suit and _was_late(suit)), None)
    on_day = late.effect_before if late else event.occurred_on
    ended = in_effect(left_alone(ended, State.AWARD_ISSUED), on_day)
    claims = disposed(ended, Disposition.ARBITRATED)
    back = titled(replace(ended, claims=claims), event, Instrument.AWARD, award.number)
    return replace(back, title=late.title_before) if late else back


def _was_late(suit: Suit) -> bool:
    """Whether the award had effect when it was filed, so that its coming to nothing moves no day."""
    return suit.effect_before is not None and suit.filed_on >= suit.effect_before


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
        title=replace(title, applied_on=(*title.applied_on, event.occurred_on)) if title else None,
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
    """The instrument stays; of an award whose other items may be sued over, its windows run on."""
    award = standing_award(d)
    was_awarded = d.enforcement is not None and d.enforcement.before is State.AWARD_ISSUED
    if was_awarded and award is not None and award.has_open and award.took_effect_on is None:
        return replace(
            d, state=State.AWARD_ISSUED, custodian=d.commission, title=None, enforcement=None
        )
    return replace(d, state=State.ENFORCEABLE, enforcement=None)


@on(e.EnforcementRefused)
def _(d: Dispute, event: e.EnforcementRefused) -> Dispute:
    award = d.arbitration.award if d.arbitration else None
    told = {"refused_on": event.occurred_on, "refusal_served": days(event.served)}
    refused = with_case(d, award=replace(award, **told) if award else None)
    return replace(refused, state=State.SUIT_OPEN, enforcement=None, title=None)


@on(e.EnforcementConcluded)
def _(d: Dispute, _event: e.EnforcementConcluded) -> Dispute:
    return d
