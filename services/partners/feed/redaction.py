"""What of an event a partner is told: values of kinds that may pass, in fields that its profile lists.

Nothing passes by not being forbidden. A value passes because its declared type is an id, a number,
a day, a code or money, or because it is plain text under a name that stands for a reference. What
people wrote, and who somebody is, has other types; so has whatever is invented later.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, NamedTuple, Union, get_args, get_origin
from uuid import UUID

import msgspec

from services.partners.profiles.partner import Partner
from services.projections.withholding import kinds_of_papers
from services.workflow.domain.dispute.events import Event, FactCorrected
from services.workflow.domain.dispute.guards.correctable import kind_of
from services.workflow.domain.dispute.guards.corrected_values import Kind
from services.workflow.domain.dispute.parts import Party
from services.workflow.domain.dispute.permissions import may_be_told
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.sealed import Sealed
from services.workflow.recorded.codec import encode_value
from services.workflow.recorded.metadata import Recorded

PASSING: Final = (UUID, date, datetime, bool, int, Fen, RegionCode)
"""Types of values that pass, beside enumerations."""
REFERENCES: Final = frozenset(
    """
    case_number number reference seised_reference ruling_number receipt_number
    region rule mandate_rule stage mandate_before field dependents
    """.split()
)
"""Names of plain text that passes: numbers of files and rulings, codes of our own."""
_KEPT_BACK: Final[Mapping[type, frozenset[str]]] = {Party: frozenset({"region"})}
"""What has a type that passes and yet tells where somebody lives."""
_TOLD_CORRECTIONS: Final = frozenset({Kind.REGION, Kind.COUNT, Kind.AMOUNT, Kind.DAY, Kind.CAUSE})
ANSWERS: Final = "-answers."
"""How a profile's entry begins that leaves a member out of whatever is told."""
_KINDS: Final = frozenset(get_args(Event))
_encoder = msgspec.json.Encoder(enc_hook=encode_value, order="sorted")

Pick = Callable[[Any], Any]
"""What is told of a value."""


class View(NamedTuple):
    """What of an event is told, whoever is told it; partners with the same view get the same bytes."""

    fields: tuple[str, ...]
    hidden_documents: tuple[str, ...]


def told(
    recorded: Recorded, dispute: Dispute, partner: Partner, *, before: Dispute | None = None
) -> bytes | None:
    """What a partner is told of an event that made the dispute what it is; None where nothing.

    CloudEvents 1.0 as canonical JSON (RFC 8785): the same bytes in every process.
    """
    if not may_be_told(partner.actor, before or dispute, dispute):
        return None
    return shown(recorded, dispute, view_of(partner))


def view_of(partner: Partner) -> View:
    """What its profile lets it see."""
    return View(tuple(partner.fields), tuple(partner.hidden_documents))


def shown(recorded: Recorded, dispute: Dispute, view: View) -> bytes | None:
    """The same for somebody who may be told."""
    event = recorded.event
    kind: type[Fact] = type(event)
    picks = _picks(kind, view.fields) if kind in _KINDS else None
    if picks is None or kinds_of_papers(event, dispute) & set(view.hidden_documents):
        return None
    left_out = _left_out(view.fields)
    return _encoder.encode(_cloud_event(recorded, dispute, _picked(event, picks), left_out))


def passing(kind: type[msgspec.Struct]) -> frozenset[str]:
    """Names of the fields of an event, or of a part of one, that a partner may ever be told."""
    return frozenset(_of_struct(kind, frozenset()))


def chapter_of(kind: type[Fact]) -> str:
    """The chapter of the procedure that an event belongs to, as profiles name it."""
    return kind.__module__.rsplit(".", 1)[1]


