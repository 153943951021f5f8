"""Which roads are open to a party: arbitration, payment order, direct suit, enforcement; and why not.

Each stands on one rule, whose words are its condition (法 15, 16; 解释(一) 13, 51; `law.md` 1.3, 7).
"""

from collections.abc import Callable
from enum import StrEnum

import msgspec

from services.workflow.domain.dispute.guards.reinforcing import ROUTE_NAMES, slot
from services.workflow.domain.dispute.guards.suit_grounds import open_grounds
from services.workflow.domain.dispute.guards.undertakings import (
    ARTICLE_16,
    WAGES,
    kinds_of,
    overdue,
)
from services.workflow.domain.dispute.lifecycle import allowed_moves
from services.workflow.domain.dispute.parts import (
    PartyKind,
    ReinforcementResult,
)
from services.workflow.domain.dispute.records import Agreement
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import PENDING, State
from services.workflow.domain.errors import MissingPrerequisite, Refusal
from services.workflow.domain.given import Given
from services.workflow.domain.legal import LegalRule

_TITLED = frozenset({State.ENFORCEABLE, State.IN_ENFORCEMENT})
_REFUSED = frozenset({ReinforcementResult.REFUSED, ReinforcementResult.NOT_ACCEPTED})


class RouteKind(StrEnum):
    """A road that a party can take."""

    ARBITRATION = "arbitration"
    PAYMENT_ORDER = "payment_order"
    DIRECT_SUIT = "direct_suit"
    ENFORCEMENT = "enforcement"


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """One road: the rule that is its condition, the move that takes it, and why it is not open."""

    kind: RouteKind
    move: str
    rule: LegalRule
    why_not: Refusal | None

    @property
    def is_open(self) -> bool:
        """Whether a party can take it now."""
        return self.why_not is None


def open_routes(dispute: Dispute, given: Given) -> tuple[Route, ...]:
    """Every road, open or not, as things stand on the day of `given`.

    `given.handler` is the dispute's own mediation organisation.
    """
    return tuple(
        Route(
            kind=kind,
            move=move,
            rule=given.rule(rule),
            why_not=_why_not(kind, move, dispute, given),
        )
        for kind, (move, rule) in _ROADS.items()
    )


_ROADS: dict[RouteKind, tuple[str, str]] = {
    RouteKind.ARBITRATION: ("arbitration_filed", "MED.FOLLOW"),
    RouteKind.PAYMENT_ORDER: ("apply_for_payment_order", "PO.RIGHT"),
    RouteKind.DIRECT_SUIT: ("litigation_filed", "SUIT.GROUND"),
    RouteKind.ENFORCEMENT: ("enforcement_applied", "ENF.INSTRUMENT"),
}


def _why_not(kind: RouteKind, move: str, dispute: Dispute, given: Given) -> Refusal | None:
    if kind is not RouteKind.ENFORCEMENT:
        if dispute.state in _TITLED:
            return _no("route_is_enforcement", "ENF.INSTRUMENT", given, number=dispute.instrument)
        if dispute.state in PENDING:
            return _pending(dispute, given)
    if move not in allowed_moves(dispute.state):
        rule = "ENF.INSTRUMENT" if kind is RouteKind.ENFORCEMENT else "PROCEDURE.ORDER"
        return _no("route_not_from_here", rule, given)
    return _CONDITIONS[kind](dispute, given)


def _arbitration(dispute: Dispute, given: Given) -> Refusal | None:
    """On an agreement only once it is not kept, or was refused; before one at any time (法 5)."""
    agreement = _agreement(dispute)
    if agreement is None or _was_refused(agreement, dispute) or overdue(agreement, given):
        return None
    return _no("nothing_overdue", "MED.FOLLOW", given)


def _payment_order(dispute: Dispute, given: Given) -> Refusal | None:
    agreement = _agreement(dispute)
    # The table opens it from an effective agreement alone.
    assert agreement is not None
    if not ARTICLE_16 & set(kinds_of(dispute, agreement).values()):
        return _no("payment_order_not_for_this", "PO.SCOPE", given)
    if not any(party.kind is PartyKind.WORKER for party in dispute.parties):
        return _no("order_is_for_workers", "PO.RIGHT", given)
    return _of_article_10(agreement, "PO.SCOPE", given) or _in_breach(agreement, "PO.BREACH", given)


def _direct_suit(dispute: Dispute, given: Given) -> Refusal | None:
    if open_grounds(dispute, given):
        return None
    agreement = _agreement(dispute)
    if agreement is None:
        is_awarded = dispute.arbitration is not None and dispute.arbitration.award is not None
        code = "route_not_from_here" if is_awarded else "arbitration_comes_first"
        return _no(code, "SUIT.GROUND", given)
    if set(kinds_of(dispute, agreement).values()) != WAGES:
        return _no("not_on_wages_alone", "SUIT.GROUND", given)
    return _of_article_10(agreement, "SUIT.GROUND", given) or _no(
        "nothing_overdue", "MED.FOLLOW", given
    )


def _enforcement(dispute: Dispute, given: Given) -> Refusal | None:
    """The instalments of an agreement are enforced once due; what else has a title, at once."""
    agreement = dispute.effective_agreement
    if agreement is None or not agreement.instalments or overdue(agreement, given):
        return None
    return _no("nothing_overdue", "ENF.INSTRUMENT", given)


_CONDITIONS: dict[RouteKind, Callable[[Dispute, Given], Refusal | None]] = {
    RouteKind.ARBITRATION: _arbitration,
    RouteKind.PAYMENT_ORDER: _payment_order,
    RouteKind.DIRECT_SUIT: _direct_suit,
    RouteKind.ENFORCEMENT: _enforcement,
}


def _agreement(dispute: Dispute) -> Agreement | None:
    """The agreement that the dispute rests on now; a draft under signature does not count."""
    is_there = dispute.state is State.AGREEMENT_EFFECTIVE
    return dispute.effective_agreement if is_there else None


def _was_refused(agreement: Agreement, dispute: Dispute) -> bool:
    """Whether a court or commission has turned this version down."""
    return any(
        past.result in _REFUSED and past.version == agreement.version
        for past in dispute.past_reinforcements
    )


def _of_article_10(agreement: Agreement, rule: str, given: Given) -> Refusal | None:
    on = agreement.effective_on
    assert on is not None
    if given.handler is not None and given.handler.is_article_10(on):
        return None
    return _no("not_of_article_10", rule, given, on=on.isoformat())


def _in_breach(agreement: Agreement, rule: str, given: Given) -> Refusal | None:
    return None if overdue(agreement, given) else _no("nothing_overdue", rule, given)


def _pending(dispute: Dispute, given: Given) -> Refusal:
    route_zh, route = ROUTE_NAMES[slot(dispute).kind]
    return _no("reinforcement_in_use", "REINFORCE.ONE", given, route=route, route_zh=route_zh)


def _no(code: str, rule: str, given: Given, **data: str) -> Refusal:
    return MissingPrerequisite(code, rule=given.rule(rule), allowed=(), **data)
