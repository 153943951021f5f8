"""What confirmation, review and payment order have in common: an effective agreement, its one slot."""

from services.workflow.domain.dispute.command import Readiness
from services.workflow.domain.dispute.guards.named import require_parties
from services.workflow.domain.dispute.lifecycle import allowed_moves
from services.workflow.domain.dispute.parts import (
    Instrument,
    ReinforcementKind,
    ReinforcementResult,
    Side,
)
from services.workflow.domain.dispute.records import Agreement, Reinforcement
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import PENDING, State
from services.workflow.domain.errors import NotAllowedInThisState
from services.workflow.domain.given import Given

ROUTE_NAMES: dict[ReinforcementKind, tuple[str, str]] = {
    ReinforcementKind.CONFIRMATION: ("司法确认", "judicial confirmation"),
    ReinforcementKind.REVIEW: ("仲裁审查", "arbitration review"),
    ReinforcementKind.PAYMENT_ORDER: ("支付令", "a payment order"),
}
"""Chinese, English."""
_ENDS = {
    ReinforcementKind.CONFIRMATION: "confirmation_withdrawn",
    ReinforcementKind.REVIEW: "review_withdrawn",
    ReinforcementKind.PAYMENT_ORDER: "payment_order_void",
}
_TITLED = frozenset({State.ENFORCEABLE, State.IN_ENFORCEMENT})
_SIDES = ((Side.CLAIMANT, "申请人"), (Side.RESPONDENT, "被申请人"))


def binding(dispute: Dispute) -> Agreement:
    """The agreement that binds; the table lets a dispute no further without one."""
    agreement = dispute.effective_agreement
    assert agreement is not None
    return agreement


def slot(dispute: Dispute) -> Reinforcement:
    """The use of the slot that is under way or ended in an instrument."""
    # A state in which a court or commission answers has one.
    assert dispute.reinforcement is not None
    return dispute.reinforcement


def require_not_refused(
    dispute: Dispute, kind: ReinforcementKind, given: Given, *, rule: str
) -> None:
    """Refuse the same version again: what the body refused must be amended first."""
    version = binding(dispute).version
    given.require(
        (kind, ReinforcementResult.REFUSED, version)
        not in {(past.kind, past.result, past.version) for past in dispute.past_reinforcements},
        "version_refused_already",
        rule=rule,
        allowed=("amend_agreement", "offer_referral", "arbitration_filed", "close_dispute"),
        version=version,
    )


def require_joint(
    dispute: Dispute, applicants: tuple[int, ...], given: Given, code: str, *, rule: str
) -> None:
    """Refuse parties that are none, and an application in which a party of a side is missing."""
    require_parties(applicants, dispute, given)
    missing = [zh for side, zh in _SIDES if not dispute.side(side) <= set(applicants)]
    given.require(not missing, code, rule=rule, missing="、".join(missing))


def require_no_title(dispute: Dispute, given: Given) -> None:
    """Refuse a second enforceable title while one stands."""
    given.require(
        dispute.title is None, "enforceable_already", rule="REINFORCE.ONE",
        number=dispute.instrument,
    )  # fmt: skip


def _tell_of_slot(dispute: Dispute, given: Given) -> None:
    """Where the slot is in use, that is the reason; the state alone would not say it."""
    if dispute.state in PENDING:
        kind = slot(dispute).kind
        route_zh, route = ROUTE_NAMES[kind]
        raise _not_from_here(
            "reinforcement_in_use", "REINFORCE.ONE", dispute, given, _ENDS[kind],
            route=route, route_zh=route_zh,
        )  # fmt: skip
    if dispute.state in _TITLED:
        raise _not_from_here(
            "enforceable_already", "REINFORCE.ONE", dispute, given, number=dispute.instrument
        )


def _tell_of_ruling(dispute: Dispute, given: Given) -> None:
    title = dispute.title
    is_ruling = title is not None and title.instrument is Instrument.CONFIRMATION_RULING
    if is_ruling and dispute.state in _TITLED:
        raise _not_from_here(
            "confirmed_already", "REV.SCOPE", dispute, given, number=dispute.instrument
        )
    _tell_of_slot(dispute, given)


def _not_from_here(
    code: str, rule: str, dispute: Dispute, given: Given, *ends: str, **data: str
) -> NotAllowedInThisState:
    possible = allowed_moves(dispute.state)
    wanted = (*ends, "enforcement_applied", "record_performance", "close_dispute")
    allowed = tuple(move for move in wanted if move in possible)
    return NotAllowedInThisState(code, rule=given.rule(rule), allowed=allowed, **data)


OUT_OF_ORDER: Readiness = {
    "apply_for_confirmation": _tell_of_slot,
    "apply_for_review": _tell_of_ruling,
    "apply_for_payment_order": _tell_of_slot,
}
"""Told instead of there being no such move from here, where more can be said."""
