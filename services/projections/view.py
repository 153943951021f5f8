"""What a read model is: a version, its columns, and a pure fold of one stream into one row."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from services.workflow.recorded.codec import decode_value, encode_value
from services.workflow.recorded.metadata import Recorded


class Column(NamedTuple):
    """A column and its PostgreSQL type."""

    name: str
    type: str


Row = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class FoldedView:
    """One row per stream: the state its events make, and columns to find it by.

    The first column is the stream's id, the last (`record`) the state itself as JSON: the next
    batch folds on from there.
    """

    name: str
    version: int
    stream: str
    """Whose events it folds, by the first part of their topics; other events are none of its."""
    columns: tuple[Column, ...]
    state: type[Any]
    apply: Callable[[Any, Recorded], Any]
    """State after the event; the state before the first is None. Pure."""
    row: Callable[[UUID, Any], Row]
    """Every column but `record`."""

    @property
    def key(self) -> str:
        """The column of the stream's id."""
        return self.columns[0].name

    def load(self, record: bytes) -> Any:
        """The state from its stored form."""
        return _decoder(self.state).decode(record)

    def full_row(self, stream_id: UUID, state: Any) -> Row:
        """Every column."""
        return (*self.row(stream_id, state), _encoder.encode(state))

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, kw_only=True)
class EventView:
    """One row per event of its streams, never changed afterwards."""

    name: str
    version: int
    stream: str
    columns: tuple[Column, ...]
    row: Callable[[Recorded, str, bytes], Row]
    """The row of an event, given also the topic and bytes it is stored as."""

    @property
    def key(self) -> str:
        """The column of the stream's id."""
        return self.columns[0].name


View = FoldedView | EventView

# Amounts and region codes are types of their own, and stored as the plain values they are.
_encoder = msgspec.json.Encoder(enc_hook=encode_value)
_decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}


def _decoder(state: type[Any]) -> msgspec.json.Decoder[Any]:
    if state not in _decoders:
        _decoders[state] = msgspec.json.Decoder(state, dec_hook=decode_value)
    return _decoders[state]


@cache
def kind_of(topic: str) -> str:
    """The kind of stream an event belongs to: the part of its topic before the colon."""
    return topic.partition(":")[0]
