"""Hypothesis strategies for events of every type in the catalogue, made from the types themselves."""

import types
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from hypothesis import strategies as st

from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.region import RegionCode
from services.workflow.recorded.catalogue import TOPICS
from services.workflow.recorded.metadata import Metadata

Any_ = st.SearchStrategy[Any]

WHOLE = 2**53 - 1
"""The largest whole number that RFC 8785 writes."""
FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)
FEN = st.integers(1, 10_000_000_000).map(Fen)
REGIONS = st.sampled_from(["650105", "650105001", "330281001002"])

text = st.text(max_size=40) | st.sampled_from(
    [
        "拖欠工资",
        "𠮷野家",
        "e\u0301 é",
        "\u2028\u2029\u0085",
        '\x00\x1f\x7f"\\/\b\f\n\r\t',
        "👩‍⚖️",
        "\ufeff",
    ]
)
"""Text as people and machines write it; `st.text` leaves out lone surrogates, which are no text."""


def of(kind: Any) -> Any_:
    """Values of a type as events hold it."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return st.one_of([of(option) for option in get_args(kind)])
    if origin is tuple:
        return _tuples(*get_args(kind))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return structs(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    return _PLAIN[kind]


def _tuples(first: Any, *rest: Any) -> Any_:
    if rest == (Ellipsis,):
        return st.lists(of(first), max_size=3).map(tuple)
    return st.tuples(of(first), *map(of, rest))


_PLAIN: dict[Any, Any_] = {
    str: text,
    # A decision may hand an event what it was given: a value type where a text is declared.
    RegionCode: REGIONS.map(RegionCode),
    Fen: FEN,
    bool: st.booleans(),
    int: st.integers(-WHOLE, WHOLE),
    UUID: st.uuids(),
    date: st.dates(FIRST_DAY, LAST_DAY),
    datetime: st.datetimes(timezones=st.just(UTC)),
    type(None): st.none(),
}


@cache
def structs(kind: type[msgspec.Struct]) -> Any_:
    """Structs of a type, every field drawn."""
    hints = {
        name: hint
        for name, hint in get_type_hints(kind).items()
        if get_origin(hint) is not ClassVar
    }
    return st.deferred(lambda: st.builds(kind, **{name: of(hint) for name, hint in hints.items()}))


metadata: st.SearchStrategy[Metadata] = structs(Metadata)


def events(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    """Events of one type."""
    return structs(kind)


any_event: st.SearchStrategy[Fact] = st.sampled_from(list(TOPICS.values())).flatmap(events)
