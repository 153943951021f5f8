"""Decisions that take a fact as it is told: what another body decided stands as reported."""

from collections.abc import Callable
from datetime import date
from typing import Any

from services.workflow.domain.dispute.command import Command, Decision
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.fact import Fact
from services.workflow.domain.given import Given

_ON_ARBITRATION = frozenset(
    {
        "arbitration_accepted",
        "arbitration_not_accepted",
        "hearing_listed",
        "hearing_held",
        "award_issued",
        "arbitral_statement_served",
        "arbitration_withdrawn",
        "arbitration_deemed_withdrawn",
    }
)
_ON_SUIT = frozenset(
    {"judgment_given", "court_statement_served", "litigation_withdrawn", "litigation_dismissed"}
)
_ON_SETTING_ASIDE = frozenset({"set_aside_granted", "set_aside_dismissed"})
_ON_AGREEMENT = ("confirmation_", "review_", "payment_order_")
_WHEN = frozenset({"occurred_on", "occurred_at"})


def happened(kind: Callable[..., Fact], given: Given, /, **fields: Any) -> Any:
    """An event of this type, at the time at which the command says that it took place."""
    return kind(occurred_on=given.occurred_on, occurred_at=given.occurred_at, **fields)


def told(kind: Callable[..., Fact], *guards: Callable[[Any, Dispute, Given], None]) -> Decision:
    """A decision whose event has the fields of its command, once the guards have let it pass."""

    def decide(command: Command, dispute: Dispute, given: Given) -> tuple[Any, ...]:
        for guard in guards:
            guard(command, dispute, given)
        fields = {
            name: getattr(command, name) for name in command.__struct_fields__ if name not in _WHEN
        }
        return (happened(kind, given, **fields),)

    return decide


def require_asked(move: str, dispute: Dispute, given: Given) -> None:
    """Note what a body is told to have done before the day of what it answers."""
    asked_on = _asked_on(move, dispute)
    if asked_on is not None and not given.is_binding:
        given.require(
            given.occurred_on >= asked_on,
            "answered_before_asked",
            occurred_on=given.occurred_on.isoformat(),
            asked_on=asked_on.isoformat(),
        )


def _asked_on(move: str, dispute: Dispute) -> date | None:
    """The day of the application, filing or suit that the move answers, where it answers one."""
    if move in _ON_ARBITRATION:
        return dispute.arbitration.filed_on if dispute.arbitration else None
    if move in _ON_SUIT:
        return dispute.open_suit.filed_on if dispute.open_suit else None
    if move in _ON_SETTING_ASIDE:
        return dispute.set_aside.filed_on if dispute.set_aside else None
    if move.startswith("enforcement_"):
        return dispute.enforcement.applied_on if dispute.enforcement else None
    if move.startswith(_ON_AGREEMENT):
        return dispute.reinforcement.applied_on if dispute.reinforcement else None
    return None
