"""Disputes about claims of several kinds, and what bears on their limitation."""

from datetime import date
from typing import Any

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    Claim,
    ClaimKind,
    LimitationFactKind,
    LimitationSuspensionCause,
    Post,
)
from services.workflow.domain.dispute.stages.parties.parties import RecordEmployment
from services.workflow.domain.dispute.stages.record.limitation import (
    RecordLimitationFact,
    RecordLimitationSuspension,
)
from services.workflow.domain.values.money import Fen
from tests.support.builders import registered
from tests.support.given_when_then import Scenario


def claim(known_on: str | None = None, kind: ClaimKind = ClaimKind.DAMAGES, no: int = 1) -> Claim:
    known = date.fromisoformat(known_on) if known_on else None
    return Claim(no=no, kind=kind, amount=Fen(100_000), known_on=known)


def wages(no: int = 1, known_on: str | None = None) -> Claim:
    return claim(known_on, ClaimKind.REMUNERATION, no)


def of(*claims: Claim, received: str = "2026-03-02") -> Scenario:
    """A dispute about these claims, applied for on that day."""
    return registered(date.fromisoformat(received), claims=claims)


def employed_until(day: str | None, post: Post | None = None, party: int = 1) -> RecordEmployment:
    ended_on = date.fromisoformat(day) if day else None
    return RecordEmployment(party=party, started_on=date(2019, 4, 1), ended_on=ended_on, post=post)


def fact(kind: LimitationFactKind, day: str, *claims: int, **changes: Any) -> RecordLimitationFact:
    values: dict[str, Any] = {"evidence": "书面材料"} | changes
    return RecordLimitationFact(
        kind=kind, happened_on=date.fromisoformat(day), claims=claims, **values
    )


def stopped(first: str, last: str | None = None, *claims: int) -> RecordLimitationSuspension:
    return RecordLimitationSuspension(
        cause=LimitationSuspensionCause.FORCE_MAJEURE,
        first_on=date.fromisoformat(first),
        last_on=date.fromisoformat(last) if last else None,
        claims=claims,
        evidence="封控通告",
    )


def happened(scenario: Scenario, *events: e.Event) -> Scenario:
    """The scenario with more in its past, whatever brought it there."""
    scenario.past.extend(events)
    return scenario
