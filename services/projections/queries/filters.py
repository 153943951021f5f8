"""Which disputes a list is about, and which of them this caller may see: as conditions in SQL."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from services.workflow.recorded.views import (
    Channel,
    ClaimKind,
    ReinforcementKind,
    Relation,
    Scope,
    State,
)


class Stage(StrEnum):
    """States that belong together."""

    INTAKE = "intake"
    MEDIATION = "mediation"
    AGREEMENT = "agreement"
    REINFORCEMENT = "reinforcement"
    FAILED = "failed"
    ARBITRATION = "arbitration"
    COURT = "court"
    ENDED = "ended"


STAGES: dict[Stage, tuple[State, ...]] = {
    Stage.INTAKE: (State.REGISTERED, State.AWAITING_CORRECTION),
    Stage.MEDIATION: (
        State.ACCEPTED,
        State.IN_MEDIATION,
        State.MEDIATION_SUSPENDED,
        State.AGREED,
    ),
    Stage.AGREEMENT: (State.AGREEMENT_EFFECTIVE, State.ENFORCEABLE),
    Stage.REINFORCEMENT: (
        State.CONFIRMATION_PENDING,
        State.REVIEW_PENDING,
        State.PAYMENT_ORDER_PENDING,
    ),
    Stage.FAILED: (State.DECLINED, State.MEDIATION_FAILED),
    Stage.ARBITRATION: (State.ARBITRATION_FILED, State.IN_ARBITRATION, State.AWARD_ISSUED),
    Stage.COURT: (State.SUIT_OPEN, State.IN_LITIGATION, State.IN_ENFORCEMENT),
    Stage.ENDED: (State.CLOSED, State.ARCHIVED),
}
_OPEN_OFFER = "d.handovers @> jsonb_build_array(jsonb_build_object('is_open', true))"
_OPEN_SLOT = "jsonb_build_array(jsonb_build_object('is_open', true, 'kind', {}::text))"


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; what is not given does not narrow the list."""

    state: State | None = None
    stage: Stage | None = None
    region: str | None = None
    """Region code; what lies within it is found too."""
    organisation: UUID | None = None
    custodian: UUID | None = None
    pending_before: UUID | None = None
    """The commission or court that is seised while an organisation mediates for it."""
    has_offer: bool | None = None
    """Whether an offer of hand-over is in flight."""
    is_breached: bool | None = None
    """Whether an instalment is due and unpaid."""
    reinforcement: ReinforcementKind | None = None
    """What is now asked of a court or commission."""
    channel: Channel | None = None
    claim_kind: ClaimKind | None = None
    received_from: date | None = None
    received_to: date | None = None
    """The last day, included."""
    is_sample: bool | None = None
    is_open: bool | None = None
    text: str | None = None
    """Beginning of a case number, or the whole name or credit code of an employer."""
    ids: tuple[UUID, ...] | None = None


class Conditions:
    """Conditions joined by AND, and the values they name."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._said: list[str] = []

    def add(self, condition: str, *values: Any) -> None:
        """A condition with `{}` in the place of each value."""
        first = len(self.values) + 1
        numbers = [f"${no}" for no in range(first, first + len(values))]
        self.values.extend(values)
        self._said.append(condition.format(*numbers))

    @property
    def where(self) -> str:
        """What stands after WHERE."""
        return " AND ".join(self._said) or "true"


_CONDITIONS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "state": ("d.state = {}", str),
    "stage": ("d.state = ANY ({})", lambda stage: [str(state) for state in STAGES[stage]]),
    "pending_before": ("d.pending_before = {}", lambda value: value),
    "has_offer": (f"({_OPEN_OFFER}) = {{}}", lambda value: value),
    "is_breached": ("d.is_breached = {}", lambda value: value),
    "reinforcement": (f"d.reinforcements @> {_OPEN_SLOT}", str),
    "region": ("d.region LIKE {}", lambda code: prefix(area(code))),
    "organisation": ("d.organisation = {}", lambda value: value),
    "custodian": ("d.custodian = {}", lambda value: value),
    "channel": ("d.channel = {}", str),
    "claim_kind": ("d.claim_kind = {}", str),
    "received_from": ("d.received_on >= {}", lambda value: value),
    "received_to": ("d.received_on <= {}", lambda value: value),
    "is_sample": ("d.is_sample = {}", lambda value: value),
    "is_open": ("(d.state NOT IN ('closed', 'archived')) = {}", lambda value: value),
    "ids": ("d.dispute = ANY ({})", list),
}


def conditions(filters: Filters, scope: Scope) -> Conditions:
    """What is asked for, within what the caller may read."""
    found = visible(scope)
    for name, (condition, sent) in _CONDITIONS.items():
        value = getattr(filters, name)
        if value is not None:
            found.add(condition, sent(value))
    if filters.text:
        found.add(
            "(d.case_number LIKE {} OR d.employers @> ARRAY[{}::text])",
            prefix(filters.text),
            filters.text,
        )
    return found


def visible(scope: Scope) -> Conditions:
    """What the caller may read; the same rule as for a single dispute of the write side."""
    found = Conditions()
    match scope.relation:
        case Relation.NONE:
            pass
        case Relation.OWN_REGION:
            found.add("d.region LIKE {}", prefix(scope.value))
        case Relation.INVOLVED:
            found.add("d.involved @> ARRAY[{}::uuid]", UUID(scope.value))
        case _:
            raise ValueError(f"no list is about {scope.relation}")
    return found


def area(code: str) -> str:
    """The digits that every region within this one begins with: those of 650100, a city, are 6501."""
    return code.removesuffix("00").removesuffix("00") if len(code) == len("650100") else code


def prefix(text: str) -> str:
    """A pattern for LIKE: whatever begins with the text, taken literally."""
    for special in ("\\", "%", "_"):
        text = text.replace(special, f"\\{special}")
    return f"{text}%"


def still_open(row: str) -> str:
    """For a row of `deadlines_due` and a day: it is not a right that has ended unused by then.

    Its row stays: a calendar that is entered late may let it live again.
    """
    return (
        f"NOT ({row}.status = 'running' AND {row}.due_rolled < {{}}::date"
        f" AND ({row}.facts ->> 'is_over_once_lapsed')::boolean)"
    )
