"""Fills the table beside the live one from position 0, compares the two, and swaps them.

The table's own position is the progress: a rebuild that was killed goes on from there. Nothing
but rows is written, so nothing outside can be done twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.kit.database import connect
from services.projections import positions
from services.projections.batch import Table, fold, streams_by_kind
from services.projections.collector import paused
from services.projections.storage import event_log
from services.projections.storage.rows import Streams, differing, empty, load_states
from services.projections.view import FoldedView, View
from services.projections.views import VIEWS
from services.projections.writing import write

BATCH = 5_000
CLOSE = 200
"""So few events behind, the live table is locked and the rest caught up under the lock."""

_FREE = """
SELECT table_name, position, epoch FROM views.positions
 WHERE view = $1 AND version = $2 AND NOT is_live ORDER BY table_name LIMIT 1
"""
_LIVE = "SELECT table_name, version, position FROM views.positions WHERE view = $1 AND is_live"
_SET = """
UPDATE views.positions SET position = $2, epoch = 0, moved_at = now()
 WHERE table_name = $1 AND NOT is_live
"""

Progress = Callable[[int, int], None]


class RebuildRefused(Exception):
    """The rebuild cannot begin; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """What a rebuild found and did."""

    view: str
    table: str
    position: int
    differing: int | None
    """Rows that were not the same in the live table; None where the version changed."""
    is_shown: bool


async def rebuild(
    dsn: str,
    view: str,
    *,
    views: Mapping[str, View] = VIEWS,
    accept_differences: bool = False,
    progress: Progress = lambda _done, _end: None,
    batch: int = BATCH,
) -> Rebuilt:
    """Rebuild one read model; with differing rows it is shown only if they are accepted.

    `progress` is told the position reached and the position to reach. Raises RebuildRefused.
    """
    connection = await connect(dsn, name=f"fengqiao rebuild {view}", statement_timeout="0")
    try:
        await _alone(connection, view)
        table = await _begin(connection, views[view])
        await _fill(connection, table, progress, batch)
        return await _show(connection, table, accept_differences=accept_differences)
    finally:
        connection.terminate()


async def outdated(connection: Any, views: Mapping[str, View] = VIEWS) -> list[str]:
    """Read models whose live table is of another version than this release writes."""
    found = await connection.fetch("SELECT view, version FROM views.positions WHERE is_live")
    return [view for view, version in found if view in views and views[view].version != version]


async def _alone(connection: Any, view: str) -> None:
    lock = "SELECT pg_try_advisory_lock(hashtextextended('fengqiao rebuild ' || $1, 0))"
    if not await connection.fetchval(lock, view):
        raise RebuildRefused(f"{view} is being rebuilt already")


async def _begin(connection: Any, view: View) -> Table:
    found = await connection.fetchrow(_FREE, view.name, view.version)
    if found is None:
        raise RebuildRefused(f"version {view.version} of {view.name} has no free table: migrate")
    name, position, epoch = found
    # A table that was shown has the epoch of its last leader; a rebuild writes under none.
    if epoch > 0 or position > await _goal(connection, view):
        position = 0
        async with connection.transaction():
            await empty(connection, name)
            await connection.execute("DELETE FROM views.quarantine WHERE table_name = $1", name)
            await connection.execute(_SET, name, 0)
    return Table(name, view, position, await positions.quarantined(connection, name))


async def _goal(connection: Any, view: View) -> int:
    """Up to the live table, to be compared with it; up to the end where that is another version."""
    live = await connection.fetchrow(_LIVE, view.name)
    if live is not None and live[1] == view.version:
        position: int = live[2]
        return position
    return (await event_log.head(connection)).position


async def _fill(connection: Any, table: Table, progress: Progress, batch: int) -> None:
    while True:
        goal = await _goal(connection, table.view)
        progress(table.position, goal)
        if goal - table.position <= min(CLOSE, batch):
            return
        async with connection.transaction():
            await _fold_batch(connection, table, up_to=goal, limit=batch)


async def _fold_batch(connection: Any, table: Table, *, up_to: int, limit: int = BATCH) -> int:
    rows = await event_log.read_batch(connection, after=table.position, limit=limit, up_to=up_to)
    if not rows:
        return 0
    states: dict[UUID, Any] = {}
    if isinstance(table.view, FoldedView):
        wanted = streams_by_kind(rows).get(table.view.stream, set())
        states = await load_states(connection, table.name, table.view, wanted)
    with paused():
        batch = fold(rows, [table], {table.name: states})
    await write(connection, batch)
    table.position = rows[-1].position
    await connection.execute(_SET, table.name, table.position)
    return len(rows)


async def _show(connection: Any, table: Table, *, accept_differences: bool) -> Rebuilt:
    view = table.view
    base, count = await _compare(connection, table)
    async with connection.transaction():
        # The leader waits for this row: under the lock the live table stands still.
        live, version, position = await connection.fetchrow(_LIVE + " FOR UPDATE", view.name)
        goal = position if version == view.version else await _goal(connection, view)
        while await _fold_batch(connection, table, up_to=goal):
            pass
        if version == view.version:
            touched = Streams(after=base, is_inside=True)
            count = (count or 0) + await differing(connection, table.name, live, view, touched)
        is_shown = not count or accept_differences
        if is_shown:
            await connection.execute("SELECT views.swap($1)", table.name)
    return Rebuilt(
        view=view.name,
        table=table.name,
        position=table.position,
        differing=count,
        is_shown=is_shown,
    )


async def _compare(connection: Any, table: Table) -> tuple[int, int | None]:
    """Compare what no event has touched since the rebuilt position, without holding anybody up."""
    async with connection.transaction(isolation="repeatable_read"):
        live, version, position = await connection.fetchrow(_LIVE, table.view.name)
        base = min(position, table.position)
        if version != table.view.version:
            return base, None
        untouched = Streams(after=base, is_inside=False)
        return base, await differing(connection, table.name, live, table.view, untouched)
