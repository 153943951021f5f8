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
    first: dict[UUID, StoredRow] = field(default_factory=dict)
    """First event of each stream in the batch: where it stops if its row is refused."""


@dataclass
class Folded:
    """A whole batch, ready to be written."""

    changes: list[Change]
    poison: list[Poison] = field(default_factory=list)


States = Mapping[str, Mapping[UUID, Any]]
"""By table and stream: the states before the batch."""


def streams_of(rows: Iterable[StoredRow], view: View) -> set[UUID]:
    """The streams of a batch that a view folds."""
    return {row.stream_id for row in rows if kind_of(row.topic) == view.stream}


def fold(rows: Sequence[StoredRow], tables: Sequence[Table], states: States) -> Folded:
    """Apply the rows in order to every table that folds their kind of stream."""
    folded = Folded([Change(table) for table in tables])
    by_kind: dict[str, list[Change]] = {}
    for change in folded.changes:
        by_kind.setdefault(change.table.view.stream, []).append(change)
    for row in rows:
        changes = by_kind.get(kind_of(row.topic))
        if changes is None:
            continue
        taking = [c for c in changes if row.stream_id not in c.table.quarantined]
        if taking:
            _take(row, taking, states, folded)
    for change in folded.changes:
        _make_rows(change, folded)
    return folded


def _take(row: StoredRow, changes: list[Change], states: States, folded: Folded) -> None:
    try:
        recorded = codec.decode(row)
    except Exception as fault:  # noqa: BLE001 whatever is wrong with one event stays with it
        for change in changes:
            _stop(row, change, fault, folded)
        return
    for change in changes:
        try:
            _apply(row, recorded, change, states[change.table.name])
        except Exception as fault:  # noqa: BLE001 whatever is wrong with one dispute stays with it
            _stop(row, change, fault, folded)


def _apply(row: StoredRow, recorded: Recorded, change: Change, states: Mapping[UUID, Any]) -> None:
    view, stream_id = change.table.view, row.stream_id
    if isinstance(view, FoldedView):
        before = change.states.get(stream_id) or states.get(stream_id)
        after = view.apply(before, recorded)
        if after is not before:
            change.states[stream_id] = after
    else:
        change.rows.setdefault(stream_id, []).append(view.row(recorded, row.topic, row.state))
    change.first.setdefault(stream_id, row)


def _make_rows(change: Change, folded: Folded) -> None:
    view = change.table.view
    if not isinstance(view, FoldedView):
        return
    for stream_id, state in change.states.items():
        try:
            change.rows[stream_id] = [view.full_row(stream_id, state)]
        except Exception as fault:  # noqa: BLE001 whatever is wrong with one dispute stays with it
            _stop(change.first[stream_id], change, fault, folded)


def _stop(row: StoredRow, change: Change, fault: Exception, folded: Folded) -> None:
    change.table.quarantined[row.stream_id] = row.position
    folded.poison.append(poison(row, change.table.name, fault))


def poison(row: StoredRow, table: str, fault: Exception) -> Poison:
    """What is kept of a fault."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if "services" in frame.filename] or frames
    place = f" in {ours[-1].name}, line {ours[-1].lineno}" if ours else ""
    error = f"{type(fault).__name__}{place}"
    return Poison(table, row.stream_id, row.position, row.topic, error)
