"""Clocks of a payment order: what the court owes, the debtor's objection, the way into a suit."""

from collections.abc import Iterator
from datetime import date

from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.deadlines.joint_application import used_for
from services.workflow.domain.dispute.deadlines.succession import received_on
from services.workflow.domain.dispute.parts import (
    PartyKind,
    ReinforcementKind,
    ReinforcementResult,
)
from services.workflow.domain.dispute.records import PastReinforcement, Reinforcement
from services.workflow.domain.dispute.state import Dispute


def clocks(dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """PO.NOTIFY, PO.ISSUE, PO.SERVE, PO.OBJECT per debtor; after an order that ended PO.NOSUIT."""
    used = used_for(ReinforcementKind.PAYMENT_ORDER, dispute)
    if used is not None:
        yield from _before_court(used, basis)
        yield from objections(dispute, used, basis)
    ended = _ended_order(dispute)
    if ended is not None:
        yield _no_suit(ended, dispute, basis)


def _before_court(used: Reinforcement, basis: Basis) -> Iterator[ClockFacts]:
    yield ClockFacts(
        rule=basis.standing("PO.NOTIFY", used.applied_on),
        start_on=used.applied_on,
        met_on=used.docketed_on,
        ended_on=used.issued_on,
    )
    yield ClockFacts(
        rule=basis.standing("PO.ISSUE", used.docketed_on),
        start_on=used.docketed_on,
        met_on=used.issued_on,
    )
    yield ClockFacts(
        rule=basis.standing("PO.SERVE", used.issued_on),
        start_on=used.issued_on,
        met_on=min((one.on for one in used.served), default=None),
    )


def objections(dispute: Dispute, used: Reinforcement, basis: Basis) -> Iterator[ClockFacts]:
    """PO.OBJECT for each debtor from its receipt, also for one who left with nobody in its place."""
    for party in dispute.parties:
        start_on = received_on(used.received_on, party.no, dispute)
        is_concerned = start_on is not None or party.no in dispute.present_parties
        is_followed = dispute.followed_by(party.no) != party.no
        is_debtor = party.kind is PartyKind.EMPLOYER and not is_followed
        if not is_debtor or not is_concerned:
            continue
        yield ClockFacts(
            rule=basis.standing("PO.OBJECT", start_on),
            about=f"parties/{party.no}",
            start_on=start_on,
            ended_on=used.decided_on,
        )


def _ended_order(dispute: Dispute) -> PastReinforcement | None:
    """The last order, where it was objected to or a ruling that ended it was received."""
    orders = [
        past
        for past in dispute.past_reinforcements
        if past.kind is ReinforcementKind.PAYMENT_ORDER
        and (past.result is ReinforcementResult.OBJECTED or past.ruling_received_on)
    ]
    return orders[-1] if orders else None


def _no_suit(past: PastReinforcement, dispute: Dispute, basis: Basis) -> ClockFacts:
    """To say that one wants no suit; in silence the court has one, to be reported by it."""
    received_on = past.ruling_received_on
    return ClockFacts(
        rule=basis.standing("PO.NOSUIT", received_on),
        about=f"parties/{past.applicant}",
        start_on=received_on,
        ended_on=min(_later_ways(past, dispute), default=None),
    )


def _later_ways(past: PastReinforcement, dispute: Dispute) -> Iterator[date]:
    """Days on which something else was begun about the agreement since."""
    known = (
        dispute.reinforcement.applied_on if dispute.reinforcement else None,
        dispute.title.on if dispute.title else None,
        dispute.arbitration.filed_on if dispute.arbitration else None,
        *(suit.filed_on for suit in dispute.suits),
    )
    return (day for day in known if day is not None and day >= past.on)
