"""A rebuilt table is the live one row for row, takes its place in one step, and loses nothing."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from services.projections import positions
from services.projections.rebuild import RebuildRefused, Rebuilt, outdated, rebuild
from services.projections.runner import catch_up
from services.projections.verification import verify_views
from services.projections.views import VIEWS
from tests.support.database import Databases
from tests.support.following import projecting, until
from tests.support.scenes import Scene, effective, failed


async def live_table(connection: Any, view: str) -> str:
    return str(
        await connection.fetchval(
            "SELECT table_name FROM views.positions WHERE view = $1 AND is_live", view
        )
    )


async def some_disputes(scene: Scene, count: int) -> None:
    centre = await scene.centre("华光街", "650105013")
    for number in range(count):
        await scene.registered(centre, "650105013", effective() if number % 2 else failed())


@pytest.mark.parametrize("view", VIEWS)
async def test_a_rebuilt_table_equals_the_live_one_and_takes_its_place(
    scene: Scene, databases: Databases, projector: Any, view: str
) -> None:
    await some_disputes(scene, 12)
    await catch_up(databases.projector)
    before = await live_table(projector, view)

    done = await rebuild(databases.projector, view)

    assert (done.differing, done.is_shown, done.position) == (0, True, 26)
    assert await live_table(projector, view) == done.table != before
    assert all(found.is_true for found in await verify_views(databases.projector))


async def test_the_leader_goes_on_with_the_new_table(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    async with projecting(databases.projector):
        centre = await scene.centre("华光街", "650105013")
        await until(lambda: projector.fetchval("SELECT count(*) FROM views.organisations"))
        await rebuild(databases.projector, "dispute_list")

        await scene.registered(centre, "650105013")

        await until(lambda: projector.fetchval("SELECT count(*) FROM views.dispute_list"))


async def test_rebuilt_while_events_come_in_it_loses_none_and_readers_see_whole_tables(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    await some_disputes(scene, 300)
    seen = [0]

    async def write() -> None:
        await some_disputes(Scene(scene.store, {**scene.versions}, scene.numbers), 60)

    async def look() -> None:
        while True:
            seen.append(await projector.fetchval("SELECT count(*) FROM views.dispute_list"))
            await asyncio.sleep(0.001)

    async with projecting(databases.projector):
        await until(lambda: projector.fetchval("SELECT count(*) = 300 FROM views.dispute_list"))
        writing = asyncio.create_task(write())
        looking = asyncio.create_task(look())
        done = [await rebuild(databases.projector, "dispute_list") for _ in range(3)]
        await writing
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        await until(lambda: _is_caught_up(projector))

    assert [(one.differing, one.is_shown) for one in done] == [(0, True)] * 3
    assert seen[1:] == sorted(seen[1:])
    assert min(seen[1:]) >= 300
    assert all(found.is_true for found in await verify_views(databases.projector))


async def test_rows_that_differ_are_counted_and_not_shown_unless_accepted(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    await some_disputes(scene, 6)
    await catch_up(databases.projector)
    before = await live_table(projector, "dispute_list")
    await projector.execute("DELETE FROM views.dispute_list WHERE version = 2 AND position = 4")
    await projector.execute("UPDATE views.dispute_list SET state = 'closed' WHERE position = 6")

    refused = await rebuild(databases.projector, "dispute_list")

    assert (refused.differing, refused.is_shown) == (2, False)
    assert await live_table(projector, "dispute_list") == before

    accepted = await rebuild(databases.projector, "dispute_list", accept_differences=True)

    assert (accepted.differing, accepted.is_shown) == (2, True)
    assert all(found.is_true for found in await verify_views(databases.projector))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
async def test_a_killed_rebuild_goes_on_where_it_stopped(
    scene: Scene, databases: Databases, share: float
) -> None:
    class Killed(Exception):
        pass

    reached: list[int] = []

    def kill(done: int, goal: int) -> None:
        reached.append(done)
        if done >= goal * share:
            raise Killed

    await some_disputes(scene, 300)
    await catch_up(databases.projector)
    with pytest.raises(Killed):
        await rebuild(databases.projector, "dispute_list", progress=kill, batch=50)
    stopped = reached[-1]
    reached.clear()

    done = await rebuild(
        databases.projector, "dispute_list", progress=lambda at, _: reached.append(at), batch=50
    )

    assert reached[0] == stopped > 0
    assert (done.differing, done.is_shown) == (0, True)


async def test_one_rebuild_of_a_read_model_at_a_time(scene: Scene, databases: Databases) -> None:
    await some_disputes(scene, 40)
    await catch_up(databases.projector)

    found = await asyncio.gather(
        *(rebuild(databases.projector, "dispute_list") for _ in range(2)), return_exceptions=True
    )

    assert sorted(type(one).__name__ for one in found) == ["RebuildRefused", "Rebuilt"]


async def test_a_new_version_is_filled_beside_the_old_one_and_replaces_it(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    await some_disputes(scene, 6)
    await catch_up(databases.projector)
    newer = {**VIEWS, "organisations": replace(VIEWS["organisations"], version=2)}
    with second_version_of_organisations(databases.admin):
        assert await outdated(projector, newer) == ["organisations"]
        await scene.centre("龙盛街", "650105014")
        await catch_up(databases.projector, views=newer)
        assert await projector.fetchval("SELECT count(*) FROM views.organisations") == 1

        done = await rebuild(databases.projector, "organisations", views=newer)
        await catch_up(databases.projector, views=newer)

        assert done == Rebuilt(
            view="organisations",
            table="organisations_v2_a",
            position=16,
            differing=None,
            is_shown=True,
        )
        assert await projector.fetchval("SELECT count(*) FROM views.organisations") == 2
        assert await outdated(projector, newer) == []


async def test_a_version_without_tables_is_refused(databases: Databases) -> None:
    newer = {"organisations": replace(VIEWS["organisations"], version=2)}

    with pytest.raises(RebuildRefused):
        await rebuild(databases.projector, "organisations", views=newer)


async def test_a_table_behind_the_live_one_is_never_shown(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    await some_disputes(scene, 1)
    await catch_up(databases.projector)
    free = await projector.fetchval(
        "SELECT table_name FROM views.positions WHERE view = 'dispute_list' AND NOT is_live"
    )

    with pytest.raises(Exception, match="behind"):
        await projector.execute("SELECT views.swap($1)", free)


async def _is_caught_up(connection: Any) -> bool:
    live = [status for status in await positions.status(connection) if status.is_live]
    return all(status.lag_events == 0 for status in live)


@contextmanager
def second_version_of_organisations(dsn: str) -> Iterator[None]:
    """What a migration of a later release would make, taken away again afterwards."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SET ROLE fengqiao_owner")
        for place in "ab":
            table = f"organisations_v2_{place}"
            connection.execute(
                f"CREATE TABLE views.{table} (LIKE views.organisations_v1_a INCLUDING ALL)".encode()
            )
            connection.execute(
                "INSERT INTO views.positions (table_name, view, version)"
                f" VALUES ('{table}', 'organisations', 2)".encode()
            )
        try:
            yield
        finally:
            connection.execute(
                "UPDATE views.positions SET is_live = false WHERE table_name ~ '^organisations_v2'"
            )
            connection.execute(
                "UPDATE views.positions SET is_live = true WHERE table_name = 'organisations_v1_a'"
            )
            connection.execute(
                "CREATE OR REPLACE VIEW views.organisations"
                " AS SELECT * FROM views.organisations_v1_a"
            )
            connection.execute("DELETE FROM views.positions WHERE table_name ~ '^organisations_v2'")
            connection.execute("DROP TABLE views.organisations_v2_a, views.organisations_v2_b")
