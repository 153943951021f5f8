"""Writes a folded batch: all at once, or, where a row cannot be written, one stream at a time.

Such a stream is followed to the event before the one that made its row impossible, wherever the
batch begins and ends: the same log gives the same rows.
"""

from typing import Any
from uuid import UUID

import asyncpg

from services.projections import quarantine
from services.projections.batch import Batch, Change, Poison, Table
from services.projections.storage.rows import insert, upsert
from services.projections.view import FoldedView, Row
from services.workflow.recorded.metadata import StoredRow

REFUSED = (
    asyncpg.DataError,
    asyncpg.IntegrityConstraintViolationError,
    asyncpg.ProgramLimitExceededError,
    ValueError,
    TypeError,
    OverflowError,
)
"""Raised for a value that its column cannot hold."""


async def write(connection: Any, batch: Batch) -> bool:
    """Write rows and quarantine inside the caller's transaction; False if some were refused."""
    known = len(batch.poison)
    for change in batch.changes:
        try:
            async with connection.transaction():
                await _write(connection, change, [r for rows in change.rows.values() for r in rows])
        except REFUSED:
            for stream_id, rows in change.rows.items():
                await _write_stream(connection, batch, change, stream_id, rows)
        for stream_id in change.rowless:
            await _write_by_event(connection, batch, change, stream_id)
    earliest: dict[tuple[str, UUID], Poison] = {}
    for fault in sorted(batch.poison, key=lambda fault: fault.position):
        earliest.setdefault((fault.table, fault.stream_id), fault)
    await quarantine.put(connection, list(earliest.values()))
    return len(batch.poison) == known


async def _write(connection: Any, change: Change, rows: list[Row]) -> None:
    view, table = change.table.view, change.table.name
    if isinstance(view, FoldedView):
        await upsert(connection, table, view, rows)
    else:
        await insert(connection, table, view, rows)


async def _write_stream(
    connection: Any, batch: Batch, change: Change, stream_id: UUID, rows: list[Row]
) -> None:
    try:
        async with connection.transaction():
            await _write(connection, change, rows)
    except REFUSED:
        await _write_by_event(connection, batch, change, stream_id)


async def _write_by_event(connection: Any, batch: Batch, change: Change, stream_id: UUID) -> None:
    state = change.before.get(stream_id)
    for event in batch.events_of(change, stream_id):
        made = _alone(event, state, change)
        state = made.states.get(stream_id, state)
        try:
            rows = _rows(made, stream_id)
        except Exception as fault:  # noqa: BLE001 a fault stays with its dispute
            batch.stop(event, change, fault)
            return
        try:
            async with connection.transaction():
                await _write(connection, change, rows)
        except REFUSED as fault:
            batch.stop(event, change, fault)
            return


def _alone(event: StoredRow, state: Any, change: Change) -> Change:
    # Not the table itself: a batch folded meanwhile may have stopped the stream at a later event.
    table = Table(change.table.name, change.table.view, change.table.position)
    before = {} if state is None else {event.stream_id: state}
    step = Batch([table], {table.name: before})
    step.take([event])
    return step.changes[0]


def _rows(made: Change, stream_id: UUID) -> list[Row]:
    view = made.table.view
    if isinstance(view, FoldedView) and stream_id in made.states:
        return [view.full_row(stream_id, made.states[stream_id])]
    return made.rows.get(stream_id, [])
