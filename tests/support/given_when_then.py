"""Given events, when a command, then events or a refusal: how decisions are tested."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self
from uuid import UUID

import pytest

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.decider import decide
from services.workflow.domain.dispute.events import DisputeSplitOff
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.lifecycle import MOVE, State, destinations
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import Refusal
from services.workflow.domain.fact import Fact
from services.workflow.domain.given import Actor, Given, Role
from services.workflow.domain.organisation import Organisation
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import national

DISPUTE = UUID("11111111-1111-5111-8111-111111111111")
TODAY = date(2026, 3, 10)
SEATED_HERE = Organisation(region="330281001")
"""The organisation that mediated, unless a test says otherwise."""


def clerk(organisation: UUID | None = None) -> Actor:
    return Actor(account="clerk", role=Role.CLERK, organisation=organisation)


def given_on(on: date, move: str = "accept_application", **brought: Any) -> Given:
    """What a decision is given on a day, with the national rules and the calendar of China."""
    brought.setdefault("took_part", (SEATED_HERE,))
    return Given(
        actor=brought.pop("actor", clerk()),
        today=brought.pop("today", max(on, TODAY)),
        occurred_on=on,
        rules=brought.pop("rules", None) or national(),
        calendar=calendar_for("330281"),
        is_binding=not MOVE[move].is_outside_fact,
        **brought,
    )


@dataclass
class Scenario:
    """A dispute's past, and what follows from the next command."""

    past: list[Any] = field(default_factory=list)
    given: Given | None = None

    @property
    def dispute(self) -> Dispute:
        return fold(self.past, DISPUTE)

    def stands(self, state: State) -> bool:
        """Whether the dispute is in this state now."""
        return self.dispute.state is state

    def when(self, command: Command, on: date = TODAY, **brought: Any) -> tuple[Any, ...]:
        """Decide; the events join the past. Every step is checked against the table of moves."""
        before = self.dispute
        self.given = given_on(on, command.move, **brought)
        events = decide(command, before, self.given)
        self.past.extend(e for e in events if _is_own(e))
        assert self.dispute.state in destinations(command.move, before.state)
        return events

    def refuses(self, command: Command, code: str, on: date = TODAY, **brought: Any) -> Refusal:
        """Decide; it must be refused with this code, and nothing happens."""
        given = given_on(on, command.move, **brought)
        with pytest.raises(Refusal) as caught:
            decide(command, self.dispute, given)
        assert caught.value.code == code
        assert caught.value.zh
        return caught.value

    def after(self, *commands: Any, on: date = TODAY) -> Self:
        """Take the commands (or (command, brought) pairs) as the past."""
        for entry in commands:
            command, brought = entry if isinstance(entry, tuple) else (entry, {})
            self.when(command, on, **brought)
        return self


def _is_own(event: Any) -> bool:
    """Whether the event goes to the dispute's own stream."""
    is_privileged = type(event).__module__.endswith("privileged")
    return not is_privileged and not isinstance(event, DisputeSplitOff)


def only(events: tuple[Fact, ...], kind: type[Any]) -> Any:
    """The one event, of this type."""
    (event,) = events
    assert isinstance(event, kind)
    return event
