"""Writes rows of a view to its table, many at a time, and reads back the states they hold."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from services.projections.view import EventView, FoldedView, Row, View


async def load_states(
    connection: Any, table: str, view: FoldedView, streams: Iterable[UUID]
) -> dict[UUID, Any]:
    """The states of these streams, as far as the table has them."""
    wanted = list(streams)
    if not wanted:
        return {}
    found = await connection.fetch(_select(table, view), wanted)
    return {key: view.load(record) for key, record in found}


async def upsert(connection: Any, table: str, view: FoldedView, rows: Sequence[Row]) -> None:
    """Insert the rows, or put them in the place of those with the same key, in one statement."""
    if not rows:
        return
    columns = [
        [_literal(value) for value in column] if kind.type.endswith("[]") else column
        for kind, column in zip(view.columns, zip(*rows, strict=True), strict=True)
    ]
    await connection.execute(_upsert(table, view), *columns)


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


async def differing(connection: Any, one: str, other: str, view: View) -> int:
    """How many rows are in only one of two tables, or differ between them."""
    keys = (view.key,) if isinstance(view, FoldedView) else (view.key, "version")
    count: int = await connection.fetchval(
        f"SELECT count(*) FROM views.{one} AS a FULL JOIN views.{other} AS b"  # noqa: S608
        f" USING ({', '.join(keys)}) WHERE a.* IS DISTINCT FROM b.*",
        timeout=None,
    )
    return count


@cache
def _select(table: str, view: FoldedView) -> str:
    return f"SELECT {view.key}, record FROM views.{table} WHERE {view.key} = ANY ($1)"  # noqa: S608


@cache
def _upsert(table: str, view: FoldedView) -> str:
    # Arrays of arrays cannot be unnested row by row, so an array travels as its literal.
    arguments = ", ".join(
        f"${no}::text[]" if column.type.endswith("[]") else f"${no}::{column.type}[]"
        for no, column in enumerate(view.columns, start=1)
    )
    names = [column.name for column in view.columns]
    chosen = ", ".join(
        f"{column.name}::{column.type}" if column.type.endswith("[]") else column.name
        for column in view.columns
    )
    changes = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    listed = ", ".join(names)
    return (
        f"INSERT INTO views.{table} ({listed})"  # noqa: S608
        f" SELECT {chosen} FROM unnest({arguments}) AS new ({listed})"
        f" ON CONFLICT ({view.key}) DO UPDATE SET {changes}"
    )


def _literal(values: Sequence[object]) -> str:
    quoted = (str(value).replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{value}"' for value in quoted) + "}"
