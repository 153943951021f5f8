"""Following the log: everything, once, in order, soon, whatever happens to the connection."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from uuid import uuid4

import pytest

from services.workflow.recorded.metadata import StoredRow
from services.workflow.storage.event_store import PostgresEventStore
from services.workflow.storage.tail import BrokenLog, follow
from tests.support.appends import request, write
from tests.support.database import Databases
from tests.support.queries import rows_of


async def _positions(tail: AsyncGenerator[list[StoredRow], None], until: int) -> list[int]:
    seen: list[int] = []
    async with asyncio.timeout(20):
        async for batch in tail:
            seen += [row.position for row in batch]
            if seen[-1] >= until:
                break
    return seen


async def _append(store: PostgresEventStore, count: int) -> None:
    await asyncio.gather(*(store.append(request(write(uuid4()))) for _ in range(count)))


async def test_the_tail_reads_from_a_position_and_goes_on_with_what_is_new(
    store: PostgresEventStore, databases: Databases
) -> None:
    await _append(store, 25)
    async with aclosing(follow(databases.projector, after=5, batch_limit=10)) as tail:
        assert await _positions(tail, until=25) == list(range(6, 26))
        await _append(store, 10)
        assert await _positions(tail, until=35) == list(range(26, 36))


async def test_a_new_event_wakes_the_tail_long_before_its_next_look(
    store: PostgresEventStore, databases: Databases
) -> None:
    async with aclosing(follow(databases.projector, after=0, poll_seconds=15)) as tail:
        await _append(store, 1)
        await _positions(tail, until=1)
        reading = asyncio.create_task(_positions(tail, until=2))
        await asyncio.sleep(0)
        began = time.monotonic()
        await _append(store, 1)
        await reading
        assert time.monotonic() - began < 5


async def test_without_a_wake_up_the_next_look_finds_the_event(
    store: PostgresEventStore, databases: Databases
) -> None:
    async with aclosing(follow(databases.projector, after=0, poll_seconds=0.05)) as tail:
        await _append(store, 1)
        await _positions(tail, until=1)
        rows_of(
            databases.admin,
            "INSERT INTO log.events SELECT 2, 1, recorded_at, gen_random_uuid(), 1, topic, state,"
            " hash FROM log.events",
        )
        assert await _positions(tail, until=2) == [2]


async def test_a_lost_connection_leaves_nothing_out_and_repeats_nothing(
    store: PostgresEventStore, databases: Databases
) -> None:
    async with aclosing(follow(databases.projector, after=0)) as tail:
        for number in range(1, 5):
            await _append(store, 1)
            assert await _positions(tail, until=number) == [number]
            rows_of(
                databases.admin,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'fengqiao tail' AND datname = current_database()",
            )


async def test_the_tail_stops_where_an_event_is_missing(
    store: PostgresEventStore, databases: Databases
) -> None:
    await _append(store, 5)
    rows_of(
        databases.admin,
        "ALTER TABLE log.events DISABLE TRIGGER events_stay",
    )
    try:
        rows_of(databases.admin, "DELETE FROM log.events WHERE position = 3")
    finally:
        rows_of(databases.admin, "ALTER TABLE log.events ENABLE TRIGGER events_stay")
    async with aclosing(follow(databases.projector, after=1)) as tail:
        with pytest.raises(BrokenLog) as broken:
            await _positions(tail, until=5)
    assert (broken.value.position, broken.value.found) == (2, 3)


async def test_the_tail_refuses_a_log_that_ends_before_what_was_read(
    store: PostgresEventStore, databases: Databases
) -> None:
    await _append(store, 2)
    async with aclosing(follow(databases.projector, after=7)) as tail:
        with pytest.raises(BrokenLog):
            await _positions(tail, until=8)
