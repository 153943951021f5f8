"""Days of suits by their number, of setting aside, and of enforcement."""

from datetime import date
from typing import Any

from services.workflow.domain.dispute.guards.correctable.correctable import (
    Correctable,
    Record,
    day,
    moved,
    plain,
    replace,
    same,
)
from services.workflow.domain.dispute.guards.dependents import (
    IN_SUIT,
    LIMITATIONS,
    OF_AN_AWARD,
    WINDOWS,
    Dependent,
)
from services.workflow.domain.dispute.parts import (
    Instance,
    Instrument,
    InterruptionCause,
    SuitGround,
)
from services.workflow.domain.dispute.records import Enforcement, Suit, Title
from services.workflow.domain.dispute.state import Dispute

D = Dependent

_BY_SUIT = frozenset({Instrument.JUDGMENT, Instrument.COURT_STATEMENT, Instrument.AWARD})


def _get(dispute: Dispute, no: int) -> Suit | None:
    return next((suit for suit in dispute.suits if suit.no == no), None)


def _put(dispute: Dispute, suit: Suit, no: int) -> Dispute:
    return replace(dispute, suits=tuple(suit if one.no == no else one for one in dispute.suits))


SUIT = Record(get=_get, put=_put)


def _of(name: str) -> Any:
    return lambda dispute, no, *_party: getattr(_get(dispute, no), name)


def _over_on(dispute: Dispute, no: int) -> date | None:
    suit: Suit = SUIT.get(dispute, no)
    return suit.first_judged_on or suit.ended_on


def _first_judged(dispute: Dispute, new: str, no: int) -> Dispute:
    """While no second instance has judged, the latest judgment is this one."""
    suit = SUIT.get(dispute, no)
    latest = same(suit.judgment_on, suit.first_judged_on, day(new))
    return SUIT.put(dispute, replace(suit, first_judged_on=day(new), judgment_on=latest), no)


def _first_served(dispute: Dispute, new: str, no: int, party: int) -> Dispute:
    suit = SUIT.get(dispute, no)
    served = moved(suit.first_served, party, new)
    latest = served if suit.judged_at is Instance.FIRST else suit.judgment_served
    return SUIT.put(dispute, replace(suit, first_served=served, judgment_served=latest), no)


def _is_second(dispute: Dispute, no: int) -> bool:
    suit = SUIT.get(dispute, no)
    return suit is not None and suit.judged_at is Instance.SECOND


def _ended(dispute: Dispute, new: str, no: int) -> Dispute:
    """A title that came of the suit's end is of the same day."""
    suit, title = SUIT.get(dispute, no), dispute.title
    put = SUIT.put(dispute, replace(suit, ended_on=day(new)), no)
    if title is None or title.instrument not in _BY_SUIT:
        return put
    return replace(put, title=replace(title, on=same(title.on, suit.ended_on, day(new))))


def _award_sued_over(dispute: Dispute, no: int) -> date | None:
    award = dispute.arbitration.award if dispute.arbitration else None
    is_after = SUIT.get(dispute, no).ground is SuitGround.AFTER_AWARD
    return award.issued_on if is_after and award is not None else None


def _begun_on(dispute: Dispute, no: int) -> date | None:
    """The complaint; where none is told apart, the award that the suit is against."""
    complaint_on: date | None = SUIT.get(dispute, no).complaint_on
    return complaint_on or _award_sued_over(dispute, no)


# Title and enforcement


def _titled_from(dispute: Dispute) -> date | None:
    """A title of an award is not older than the award."""
    award = dispute.arbitration.award if dispute.arbitration else None
    is_award = dispute.title is not None and dispute.title.instrument is Instrument.AWARD
    return award.issued_on if is_award and award is not None else None


