"""The keeper beside the projector: wakes, stands by, goes on after every kill, and says nothing twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest

from services.projections.deadlines.rebuild import compare_deadlines
from services.projections.deadlines.runner import keep
from services.projections.runner import Pace
from services.workflow.domain.dispute import events as e
from tests.support.builders import MEDIATOR
from tests.support.database import Databases
from tests.support.following import projecting, until
from tests.support.keeping import ChangingRulebook
from tests.support.scenes import Scene
from tests.support.write_side import StandingClock

REGION = "510104020"
RECEIVED = date(2026, 3, 5)
CLOCK = StandingClock(datetime(2026, 3, 10, 1, tzinfo=UTC))
QUICK = Pace(batch=7, poll_seconds=0.02)


@asynccontextmanager
async def keeping(databases: Databases, name: str = "test keeper") -> AsyncIterator[Any]:
    """A keeper beside the test; a fault of it fails the test."""
    rulebook = ChangingRulebook()
    task = asyncio.create_task(
        keep(databases.projector, rulebook, clock=CLOCK, pace=QUICK, name=name)
    )
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def in_mediation(scene: Scene) -> Any:
    centre = await scene.centre("中心", REGION)
    return await scene.registered(
        centre,
        REGION,
        e.ApplicationAccepted(occurred_on=RECEIVED, other_side_consented_on=RECEIVED),
        e.MediatorAssigned(occurred_on=RECEIVED, mediator=MEDIATOR, certificate_no="1"),
        occurred_on=RECEIVED,
    )


def extended(day: int) -> e.MediationExtended:
    return e.MediationExtended(occurred_on=RECEIVED, until=date(2026, 5, day), consented_by=(1, 2))


async def test_an_event_reaches_the_deadlines_while_both_run(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    async with projecting(databases.projector), keeping(databases):
        await in_mediation(scene)

        await until(lambda: projector.fetchval("SELECT count(*) FROM views.deadlines_due"))


async def test_of_two_keepers_one_keeps_and_the_other_takes_over(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    async def keeper() -> Any:
        return await projector.fetchval("SELECT name FROM views.deadline_keeping")

    async with projecting(databases.projector), keeping(databases, "first") as first:
        await until(keeper)
        async with keeping(databases, "second"):
            await in_mediation(scene)
            await until(lambda: projector.fetchval("SELECT count(*) FROM views.deadlines_due"))
            assert await keeper() == "first"

            first.cancel()
            await until(lambda: _is(keeper, "second"))


@pytest.mark.faults
async def test_killed_at_any_point_it_misses_nothing_and_tells_nothing_twice(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    disputes = [await in_mediation(scene) for _ in range(15)]

    async def position() -> int:
        return await projector.fetchval("SELECT max(position) FROM views.deadline_keeping") or 0

    kills = 0
    async with projecting(databases.projector), keeping(databases):
        await until(lambda: projector.fetchval("SELECT count(*) FROM views.deadlines_due"))
        for day in (11, 12, 13):
            for dispute in disputes:
                end = await scene.record(dispute, extended(day))
            pause = 0.0
            while await position() < end:
                await asyncio.sleep(pause)
                pause += 0.03
                kills += _kill_backends(databases.admin)

    assert kills > 3
    found = await compare_deadlines(databases.projector, ChangingRulebook(), CLOCK)
    assert (found.disputes, found.differing, found.failed) == (15, 0, 0)
    told = await projector.fetch(
        "SELECT dispute, array_agg(rolled_is ORDER BY number) AS days,"
        " array_agg(rolled_was ORDER BY number) AS before"
        " FROM views.deadline_moves WHERE rule = 'MED.15.ACCEPT' GROUP BY dispute"
    )
    for row in told:
        # Each tells where the one before left it; the last is where the row stands.
        assert row["before"][1:] == row["days"][:-1]
        assert len(set(row["days"])) == len(row["days"])
        assert row["days"][-1] == date(2026, 5, 13)


async def _is(name: Any, wanted: str) -> bool:
    return bool(await name() == wanted)


def _kill_backends(dsn: str) -> int:
    with psycopg.connect(dsn, autocommit=True) as connection:
        killed = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name LIKE 'test keeper%' AND datname = current_database()"
        ).fetchall()
    return len(killed)
