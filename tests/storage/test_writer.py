"""The group-commit writer: full queues, bad neighbours, lost connections, and closing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
import psycopg
import pytest

from services.workflow.application.ports import Receipt, StoreUnavailable, StreamWrite
from services.workflow.storage.append_call import APPEND_LOCK
from services.workflow.storage.event_store import PostgresEventStore
from tests.support.appends import request, write
from tests.support.database import Databases
from tests.support.queries import rows_of

_KILL = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
 WHERE application_name = %s AND datname = current_database()
"""


_WAITING_FOR_LOCK = """
SELECT pid FROM pg_stat_activity
 WHERE application_name = 'fengqiao writer' AND wait_event = 'advisory'
   AND datname = current_database()
"""


@asynccontextmanager
async def _paused_appends(databases: Databases) -> AsyncIterator[None]:
    """Hold the log's lock, so that a batch is sent but not stored until the end of the block."""
    with psycopg.connect(databases.admin) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [APPEND_LOCK])
        yield


async def _batch_was_sent(databases: Databases) -> None:
    async with asyncio.timeout(10):
        while not rows_of(databases.admin, _WAITING_FOR_LOCK):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_whatever_queues_up_is_stored_in_few_batches(
    store: PostgresEventStore, databases: Databases
) -> None:
    receipts = await asyncio.gather(*(store.append(request(write(uuid4()))) for _ in range(1_000)))
    assert sorted(receipt.position for receipt in receipts) == list(range(1, 1_001))
    batches = rows_of(databases.admin, "SELECT count(DISTINCT recorded_at) FROM log.events")
    assert batches == [(5,)]


async def test_a_full_queue_refuses_at_once(databases: Databases) -> None:
    async with await PostgresEventStore.open(databases.app, queue_limit=10) as store:
        outcomes = await asyncio.gather(
            *(store.append(request(write(uuid4()))) for _ in range(25)), return_exceptions=True
        )
        assert [isinstance(outcome, Receipt) for outcome in outcomes] == [True] * 10 + [False] * 15
        assert all(isinstance(outcome, StoreUnavailable) for outcome in outcomes[10:])
        assert await store.head() == 10


async def test_only_the_command_that_the_database_refuses_fails(store: PostgresEventStore) -> None:
    streams = [uuid4() for _ in range(10)]
    bad = request(StreamWrite(streams[4], 0, (("test:\0", b"state"),)))
    outcomes = await asyncio.gather(
        *(
            store.append(bad if stream == streams[4] else request(write(stream)))
            for stream in streams
        ),
        store.append(request(write(streams[4]))),
        return_exceptions=True,
    )
    assert isinstance(outcomes[4], asyncpg.PostgresError)
    assert [type(outcome) for outcome in outcomes[:4] + outcomes[5:]] == [Receipt] * 10
    assert await store.head() == 10


async def test_a_command_that_cannot_be_encoded_fails_alone(store: PostgresEventStore) -> None:
    outcomes = await asyncio.gather(
        store.append(request(write(uuid4(), 2**40))),
        store.append(request(write(uuid4()))),
        return_exceptions=True,
    )
    assert isinstance(outcomes[0], asyncpg.DataError)
    assert isinstance(outcomes[1], Receipt)


async def test_a_killed_connection_goes_unnoticed_by_commands_with_a_key(
    store: PostgresEventStore, databases: Databases
) -> None:
    for _ in range(5):
        await store.append(request(write(uuid4())))
        assert rows_of(databases.admin, _KILL, "fengqiao writer") == [(True,)]
        rows_of(databases.admin, _KILL, "fengqiao reader")
    assert (await store.append(request(write(uuid4())))).position == 6
    assert len(await store.read_log(after=0, limit=10)) == 6


async def test_a_command_without_a_key_is_never_sent_twice(
    store: PostgresEventStore, databases: Databases
) -> None:
    with_key, without = uuid4(), uuid4()
    async with _paused_appends(databases):
        waiting = [
            asyncio.create_task(store.append(request(write(with_key)))),
            asyncio.create_task(store.append(request(write(without), keyless=True))),
        ]
        await _batch_was_sent(databases)
        assert rows_of(databases.admin, _KILL, "fengqiao writer") == [(True,)]
    receipt, failure = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(receipt, Receipt)
    assert isinstance(failure, StoreUnavailable)
    assert await store.read_stream(without) == []


async def test_closing_stores_what_waits_and_takes_no_more(databases: Databases) -> None:
    store = await PostgresEventStore.open(databases.app)
    waiting = [asyncio.create_task(store.append(request(write(uuid4())))) for _ in range(300)]
    await asyncio.sleep(0)
    await store.close()
    assert len({receipt.position for receipt in await asyncio.gather(*waiting)}) == 300
    with pytest.raises(StoreUnavailable):
        await store.append(request(write(uuid4())))


async def test_a_server_that_is_not_there_is_reported_after_some_patience(
    tmp_path: Path,
) -> None:
    nowhere = f"postgresql://fengqiao_app@/fengqiao?host={tmp_path}"
    async with await PostgresEventStore.open(nowhere, patience_seconds=0.1) as store:
        with pytest.raises(StoreUnavailable):
            await store.append(request(write(uuid4())))
        with pytest.raises(StoreUnavailable):
            await store.head()


async def test_who_gives_up_while_waiting_stores_nothing(
    store: PostgresEventStore, databases: Databases
) -> None:
    async with _paused_appends(databases):
        first = asyncio.create_task(store.append(request(write(uuid4()))))
        await _batch_was_sent(databases)
        second = asyncio.create_task(store.append(request(write(uuid4()))))
        await asyncio.sleep(0)
        second.cancel()
    await first
    assert await store.head() == 1
