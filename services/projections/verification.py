"""Checks that every row of every read model is what its events make it: folded again, compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from uuid import UUID

import msgspec

from services.kit.database import connect
from services.projections.batch import Table, fold
from services.projections.collector import paused
from services.projections.positions import live_tables
from services.projections.storage import event_log
from services.projections.view import EventView, Row, View, kind_of
from services.projections.views import VIEWS
from services.workflow.recorded.codec import encode_value
from services.workflow.recorded.metadata import StoredRow

STREAMS_AT_ONCE = 500
EXAMPLES = 10


@dataclass(kw_only=True)
class Verified:
    """What was found of one table."""

    table: str
    view: str
    position: int
    rows: int = 0
    """Rows that the events make."""
    differing: int = 0
    """Rows that are missing, other than they should be, or there without an event."""
    examples: list[str] = field(default_factory=list)
    """Streams of the first differing rows."""
    quarantined: int = 0
    """Streams not followed to the end; their rows are compared up to where they stopped."""

    @property
    def is_true(self) -> bool:
        """Whether the table says what the log says."""
        return self.differing == 0


async def verify_views(dsn: str, views: Mapping[str, View] = VIEWS) -> list[Verified]:
    """Fold the whole log again, stream by stream, beside the live tables, in one snapshot."""
    connection = await connect(dsn, name="fengqiao verify", statement_timeout="0")
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            tables = await live_tables(connection, views)
            found = {
                table.name: Verified(
                    table=table.name,
                    view=table.view.name,
                    position=table.position,
                    quarantined=len(table.quarantined),
                )
                for table in tables
            }
            end = max((table.position for table in tables), default=0)
            chunk: list[list[StoredRow]] = []
            async for stream in event_log.by_stream(connection, up_to=end):
                chunk.append(stream)
                if len(chunk) == STREAMS_AT_ONCE:
                    await _compare(connection, chunk, tables, found)
                    chunk = []
            await _compare(connection, chunk, tables, found)
            for table in tables:
                await _look_for_strays(connection, table, found[table.name])
        return list(found.values())
    finally:
        connection.terminate()


async def _compare(
    connection: Any,
    streams: list[list[StoredRow]],
    tables: list[Table],
    found: dict[str, Verified],
) -> None:
    for table in tables:
        ours = [s for s in streams if kind_of(s[0].topic) == table.view.stream]
        if not ours:
            continue
        expected = _expected(ours, table)
        ids = [stream[0].stream_id for stream in ours]
        result = found[table.name]
        actual = await _actual(connection, table, ids)
        for stream_id in ids:
            result.rows += len(expected.get(stream_id, []))
            if expected.get(stream_id, []) != actual.get(stream_id, []):
                result.differing += 1
                result.examples += [str(stream_id)] * (len(result.examples) < EXAMPLES)


def _expected(streams: list[list[StoredRow]], table: Table) -> dict[UUID, list[Row]]:
    # A stream in quarantine is right as far as it came.
    rows = [
        row
        for stream in streams
        for row in stream
        if row.position <= table.position
        and row.position < table.quarantined.get(row.stream_id, row.position + 1)
    ]
    fresh = Table(table.name, table.view, table.position)
    with paused():
        batch = fold(rows, [fresh], {table.name: {}})
    made = batch.changes[0].rows
    return {stream_id: [_plain(row, table.view) for row in made[stream_id]] for stream_id in made}


async def _actual(connection: Any, table: Table, ids: list[UUID]) -> dict[UUID, list[Row]]:
    view = table.view
    columns = ", ".join(column.name for column in view.columns)
    order = "version" if isinstance(view, EventView) else "position"
    records = await connection.fetch(
        f"SELECT {columns} FROM views.{table.name}"  # noqa: S608
        f" WHERE {view.key} = ANY ($1) ORDER BY {view.key}, {order}",
        ids,
    )
    rows: dict[UUID, list[Row]] = {}
    for record in records:
        rows.setdefault(record[0], []).append(_plain(record, view))
    return rows


def _plain(row: Any, view: View) -> Row:
    """The values of a row, made or read, as they compare."""
    return tuple(
        _plain_json(value) if column.type == "jsonb" else _plain_value(value)
        for column, value in zip(view.columns, row, strict=True)
    )


def _plain_json(value: Any) -> Any:
    written = value if isinstance(value, str) else msgspec.json.encode(value, enc_hook=encode_value)
    return msgspec.json.decode(written)


def _plain_value(value: Any) -> Any:
    if isinstance(value, list):
        return [str(each) for each in value]
    if isinstance(value, datetime) and value.tzinfo is None:
        # The driver knows the first and last instant of the calendar as infinity, without a zone.
        return value.replace(tzinfo=UTC)
    return value


async def _look_for_strays(connection: Any, table: Table, result: Verified) -> None:
    """Rows of streams that have no event: none of the comparisons above has met them."""
    key = table.view.key
    strays = await connection.fetch(
        f"SELECT DISTINCT v.{key} FROM views.{table.name} v"  # noqa: S608
        f" WHERE NOT EXISTS (SELECT FROM log.events e WHERE e.stream_id = v.{key})"
    )
    result.differing += len(strays)
    result.examples += [str(stray) for (stray,) in islice(strays, EXAMPLES)]
