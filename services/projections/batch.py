"""Folds a batch of events into rows in memory; an event that fails stops its own stream and no other."""

import hashlib
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from services.projections.view import FoldedView, Row, View, kind_of
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Recorded, StoredRow


class Poison(NamedTuple):
    """The first event of a stream that a table could not take."""

    table: str
    stream_id: UUID
    position: int
    topic: str
    error: str
    """Kind and place of the fault; never its words, which may quote the event."""

    @property
    def error_hash(self) -> str:
        """Equal for equal faults, so that they can be counted together."""
        return hashlib.sha256(self.error.encode()).hexdigest()[:16]


@dataclass
class Table:
    """One table that is being filled, and the streams it no longer takes."""

    name: str
    view: View
    position: int
    quarantined: dict[UUID, int] = field(default_factory=dict)


@dataclass
class Change:
    """What a batch does to one table."""

    table: Table
    states: dict[UUID, Any] = field(default_factory=dict)
    """New state of each stream that changed."""
    rows: dict[UUID, list[Row]] = field(default_factory=dict)
    """What is to be written of each stream."""
    before: dict[UUID, Any] = field(default_factory=dict)
    """State of each stream before the batch; None if it begins in it."""
    rowless: set[UUID] = field(default_factory=set)
    """Streams of whose state no row could be made."""


States = Mapping[str, Mapping[UUID, Any]]
"""By table and stream: the states before the batch."""


class Batch:
    """Rows of the log on their way into tables: taken piece by piece, then finished."""

    def __init__(self, tables: Sequence[Table], states: States) -> None:
        self.changes = [Change(table) for table in tables]
        self.poison: list[Poison] = []
        self._states = states
        self._taken: list[StoredRow] = []
        self._by_kind: dict[str, list[Change]] = {}
        for change in self.changes:
            self._by_kind.setdefault(change.table.view.stream, []).append(change)
        self._is_any_stopped = any(table.quarantined for table in tables)

    def take(self, rows: Sequence[StoredRow]) -> None:
        """Apply the rows in order to every table that folds their kind of stream."""
        self._taken.extend(rows)
        for row in rows:
            changes = self._by_kind.get(kind_of(row.topic))
            if changes is not None and self._is_any_stopped:
                changes = [c for c in changes if row.stream_id not in c.table.quarantined]
            if changes:
                self._take(row, changes)

    def events_of(self, change: Change, stream_id: UUID) -> list[StoredRow]:
        """The events of a stream in this batch that the table took."""
        stopped = change.table.quarantined.get(stream_id)
        return [
            row
            for row in self._taken
            if row.stream_id == stream_id and (stopped is None or row.position < stopped)
        ]

    def finish(self) -> None:
        """Make the rows that are to be written."""
        for change in self.changes:
            view = change.table.view
            if not isinstance(view, FoldedView):
                continue
            for stream_id, state in change.states.items():
                try:
                    change.rows[stream_id] = [view.full_row(stream_id, state)]
                except Exception:  # noqa: BLE001 a fault stays with its dispute
                    change.rowless.add(stream_id)

    def stop(self, row: StoredRow, change: Change, fault: Exception) -> None:
        """From this event on the table does not follow the stream."""
        change.table.quarantined[row.stream_id] = row.position
        self._is_any_stopped = True
        self.poison.append(_poison(row, change.table.name, fault))

    def _take(self, row: StoredRow, changes: list[Change]) -> None:
        try:
            recorded = codec.decode(row)
        except Exception as fault:  # noqa: BLE001 a fault stays with its dispute
            for change in changes:
                self.stop(row, change, fault)
            return
        for change in changes:
            try:
                _apply(row, recorded, change, self._states[change.table.name])
            except Exception as fault:  # noqa: BLE001 a fault stays with its dispute
                self.stop(row, change, fault)


def fold(rows: Sequence[StoredRow], tables: Sequence[Table], states: States) -> Batch:
    """Take all the rows at once."""
    batch = Batch(tables, states)
    batch.take(rows)
    batch.finish()
    return batch


def streams_by_kind(rows: Iterable[StoredRow]) -> dict[str, set[UUID]]:
    """The streams of a batch, by what kind of stream they are."""
    streams: dict[str, set[UUID]] = {}
    for row in rows:
        streams.setdefault(kind_of(row.topic), set()).add(row.stream_id)
    return streams


def _apply(row: StoredRow, recorded: Recorded, change: Change, states: Mapping[UUID, Any]) -> None:
    view, stream_id = change.table.view, row.stream_id
    if isinstance(view, FoldedView):
        before = change.states.get(stream_id)
        if before is None:
            before = change.before[stream_id] = states.get(stream_id)
        after = view.apply(before, recorded)
        if after is not before:
            change.states[stream_id] = after
    else:
        change.rows.setdefault(stream_id, []).append(view.row(recorded, row.topic, row.state))


def _poison(row: StoredRow, table: str, fault: Exception) -> Poison:
    """What is kept of a fault."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if "services" in frame.filename] or frames
    place = f" in {ours[-1].name}, line {ours[-1].lineno}" if ours else ""
    error = f"{type(fault).__name__}{place}"
    return Poison(table, row.stream_id, row.position, row.topic, error)
