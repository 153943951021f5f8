"""Decisions that take a fact as it is told: what another body decided stands as reported."""

from collections.abc import Callable
from typing import Any

from services.workflow.domain.dispute.command import Command, Decision
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.fact import Fact
from services.workflow.domain.given import Given

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
