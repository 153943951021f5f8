"""The loop: events become rows, once each, whoever runs it and whenever it is stopped."""

import asyncio
from typing import Any

import psycopg
import pytest

from services.projections import positions
from services.projections.runner import Pace, catch_up
from services.projections.storage.event_log import LogBroken
from services.projections.verification import verify_views
from services.projections.views import VIEWS
from tests.support.database import Databases
from tests.support.following import projecting, until
from tests.support.scenes import Scene, effective


async def test_a_dispute_is_listed_as_its_events_made_it(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    centre = await scene.centre("华光街", "650105013")
    dispute = await scene.registered(centre, "650105013", effective())

    assert await catch_up(databases.projector) == 4

    rows = await projector.fetch("SELECT dispute, state, version, position FROM views.dispute_list")
    assert [tuple(row) for row in rows] == [(dispute, "agreement_effective", 2, 4)]


async def test_every_live_table_stands_at_the_end_of_the_log(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    await scene.centre("华光街", "650105013")

    await catch_up(databases.projector)

    live = [status for status in await positions.status(projector) if status.is_live]
    assert len(live) == len(VIEWS)
    assert {(status.position, status.lag_events, status.lag_seconds) for status in live} == {
        (2, 0, 0.0)
    }


async def test_lag_is_told_in_events_and_in_seconds(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    await scene.centre("华光街", "650105013")

    behind = (await positions.status(projector))[0]

    assert behind.lag_events == 2
    assert 0 < behind.lag_seconds < 60


async def test_an_event_is_seen_while_it_runs(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    async with projecting(databases.projector):
        centre = await scene.centre("华光街", "650105013")
        await scene.registered(centre, "650105013")

        await until(lambda: projector.fetchval("SELECT count(*) FROM views.dispute_list"))


async def test_of_two_projectors_one_leads_and_the_other_takes_over(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    async def leader() -> str:
        return str(await projector.fetchval("SELECT name FROM views.leader"))

    async with projecting(databases.projector, name="first") as first:
        await until(lambda: projector.fetchval("SELECT name FROM views.leader"))
        async with projecting(databases.projector, name="second"):
            centre = await scene.centre("华光街", "650105013")
            await until(lambda: projector.fetchval("SELECT count(*) FROM views.organisations"))
            assert await leader() == "first"

            first.cancel()
            await scene.registered(centre, "650105013")
            await until(lambda: projector.fetchval("SELECT count(*) FROM views.dispute_list"))
            assert await leader() == "second"


async def test_a_leader_that_was_overtaken_changes_nothing(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    await scene.centre("华光街", "650105013")
    epoch = await positions.take_lead(projector, "old")
    await positions.take_lead(projector, "new")
    tables = await positions.live_tables(projector, VIEWS)

    with pytest.raises(positions.Fenced):
        await positions.advance(projector, tables, epoch=epoch, from_position=0, to=2)


@pytest.mark.faults
async def test_killed_at_any_point_it_counts_nothing_twice(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    centre = await scene.centre("华光街", "650105013")
    for _ in range(60):
        await scene.registered(centre, "650105013", effective())

    kills = 0
    pace = Pace(batch=7, poll_seconds=0.001)
    async with projecting(databases.projector, pace=pace) as following:
        while await positions.served(projector) < 122 and not following.done():
            await asyncio.sleep(0.002 * kills)
            kills += _kill_backends(databases.admin)

    assert kills > 3
    assert await projector.fetchval("SELECT count(*) FROM views.dispute_timeline") == 120
    assert all(verified.is_true for verified in await verify_views(databases.projector))


async def test_it_connects_again_by_itself(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    async with projecting(databases.projector):
        await until(lambda: projector.fetchval("SELECT name FROM views.leader"))
        _kill_backends(databases.admin)
        await scene.centre("华光街", "650105013")

        await until(lambda: projector.fetchval("SELECT count(*) FROM views.organisations"))


async def test_it_stops_before_a_gap_in_the_log(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    await scene.centre("华光街", "650105013")
    _as_superuser(databases.admin, "DELETE FROM log.events WHERE position = 1")

    with pytest.raises(LogBroken):
        await catch_up(databases.projector)


async def test_it_refuses_a_log_that_is_older_than_its_rows(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    await scene.centre("华光街", "650105013")
    await catch_up(databases.projector)
    _as_superuser(databases.admin, "DELETE FROM log.events WHERE position > 1")

    with pytest.raises(LogBroken):
        await catch_up(databases.projector)


async def test_the_projector_may_not_make_tables(databases: Databases) -> None:
    with (
        psycopg.connect(databases.projector) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TABLE views.mine (id integer)")


def _kill_backends(dsn: str) -> int:
    with psycopg.connect(dsn, autocommit=True) as connection:
        killed = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name LIKE 'test leader%' AND datname = current_database()"
        ).fetchall()
    return len(killed)


def _as_superuser(dsn: str, statement: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(statement.encode())
