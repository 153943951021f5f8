"""What an open dispute waits for: its next clock, or a stated reason why there is none.

A dispute of which neither can be said has been forgotten; no command may leave one so.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Final

import msgspec

from services.workflow.domain.dispute.deadlines.agreement import OF_AN_AGREEMENT
from services.workflow.domain.dispute.deadlines.arbitration import awaits_correction
from services.workflow.domain.dispute.deadlines.deadline import Deadline
from services.workflow.domain.dispute.deadlines.succession import served_on
from services.workflow.domain.dispute.grants import PERMISSIONS
from services.workflow.domain.dispute.lifecycle import MOVE, allowed_moves
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.given import Role


class WaitsFor(StrEnum):
    """Why no clock runs in an open dispute; `REASONS` has the words."""

    THE_PARTIES = "the_parties"
    SIGNATURES = "signatures"
    SERVICE = "service"
    PERFORMANCE = "performance"
    CLOSING = "closing"
    THE_COURT = "the_court"
    THE_COMMISSION = "the_commission"


REASONS: Final[dict[WaitsFor, tuple[str, str]]] = {
    WaitsFor.THE_PARTIES: (
        "由当事人选择下一步：除仲裁时效外，没有期间约束",
        "the parties choose what comes next; no period but limitation binds them",
    ),
    WaitsFor.SIGNATURES: (
        "变更后的协议待签署，原协议继续有效；签署没有法定期间",
        "an amended agreement is to be signed while the old one stands; no period is set for that",
    ),
    WaitsFor.SERVICE: (
        "文书尚未送达全部当事人，送达后才起算",
        "a ruling, award or judgment has still to reach a party; its window starts then",
    ),
    WaitsFor.PERFORMANCE: (
        "义务待履行，没有另定的到期日",
        "what was agreed or ordered is to be performed, and no further day is set for it",
    ),
    WaitsFor.CLOSING: ("已履行完毕，可以结案", "all of it is performed, so it can be closed"),
    WaitsFor.THE_COURT: (
        "由法院办理，这一步法律没有规定期间，或者没有记录其起算之日",
        "a court has it, in a step without a period, or whose first day is not recorded",
    ),
    WaitsFor.THE_COMMISSION: (
        "由仲裁委员会办理，其期间已过或者这一步没有期间",
        "a commission has it, and its period has passed or this step has none",
    ),
}
"""In Chinese and English."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Either the deadline that comes next, or why there is none."""

    deadline: Deadline | None = None
    reason: WaitsFor | None = None


def next_clock(deadlines: Iterable[Deadline]) -> Deadline | None:
    """The open deadline that is due first; of what has lapsed and is not met the longest overdue.

    A retention term is no clock of the procedure; a warning is none that holds anybody to anything.
    """
    return min(filter(_is_firm, deadlines), key=lambda one: (one.due_on, one.key), default=None)


def waiting(dispute: Dispute, deadlines: Iterable[Deadline]) -> Waiting:
    """What an open dispute waits for. Both fields none: nobody looks after it, a fault."""
    found = next_clock(deadlines)
    if found is not None:
        return Waiting(deadline=found)
    return Waiting(reason=_reason(dispute))


def is_alive(dispute: Dispute, deadlines: Iterable[Deadline]) -> bool:
    """Whether an open dispute has a custodian, somebody who may act, and a next clock or a reason."""
    if not dispute.is_open:
        return True
    has_body = dispute.custodian is not None and dispute.handler is not None
    # The reason first: where one holds, no clock has to be counted.
    has_reason_or_clock = _reason(dispute) is not None or any(map(_is_firm, deadlines))
    return has_body and has_reason_or_clock and _somebody_may_act(dispute)


def _is_firm(one: Deadline) -> bool:
    return one.is_open and not one.facts.outlives_closing and not one.facts.is_warning


def _reason(dispute: Dispute) -> WaitsFor | None:
    reasons = _REASONS_OF.get(dispute.state, ())
    return next((reason for reason, holds in reasons if holds(dispute)), None)


def _somebody_may_act(dispute: Dispute) -> bool:
    """Whether a role has a grant for a move from here that time does not make by itself."""
    moves = (MOVE[name] for name in allowed_moves(dispute.state))
    return any(set(PERMISSIONS[move.name]) - {Role.SYSTEM} for move in moves if not move.is_lapse)


def _always(_dispute: Dispute) -> bool:
    return True


def _is_performed(dispute: Dispute) -> bool:
    """What was agreed is performed, and nothing but the agreement says what is to be."""
    agreement, title = dispute.effective_agreement, dispute.title
    is_agreed = title is None or title.instrument in OF_AN_AGREEMENT
    return is_agreed and agreement is not None and agreement.is_performed


def _is_being_amended(dispute: Dispute) -> bool:
    return dispute.standing is not None


def _waits_for_service(dispute: Dispute) -> bool:
    """Whether a party has still to receive the award."""
    award = dispute.arbitration.award if dispute.arbitration else None
    return award is not None and any(
        served_on(award.served, no, dispute) is None for no in dispute.present_parties
    )


def _is_silent(dispute: Dispute) -> bool:
    return dispute.arbitration is not None and dispute.arbitration.is_silent


Reasons = tuple[tuple[WaitsFor, Callable[[Dispute], bool]], ...]
_REASONS_OF: Final[dict[State, Reasons]] = {
    State.DECLINED: ((WaitsFor.THE_PARTIES, _always),),
    State.AGREED: ((WaitsFor.SIGNATURES, _is_being_amended),),
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
    State.ARBITRATION_FILED: (
        (WaitsFor.THE_COMMISSION, _is_silent),
        (WaitsFor.THE_PARTIES, awaits_correction),
    ),
    State.AWARD_ISSUED: (
        (WaitsFor.SERVICE, _waits_for_service),
        (WaitsFor.THE_PARTIES, _always),
    ),
    State.IN_LITIGATION: ((WaitsFor.THE_COURT, _always),),
    State.IN_ENFORCEMENT: ((WaitsFor.THE_COURT, _always),),
}
"""By state, the reasons that may hold, tried in order. A state that is not here always has a clock."""
