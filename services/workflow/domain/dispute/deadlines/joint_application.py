"""The windows in which both sides may jointly apply for confirmation or review of an agreement."""

from collections.abc import Iterator
from datetime import date

from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.parts import (
    Excuse,
    ReinforcementKind,
    ReinforcementResult,
)
from services.workflow.domain.dispute.records import Agreement, Reinforcement
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import PENDING, State

_RULES = {
    ReinforcementKind.CONFIRMATION: ("CONF.APPLY", "CONF.EXCUSE"),
    ReinforcementKind.REVIEW: ("REV.APPLY", "REV.EXCUSE"),
}
_ON_THE_AGREEMENT = frozenset({State.AGREEMENT_EFFECTIVE, State.AGREED, *PENDING})
"""Where the dispute still rests on its agreement alone."""


def windows(kind: ReinforcementKind, dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """The window, from the day the agreement took effect; and that of an excuse, where one was told.

    It runs on while another route is tried, and again when this one came to nothing.
    """
    agreement = dispute.effective_agreement
    if agreement is None:
        return
    rule, excuse_rule = _RULES[kind]
    used = used_for(kind, dispute)
    yield ClockFacts(
        rule=basis.standing(rule, agreement.effective_on),
        start_on=agreement.effective_on,
        met_on=_applied_on(used) if used else None,
        ended_on=_ended_on(kind, agreement, dispute),
        is_over_once_lapsed=True,
    )
    if used and used.excused_on and used.excuse is not Excuse.POSTED_IN_TIME:
        yield ClockFacts(
            rule=basis.standing(excuse_rule, used.excused_on),
            start_on=used.excused_on,
            met_on=used.applied_on,
        )


def used_for(kind: ReinforcementKind, dispute: Dispute) -> Reinforcement | None:
    """The use of the slot for this, if it is the one that is under way or came to an instrument."""
    slot = dispute.reinforcement
    return slot if slot is not None and slot.kind is kind else None


def _applied_on(used: Reinforcement) -> date:
    """What was posted in time was done on the day it was posted (民事诉讼法 85)."""
    is_posted = used.excuse is Excuse.POSTED_IN_TIME
    return used.excused_on if is_posted and used.excused_on else used.applied_on


def _ended_on(kind: ReinforcementKind, agreement: Agreement, dispute: Dispute) -> date | None:
    """Day since which an application is out of the question, whatever the reason."""
    refused = (
        past.on
        for past in dispute.past_reinforcements
        if (past.kind, past.result, past.version)
        == (kind, ReinforcementResult.REFUSED, agreement.version)
    )
    days = (
        *refused,
        dispute.title.on if dispute.title else None,
        _performed_on(agreement, dispute),
        *_left_on(dispute),
    )
    ended_on = min((day for day in days if day is not None), default=None)
    # What a mandate came to may take effect before a body that had the dispute long before.
    begun_on = agreement.effective_on or ended_on
    return max(ended_on, begun_on) if ended_on and begun_on else None


def _performed_on(agreement: Agreement, dispute: Dispute) -> date | None:
    """The day of the last payment; a duty in words has none, and nor has a corrected sum."""
    if not agreement.is_performed:
        return None
    return max((day for day, _, _ in agreement.payments), default=dispute.last_on)


def _left_on(dispute: Dispute) -> Iterator[date]:
    """The day on which the dispute went to a commission or a court that still has it, or had."""
    before = dispute.before_closing
    state = before.state if before and not dispute.is_open else dispute.state
    if state in _ON_THE_AGREEMENT:
        return
    if dispute.arbitration is not None:
        yield dispute.arbitration.filed_on
    yield from (suit.filed_on for suit in dispute.suits)
