"""Periods around an award: when it is due, and until when each party may go to court about it."""

from datetime import date, timedelta
from enum import StrEnum

import msgspec

from services.workflow.domain.dispute.parts import PartyKind, SuitGround
from services.workflow.domain.dispute.records import Arbitration, Award
from services.workflow.domain.dispute.records.tribunal import day_of
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given

TO_SUE = frozenset({"SUIT.15", "SUIT.15.W"})
"""Windows that hold back the effect of an award; those to set a final item aside do not."""


class WindowState(StrEnum):
    """Where a window stands on a day."""

    NOT_SERVED = "not_served"
    """It has not begun: the party has not received what it starts with."""
    OPEN = "open"
    CLOSED = "closed"


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """Until when one party may go to court, by which rule."""

    party: int
    rule: str
    start_on: date | None = None
    due_natural: date | None = None
    due_rolled: date | None = None
    is_provisional: bool = False
    state: WindowState = WindowState.NOT_SERVED


def award_windows(dispute: Dispute, given: Given) -> tuple[Window, ...]:
    """Every window of the award, for each present party by its own receipt, on the day given."""
    award = dispute.arbitration.award if dispute.arbitration else None
    if award is None:
        return ()
    return tuple(
        _window(party.no, rule, start_on, given)
        for party in dispute.parties
        if party.no in dispute.present_parties
        for rule, start_on in _starts(party.no, party.kind, award, dispute)
    )


def windows_to_sue(dispute: Dispute, given: Given) -> tuple[Window, ...]:
    """Those in which the award can still be sued against."""
    return tuple(window for window in award_windows(dispute, given) if window.rule in TO_SUE)


def _starts(
    no: int, kind: PartyKind, award: Award, dispute: Dispute
) -> list[tuple[str, date | None]]:
    received_on = award.received_on(no)
    found = [("SUIT.15", received_on)] if award.has_open else []
    if award.has_final:
        found.append(
            ("SUIT.15.W", received_on)
            if kind is PartyKind.WORKER
            else _to_set_aside(received_on, dispute)
        )
    if dispute.set_aside is not None and dispute.set_aside.is_granted:
        found.append(("SUIT.AFTER.SA", day_of(dispute.set_aside.served, no)))
    if award.refused_on is not None:
        found.append(("SUIT.AFTER.NE", day_of(award.refusal_served, no)))
    return found


def _to_set_aside(received_on: date | None, dispute: Dispute) -> tuple[str, date | None]:
    """The employer's window; a new one where the worker's suit ended without a judgment."""
    ended = [
        suit.ended_on
        for suit in dispute.suits
        if suit.ground is SuitGround.AFTER_AWARD and suit.ended_on and suit.judged_at is None
    ]
    return ("SETASIDE.BAR", ended[-1]) if ended else ("SETASIDE.30", received_on)


def _window(party: int, rule: str, start_on: date | None, given: Given) -> Window:
    if start_on is None:
        return Window(party=party, rule=rule)
    due = given.due(rule, start_on)
    is_over = given.occurred_on > due.due_rolled
    return Window(
        party=party,
        rule=rule,
        start_on=start_on,
        due_natural=due.due_natural,
        due_rolled=due.due_rolled,
        is_provisional=due.provisional,
        state=WindowState.CLOSED if is_over else WindowState.OPEN,
    )


def acceptance_due_on(arbitration: Arbitration, given: Given) -> date:
    """The last day for deciding on acceptance (ARB.ACCEPT)."""
    start_on = arbitration.deferred_until or arbitration.filed_on
    return given.due("ARB.ACCEPT", start_on).due_rolled


def award_due_on(arbitration: Arbitration, given: Given, *, extended: bool = False) -> date:
    """The last day for the award (ARB.AWARD), stays left out."""
    start_on = arbitration.accepted_on or arbitration.filed_on
    extension = given.rule("ARB.AWARD").extension if extended else 0
    due_on = given.due("ARB.AWARD", start_on, extension=extension).due_rolled
    stayed = arbitration.days_stayed
    if arbitration.stayed_on is not None:
        stayed += max((given.occurred_on - arbitration.stayed_on).days, 0)
    return max(due_on, arbitration.extended_until or due_on) + timedelta(days=stayed)
