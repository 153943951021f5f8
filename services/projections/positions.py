"""How far each table is, who may move it, and how far behind the log it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.projections.batch import Table
from services.projections.view import View

_LOCK = "hashtextextended('fengqiao projector', 0)"
_TAKE_LEAD = """
INSERT INTO views.leader AS l (epoch, name, since, beat_at) VALUES (1, $1, now(), now())
ON CONFLICT (is_leader) DO UPDATE
   SET epoch = l.epoch + 1, name = excluded.name, since = now(), beat_at = now()
RETURNING epoch
"""
_ADVANCE = """
UPDATE views.positions SET position = $4, moved_at = now()
 WHERE table_name = ANY ($1) AND epoch = $2 AND position = $3 AND is_live
"""
_STATUS = """
SELECT p.view, p.table_name, p.version, p.position, p.is_live,
       greatest(h.position - p.position, 0),
       CASE WHEN p.position < h.position
            THEN greatest(extract(epoch FROM clock_timestamp() - e.recorded_at), 0) ELSE 0
       END::double precision,
       (SELECT count(*) FROM views.quarantine q WHERE q.table_name = p.table_name),
       p.moved_at
  FROM views.positions p CROSS JOIN log.head h
  LEFT JOIN log.events e ON e.position = p.position + 1
 ORDER BY p.view, p.is_live DESC, p.table_name
"""


class Fenced(Exception):
    """Another leader, or a swap, has moved the tables: what this one knows of them is old."""


@dataclass(frozen=True, kw_only=True)
class Status:
    """How one table stands to the log."""

    view: str
    table: str
    version: int
    position: int
    is_live: bool
    lag_events: int
    lag_seconds: float
    """Age of the oldest event that the rows do not hold yet."""
    quarantined: int
    moved_at: datetime


async def try_lock(connection: Any) -> bool:
    """Become the one projector of this database, as long as the connection lives."""
    is_held: bool = await connection.fetchval(f"SELECT pg_try_advisory_lock({_LOCK})")
    return is_held


async def unlock(connection: Any) -> None:
    """Let another one lead."""
    await connection.execute(f"SELECT pg_advisory_unlock({_LOCK})")


async def take_lead(connection: Any, name: str) -> int:
    """A new epoch, which fences off every earlier leader."""
    async with connection.transaction():
        epoch: int = await connection.fetchval(_TAKE_LEAD, name)
        await connection.execute("UPDATE views.positions SET epoch = $1 WHERE is_live", epoch)
    return epoch


async def beat(connection: Any) -> None:
    """Show that the leader is alive though nothing happens."""
    await connection.execute("UPDATE views.leader SET beat_at = now()")


async def live_tables(connection: Any, views: Mapping[str, View]) -> list[Table]:
    """The tables shown to readers whose version this release writes, with their quarantine."""
    found = await connection.fetch(
        "SELECT table_name, view, version, position FROM views.positions WHERE is_live"
        " ORDER BY table_name"
    )
    tables = [
        Table(name, views[view], position)
        for name, view, version, position in found
        if view in views and views[view].version == version
    ]
    for table in tables:
        table.quarantined = await quarantined(connection, table.name)
    return tables


async def quarantined(connection: Any, table: str) -> dict[UUID, int]:
    """The streams a table does not take, and from which position on."""
    found = await connection.fetch(
        "SELECT stream_id, position FROM views.quarantine WHERE table_name = $1", table
    )
    return dict(found)


async def advance(
    connection: Any, tables: Sequence[Table], *, epoch: int, from_position: int, to: int
) -> None:
    """Move the tables on together, inside the transaction that writes their rows. Raises Fenced."""
    names = [table.name for table in tables]
    moved = await connection.execute(_ADVANCE, names, epoch, from_position, to)
    if moved != f"UPDATE {len(names)}":
        raise Fenced(f"{moved} of {len(names)} tables from position {from_position}")


async def served(connection: Any) -> int:
    """The last position that every live table holds."""
    position: int | None = await connection.fetchval(
        "SELECT min(position) FROM views.positions WHERE is_live"
    )
    return position or 0


async def status(connection: Any) -> list[Status]:
    """Every table and its lag."""
    return [
        Status(
            view=view,
            table=table,
            version=version,
            position=position,
            is_live=is_live,
            lag_events=lag_events,
            lag_seconds=lag_seconds,
            quarantined=count,
            moved_at=moved_at,
        )
        for (
            view, table, version, position, is_live, lag_events, lag_seconds, count, moved_at
        ) in await connection.fetch(_STATUS)
    ]  # fmt: skip
