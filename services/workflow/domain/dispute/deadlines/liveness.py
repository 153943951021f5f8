"""What an open dispute waits for: its next clock, or a stated reason why there is none.

A dispute of which neither can be said has been forgotten; no command may leave one so.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum

import msgspec

from services.workflow.domain.dispute.deadlines.deadline import Deadline
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State


class WaitsFor(StrEnum):
    """Why no clock runs in an open dispute."""

    THE_PARTIES = "the_parties"
    """The parties choose a road; no period holds them but limitation, whose start is not known."""
    SERVICE = "service"
    """A ruling, award or judgment has still to reach a party: its window starts then."""
    PERFORMANCE = "performance"
    """A duty without an agreed day is to be performed."""
    CLOSING = "closing"
    """All is performed, or has its title: it can be closed."""
    THE_COURT = "the_court"
    """A court has it, in a step for which the law sets no period."""
    THE_COMMISSION = "the_commission"
    """A commission has it, in a step for which the law sets no period."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Either the deadline that comes next, or why there is none."""

    deadline: Deadline | None = None
    reason: WaitsFor | None = None


def next_clock(deadlines: Iterable[Deadline]) -> Deadline | None:
    """The open deadline that is due first; of what has lapsed and is not met the longest overdue.

    A retention term is no clock of the procedure, and a warning counts only where nothing else runs.
    """
    open_ones = [one for one in deadlines if one.is_open and not one.facts.outlives_closing]
    firm = [one for one in open_ones if not one.facts.is_warning]
    return min(firm or open_ones, key=lambda one: (one.due_on, one.key), default=None)


def waiting(dispute: Dispute, deadlines: Iterable[Deadline]) -> Waiting:
    """What an open dispute waits for. Both fields none: nobody looks after it, a fault."""
    found = next_clock(deadlines)
    if found is not None:
        return Waiting(deadline=found)
    reasons = _REASONS.get(dispute.state, ())
    return Waiting(reason=next((r for r, holds in reasons if holds(dispute)), None))


def is_alive(dispute: Dispute, deadlines: Iterable[Deadline]) -> bool:
    """Whether an open dispute has a custodian, somebody who acts, and a next clock or a reason."""
    if not dispute.is_open:
        return True
    it = waiting(dispute, deadlines)
    has_somebody = dispute.custodian is not None and dispute.handler is not None
    return has_somebody and (it.deadline is not None or it.reason is not None)


def _always(_dispute: Dispute) -> bool:
    return True


def _is_performed(dispute: Dispute) -> bool:
    agreement = dispute.effective_agreement
    return agreement is not None and agreement.is_performed


Reasons = tuple[tuple[WaitsFor, Callable[[Dispute], bool]], ...]
_REASONS: dict[State, Reasons] = {
    State.DECLINED: ((WaitsFor.THE_PARTIES, _always),),
    State.MEDIATION_FAILED: ((WaitsFor.THE_PARTIES, _always),),
    State.SUIT_OPEN: ((WaitsFor.THE_PARTIES, _always),),
    State.AGREEMENT_EFFECTIVE: (
        (WaitsFor.CLOSING, _is_performed),
        (WaitsFor.PERFORMANCE, _always),
    ),
    State.CONFIRMATION_PENDING: ((WaitsFor.THE_COURT, _always),),
    State.REVIEW_PENDING: ((WaitsFor.THE_COMMISSION, _always),),
    State.PAYMENT_ORDER_PENDING: ((WaitsFor.THE_COURT, _always),),
    State.ENFORCEABLE: ((WaitsFor.CLOSING, _is_performed), (WaitsFor.PERFORMANCE, _always)),
    State.AWARD_ISSUED: ((WaitsFor.SERVICE, _always),),
    State.IN_LITIGATION: ((WaitsFor.THE_COURT, _always),),
    State.IN_ENFORCEMENT: ((WaitsFor.THE_COURT, _always),),
}
"""By state, the reasons that may hold, tried in order. A state that is not here always has a clock."""