def _cloud_event(
    recorded: Recorded, dispute: Dispute, event: dict[str, Any], left_out: frozenset[str]
) -> dict[str, Any]:
    kind = type(recorded.event)
    data = {
        "dispute": recorded.stream_id,
        "case_number": dispute.case_number,
        "version": recorded.version,
        "position": recorded.position,
        "occurred_on": recorded.event.occurred_on,
        "state": dispute.state,
        "custodian": dispute.custodian,
        "event": event,
    }
    return {
        "specversion": "1.0",
        "type": f"fengqiao.event.{kind.__name__}.v{kind.class_version}",
        "source": "urn:fengqiao",
        "id": str(recorded.position),
        "subject": str(recorded.stream_id),
        "time": recorded.recorded_at,
        "datacontenttype": "application/json",
        "data": {n: v for n, v in data.items() if n not in left_out} if left_out else data,
    }


def _picked(event: Fact, picks: Mapping[str, Pick]) -> dict[str, Any]:
    found = {name: pick(getattr(event, name)) for name, pick in picks.items()}
    if isinstance(event, FactCorrected) and kind_of(event.field) in _TOLD_CORRECTIONS:
        told_values = {"old": event.old, "new": event.new}
        return found | (told_values if "field" in found else {})
    return found


@cache
def _left_out(fields: tuple[str, ...]) -> frozenset[str]:
    """Names of members that the profile leaves out of every answer, at any depth."""
    return frozenset(one.removeprefix(ANSWERS) for one in fields if one.startswith(ANSWERS))


@cache
def _picks(kind: type[Fact], fields: tuple[str, ...]) -> Mapping[str, Pick] | None:
    """What is told of an event of this type, by field; None where its chapter is not told of."""
    chapter = chapter_of(kind)
    listed = {one for one in fields if one in ("*", chapter) or one.startswith(f"{chapter}.")}
    if not listed or {"-*", f"-{chapter}"} & set(fields):
        return None
    return {
        name: pick
        for name, pick in _of_struct(kind, _left_out(fields)).items()
        if f"-{chapter}.{name}" not in fields
        and ({"*", chapter} & listed or f"{chapter}.{name}" in listed)
    }


@cache
def _of_struct(kind: type[msgspec.Struct], left_out: frozenset[str]) -> Mapping[str, Pick]:
    kept_back = _KEPT_BACK.get(kind, frozenset()) | left_out
    found = {
        field.name: _pick(field.type, left_out, is_reference=field.name in REFERENCES)
        for field in msgspec.structs.fields(kind)
        if field.name not in kept_back
    }
    return {name: pick for name, pick in found.items() if pick is not None}


def _pick(declared: Any, left_out: frozenset[str], *, is_reference: bool) -> Pick | None:
    """How a value of a declared type is told; None where it is not."""
    if get_origin(declared) in (Union, UnionType):
        others = [one for one in get_args(declared) if one is not NoneType]
        # A text that may be sealed is one that somebody wrote: it has two types.
        inner = _pick(others[0], left_out, is_reference=is_reference) if len(others) == 1 else None
        return _unless_none(inner) if inner else None
    if get_origin(declared) is tuple:
        return _of_tuple(get_args(declared), left_out, is_reference=is_reference)
    if not isinstance(declared, type):
        return None
    if issubclass(declared, Enum) or declared in PASSING or (declared is str and is_reference):
        return _as_it_is
    if issubclass(declared, msgspec.Struct) and declared is not Sealed:
        picks = _of_struct(declared, left_out)
        return lambda value: {name: pick(getattr(value, name)) for name, pick in picks.items()}
    return None


def _of_tuple(
    items: tuple[Any, ...], left_out: frozenset[str], *, is_reference: bool
) -> Pick | None:
    picks = [
        _pick(one, left_out, is_reference=is_reference) for one in items if one is not Ellipsis
    ]
    first = picks[0]
    if first is None or None in picks:
        return None
    return lambda values: [first(value) for value in values]


def _unless_none(pick: Pick) -> Pick:
    return lambda value: None if value is None else pick(value)


def _as_it_is(value: Any) -> Any:
    return value