def _put_title(dispute: Dispute, title: Title) -> Dispute:
    """An award that had effect from that day has it from this one."""
    was, case = dispute.title, dispute.arbitration
    put = replace(dispute, title=title)
    assert was is not None
    if title.instrument is not Instrument.AWARD or not (case and case.award):
        return put
    effect_on = same(case.award.took_effect_on, was.on, title.on)
    award = replace(case.award, took_effect_on=effect_on)
    return replace(put, arbitration=replace(case, award=award))


def _put_enforcement(dispute: Dispute, running: Enforcement) -> Dispute:
    """The title knows of every application."""
    was, title = dispute.enforcement, dispute.title
    assert was is not None
    put = replace(dispute, enforcement=running)
    if title is None:
        return put
    applied = tuple(running.applied_on if on == was.applied_on else on for on in title.applied_on)
    return replace(put, title=replace(title, applied_on=applied))


_SET_ASIDE = plain("set_aside")
_OF_SUIT = (*OF_AN_AWARD, D.AFTER_SETTING_ASIDE, D.AFTER_REFUSAL, *IN_SUIT, *LIMITATIONS)

COURT: dict[str, Correctable] = {
    "suits/*/complaint_on": SUIT.day(
        "complaint_on",
        dependents=(D.DOCKETING,),
        follows=_award_sued_over,
        precedes=_of("filed_on"),
    ),
    "suits/*/filed_on": SUIT.day(
        "filed_on",
        dependents=_OF_SUIT,
        follows=_begun_on,
        precedes=_over_on,
        interruption=InterruptionCause.SUIT_FILED,
    ),
    "suits/*/remanded_on": SUIT.day(
        "remanded_on", dependents=IN_SUIT, follows=_of("filed_on"), precedes=_over_on
    ),
    "suits/*/judged_on": replace(
        SUIT.day("first_judged_on", dependents=IN_SUIT, follows=_of("filed_on")),
        write=_first_judged,
    ),
    "suits/*/parties/*/judgment_served_on": replace(
        SUIT.of_party("first_served", dependents=(D.APPEAL,), follows=_of("first_judged_on")),
        write=_first_served,
    ),
    "suits/*/appealed_on": SUIT.day(
        "appealed_on", dependents=(D.APPEAL, D.SECOND_TRIAL), follows=_of("first_judged_on")
    ),
    "suits/*/appeal_judged_on": replace(
        SUIT.day("judgment_on", dependents=(D.SECOND_TRIAL,), follows=_of("appealed_on")),
        exists=_is_second,
    ),
    "suits/*/ended_on": replace(
        SUIT.day(
            "ended_on",
            dependents=(*_OF_SUIT, D.ENFORCEMENT),
            follows=_of("filed_on"),
            interruption=InterruptionCause.PROCEEDINGS_ENDED,
        ),
        write=_ended,
    ),
    "suits/*/parties/*/ruling_served_on": SUIT.of_party(
        "ruling_served",
        dependents=(D.RULING_APPEAL, D.SETTING_ASIDE_ANEW),
        follows=_of("filed_on"),
    ),
    "set_aside_filed_on": _SET_ASIDE.day(
        "filed_on", dependents=(D.SETTING_ASIDE,), precedes=lambda d: d.set_aside.decided_on
    ),
    "set_aside_decided_on": _SET_ASIDE.day(
        "decided_on",
        dependents=(*OF_AN_AWARD, D.AFTER_SETTING_ASIDE),
        follows=lambda d: d.set_aside.filed_on,
    ),
    "parties/*/set_aside_served_on": _SET_ASIDE.of_party(
        "served",
        dependents=(D.AFTER_SETTING_ASIDE,),
        follows=lambda d, _party: d.set_aside.decided_on,
    ),
    "enforceable_on": Record(get=lambda d: d.title, put=_put_title).day(
        "on", dependents=(D.ENFORCEMENT, *WINDOWS), follows=_titled_from
    ),
    "enforcement_applied_on": Record(get=lambda d: d.enforcement, put=_put_enforcement).day(
        "applied_on", dependents=(D.ENFORCEMENT, D.ENFORCEMENT_NOTICE)
    ),
}
