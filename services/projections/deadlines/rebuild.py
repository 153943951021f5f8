"""Computes every deadline anew, beside a keeper that goes on; and compares without writing."""

from collections.abc import Sequence
from typing import Any

import msgspec

from services.kit.clock import Clock
from services.kit.database import connect
from services.projections.deadlines import keeping, tables
from services.projections.deadlines.applying import Applied, differences
from services.projections.deadlines.computing import Computer, Rulebook
from services.projections.deadlines.keeper import AT_ONCE, NOBODY, Keeper
from services.projections.deadlines.runner import CLOCK
from services.projections.deadlines.tables import Listed

NAME = "deadlines_due"
_STRAY = """
FROM views.deadlines_due r
 WHERE NOT EXISTS (SELECT FROM views.dispute_list d WHERE d.dispute = r.dispute)
"""


class Recomputed(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of the rows of deadlines."""

    position: int
    """Up to which event they are right."""
    disputes: int
    differing: int
    """Rows that were missing, other than computed, or of nothing that is there."""
    failed: int
    """Disputes that could not be computed."""


async def rebuild_deadlines(dsn: str, rulebook: Rulebook, clock: Clock = CLOCK) -> Recomputed:
    """Compute every dispute; only rows that differ are written, and nothing is told in the journal."""
    await rulebook.refresh()
    keeper = await Keeper.connect(dsn, rulebook, clock, "fengqiao rebuild deadlines")
    try:
        await keeping.begin(keeper.connection)
        place = await keeper.look()
        done = await keeper.recompute_all()
        taken: str = await keeper.connection.execute(f"DELETE {_STRAY}")
        return _told(place.position, done, int(taken.rpartition(" ")[2]))
    finally:
        keeper.close()


async def compare_deadlines(dsn: str, rulebook: Rulebook, clock: Clock = CLOCK) -> Recomputed:
    """Compute every dispute in one snapshot beside the rows, and count those that differ."""
    await rulebook.refresh()
    connection = await connect(dsn, name="fengqiao verify deadlines", statement_timeout="0")
    computer = Computer(rulebook, {}, clock.today())
    done, last = Applied(), NOBODY
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            position: int = await connection.fetchval(
                "SELECT coalesce((SELECT position FROM views.deadline_keeping), 0)"
            )
            while listed := await _every(connection, last, position):
                found = await differences(connection, listed, computer, lambda _one: None)
                done.add(found.counted)
                last = listed[-1].dispute
            strays: int = await connection.fetchval(f"SELECT count(*) {_STRAY}")
        return _told(position, done, strays)
    finally:
        connection.terminate()


async def _every(connection: Any, last: Any, position: int) -> Sequence[Listed]:
    return await tables.every(connection, after=last, up_to=position, limit=AT_ONCE)


def _told(position: int, done: Applied, strays: int) -> Recomputed:
    return Recomputed(
        position=position,
        disputes=done.disputes,
        differing=done.differing + strays,
        failed=done.failed,
    )
