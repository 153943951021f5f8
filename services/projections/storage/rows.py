"""Writes rows of a view to its table, many at a time, and reads back the states they hold."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from services.projections.collector import paused
from services.projections.view import EventView, FoldedView, Row, View
from services.workflow.recorded.codec import encode_value

_encoder = msgspec.json.Encoder(enc_hook=encode_value)


async def load_states(
    connection: Any, table: str, view: FoldedView, streams: Iterable[UUID]
) -> dict[UUID, Any]:
    """The states of these streams, as far as the table has them."""
    wanted = list(streams)
    if not wanted:
        return {}
    found = await connection.fetch(_select(table, view), wanted)
    with paused():
        return {key: view.load(record) for key, record in found}


async def upsert(connection: Any, table: str, view: FoldedView, rows: Sequence[Row]) -> None:
    """Insert the rows, or put them in the place of those with the same key, in one statement."""
    if rows:
        sent = _sent(view)
        with paused():
            # One JSON text is made and sent at a fraction of the cost of an array per column.
            text = _encoder.encode([sent(*row) for row in rows]).decode()
        await connection.execute(_upsert(table, view), text)


async def insert(connection: Any, table: str, view: EventView, rows: Sequence[Row]) -> None:
    """Add rows of events by COPY."""
    if rows:
        await connection.copy_records_to_table(
            table,
            schema_name="views",
            columns=[column.name for column in view.columns],
            records=rows,
        )


async def empty(connection: Any, table: str) -> None:
    """Take all rows away."""
    await connection.execute(f"TRUNCATE views.{table}")


class Streams(NamedTuple):
    """The streams that have events after a position, or all the others."""

    after: int
    is_inside: bool


async def differing(connection: Any, one: str, other: str, view: View, streams: Streams) -> int:
    """How many rows of these streams are in only one of two tables, or differ between them."""
    keys = view.key if isinstance(view, FoldedView) else f"{view.key}, version"
    count: int = await connection.fetchval(
        f"""
        WITH touched AS (SELECT DISTINCT stream_id FROM log.events WHERE position > $1)
        SELECT count(*) FROM views.{one} AS a FULL JOIN views.{other} AS b USING ({keys})
         WHERE a.* IS DISTINCT FROM b.*
           AND $2 = ({view.key} IN (SELECT stream_id FROM touched))
        """,  # noqa: S608
        streams.after,
        streams.is_inside,
        timeout=None,
    )
    return count


@cache
def _sent(view: FoldedView) -> type[Any]:
    return msgspec.defstruct(f"Row of {view.name}", [(name, Any) for name in view.names], gc=False)


@cache
def _select(table: str, view: FoldedView) -> str:
    return f"SELECT {view.key}, record FROM views.{table} WHERE {view.key} = ANY ($1)"  # noqa: S608


@cache
def _upsert(table: str, view: FoldedView) -> str:
    names = ", ".join(view.names)
    types = ", ".join(
        f"{column.name} {'text' if column.type == 'bytea' else column.type}"
        for column in view.columns
    )
    chosen = ", ".join(
        f"decode({column.name}, 'base64')" if column.type == "bytea" else column.name
        for column in view.columns
    )
    changes = ", ".join(f"{name} = excluded.{name}" for name in view.names[1:])
    return (
        f"INSERT INTO views.{table} ({names})"  # noqa: S608
        f" SELECT {chosen} FROM json_to_recordset($1::json) AS new ({types})"
        f" ON CONFLICT ({view.key}) DO UPDATE SET {changes}"
    )
