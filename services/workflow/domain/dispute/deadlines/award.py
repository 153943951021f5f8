"""Clocks after an award: until when each party may sue, or have it set aside, from its own receipt."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.deadlines.succession import place_of, served_on
from services.workflow.domain.dispute.parts import Instrument, Party, PartyKind, SuitGround
from services.workflow.domain.dispute.records import Award, Suit
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.legal import RulePack

TO_SUE: Final = frozenset({"SUIT.15", "SUIT.15.W"})
"""Windows that hold back the effect of an award; those to set a final item aside do not."""
WINDOWS: Final = TO_SUE | {"SETASIDE.30", "SETASIDE.BAR", "SUIT.AFTER.SA", "SUIT.AFTER.NE"}
"""Every window that an award opens."""
_MIXED: Final = "FINAL.MIXED.ZJ"
"""Where this rule is, a document with final and other items is not final as a whole."""
_GROUND_OF: Final = {
    "SUIT.15": SuitGround.AFTER_AWARD,
    "SUIT.15.W": SuitGround.AFTER_AWARD,
    "SUIT.AFTER.SA": SuitGround.SET_ASIDE,
    "SUIT.AFTER.NE": SuitGround.NOT_ENFORCED,
}


class _Window(msgspec.Struct, frozen=True, kw_only=True):
    party: int
    rule: str
    start_on: date | None


def clocks(dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """SUIT.15, SUIT.15.W, SETASIDE.30 or .BAR, SUIT.AFTER.SA, SUIT.AFTER.NE; each per party."""
    award = dispute.arbitration.award if dispute.arbitration else None
    if award is None:
        return
    windows = [
        window
        for party in dispute.parties
        if party.no in dispute.present_parties
        for window in _windows(party, award, dispute, basis)
    ]
    last_to_begin = _last_to_begin(windows)
    for window in windows:
        is_last = window.rule in TO_SUE and window.start_on == last_to_begin is not None
        yield ClockFacts(
            rule=basis.standing(window.rule, window.start_on),
            about=f"parties/{window.party}",
            start_on=window.start_on,
            met_on=_met_on(window, award, dispute),
            ended_on=_ended_on(window, award, dispute),
            # With the last window to sue the award takes effect, which is to be recorded.
            is_over_once_lapsed=not is_last or not _waits(award, dispute),
        )


def _windows(party: Party, award: Award, dispute: Dispute, basis: Basis) -> Iterator[_Window]:
    def window(rule: str, start_on: date | None) -> _Window:
        return _Window(party=party.no, rule=rule, start_on=start_on)

    received_on = served_on(award.served, party.no, dispute)
    is_final = is_partly_final(award, basis.rules)
    if award.has_open:
        yield window("SUIT.15", received_on)
    if is_final and party.kind is PartyKind.WORKER:
        yield window("SUIT.15.W", received_on)
    elif is_final:
        suits = _suits_ended_unjudged(dispute)
        anew = [served_on(suit.ruling_served, party.no, dispute) or suit.ended_on for suit in suits]
        yield window("SETASIDE.BAR", anew[-1]) if anew else window("SETASIDE.30", received_on)
    if dispute.set_aside is not None and dispute.set_aside.is_granted:
        yield window("SUIT.AFTER.SA", served_on(dispute.set_aside.served, party.no, dispute))
    if award.refused_on is not None:
        yield window("SUIT.AFTER.NE", served_on(award.refusal_served, party.no, dispute))


def is_partly_final(award: Award, rules: RulePack) -> bool:
    """Whether something of it is final here: in one document with other items Zhejiang has nothing."""
    is_mixed = award.has_final and award.has_open
    return award.has_final and not (is_mixed and _MIXED in rules.rules)


def _suits_of_workers(dispute: Dispute) -> Iterator[Suit]:
    """Suits of a worker against the award; one of the employer bars nothing (解释一 21)."""
    workers = {party.no for party in dispute.parties if party.kind is PartyKind.WORKER}
    return (
        suit
        for suit in dispute.suits
        if suit.ground is SuitGround.AFTER_AWARD and workers.intersection(suit.by)
    )


def _suits_ended_unjudged(dispute: Dispute) -> Iterator[Suit]:
    """Those that were withdrawn or dismissed: the employer has a new window."""
    suits = _suits_of_workers(dispute)
    return (suit for suit in suits if suit.ended_on and suit.judged_at is None)


def _last_to_begin(windows: list[_Window]) -> date | None:
    """When the last window to sue began; none while one has not, or where there is none."""
    starts = [window.start_on for window in windows if window.rule in TO_SUE]
    known = [day for day in starts if day is not None]
    return max(known, default=None) if len(known) == len(starts) else None


def _waits(award: Award, dispute: Dispute) -> bool:
    """Whether the award takes effect with time alone: not while a court has the case, or again."""
    return award.took_effect_on is None and dispute.open_suit is None


def _met_on(window: _Window, award: Award, dispute: Dispute) -> date | None:
    """The day on which that party did what the window was for."""
    ground, place = _GROUND_OF.get(window.rule), place_of(window.party, dispute)
    if ground is not None:
        filed = (
            suit.filed_on
            for suit in dispute.suits
            if suit.ground is ground and place.intersection(suit.by)
        )
        return next((on for on in filed if on >= award.issued_on), None)
    asked = dispute.set_aside
    begun_on = window.start_on or award.issued_on
    is_this = asked is not None and asked.by in place and asked.filed_on >= begun_on
    return asked.filed_on if asked and is_this else None


def _ended_on(window: _Window, award: Award, dispute: Dispute) -> date | None:
    """The day since which nothing hangs on the window."""
    replaced_on = _replaced_on(dispute)
    if window.rule in {"SUIT.AFTER.SA", "SUIT.AFTER.NE"}:
        return replaced_on
    asked = dispute.set_aside
    days = [
        replaced_on,
        asked.decided_on if asked and asked.is_granted else None,
        award.refused_on,
        _barred_on(award, dispute) if window.rule == "SETASIDE.30" else None,
    ]
    return min((day for day in days if day is not None), default=None)


def _replaced_on(dispute: Dispute) -> date | None:
    """The day on which a judgment, or what the sides settled in court, took the award's place."""
    title = dispute.title
    is_award = title is not None and title.instrument is Instrument.AWARD
    return None if title is None or is_award else title.on


def _barred_on(award: Award, dispute: Dispute) -> date | None:
    """The day of a worker's suit: while it is pending nothing is set aside (解释一 21)."""
    days = (suit.filed_on for suit in _suits_of_workers(dispute))
    return next((on for on in days if on >= award.issued_on), None)
