"""Which disputes a list is about, and which of them this caller may see: as conditions in SQL."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from services.workflow.recorded.views import Channel, ClaimKind, Relation, Scope, State


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; what is not given does not narrow the list."""

    state: State | None = None
    region: str | None = None
    """Region code; what lies within it is found too."""
    organisation: UUID | None = None
    custodian: UUID | None = None
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
