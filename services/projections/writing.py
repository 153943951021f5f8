"""Writes a folded batch: all at once, or, where the database refuses a row, one stream at a time."""

from typing import Any
from uuid import UUID

import asyncpg

from services.projections import quarantine
from services.projections.batch import Batch, Change, Poison
from services.projections.storage.rows import insert, upsert
from services.projections.view import FoldedView, Row

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
    """Write rows and quarantine inside the caller's transaction; False if the database refused some."""
    known = len(batch.poison)
    for change in batch.changes:
        try:
            async with connection.transaction():
                await _write(connection, change, [r for rows in change.rows.values() for r in rows])
        except REFUSED:
            await _write_apart(connection, change, batch)
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


async def _write_apart(connection: Any, change: Change, batch: Batch) -> None:
    for stream_id, rows in change.rows.items():
        try:
            async with connection.transaction():
                await _write(connection, change, rows)
        except REFUSED as fault:
            batch.stop(change.first[stream_id], change, fault)
