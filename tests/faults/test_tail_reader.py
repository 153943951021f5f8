"""T8: a reader of the log's tail misses nothing; the usual way of doing it, shown beside, does."""

import asyncio
import random
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any
from uuid import uuid4

import pytest

from services.kit.database import connect
from services.projections.storage.event_log import read_batch
from services.workflow.application.ports import AppendRequest, Receipt, StoreUnavailable
from services.workflow.recorded.metadata import StoredRow
from services.workflow.storage.append_call import APPEND, arguments
from services.workflow.storage.event_store import PostgresEventStore
from services.workflow.storage.tail import follow
from tests.faults.sizes import size
from tests.support.appends import request, write
from tests.support.database import Databases
from tests.support.queries import rows_of

_EVENTS = size(short=100_000, long=1_000_000)
_SLOW_SECONDS = size(short=1, long=30)
_MOST_EVENTS = 40
_ROLLBACKS = 0.01
# A writer that is held waits for longer than a service would.
_PATIENT = {
    "lock_timeout": "90s",
    "statement_timeout": "90s",
    "idle_in_transaction_session_timeout": "0",
}

# What an event table usually is: numbers from a sequence, handed out before the commit.
_USUAL = """
CREATE SCHEMA IF NOT EXISTS usual;
CREATE TABLE IF NOT EXISTS usual.events (position bigserial PRIMARY KEY, state bytea);
TRUNCATE usual.events RESTART IDENTITY;
GRANT USAGE ON SCHEMA usual TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA usual TO PUBLIC;
GRANT ALL ON ALL SEQUENCES IN SCHEMA usual TO PUBLIC;
"""


def _batch(chance: random.Random) -> tuple[list[Any], ...]:
    states = [b"x" * chance.randint(1, 700) for _ in range(chance.randint(1, _MOST_EVENTS))]
    return arguments([request(write(uuid4(), 0, *states)) for _ in range(chance.randint(1, 10))])


class _Progress:
    """How many events are committed, and whether that is enough."""

    committed = 0

    @property
    def is_done(self) -> bool:
        return self.committed >= _EVENTS


async def _transactions(dsn: str, progress: _Progress, chance: random.Random) -> None:
    """Append in transactions of its own, some taken back, the first held open for long."""
    connection = await connect(dsn, name="test writer", **_PATIENT)
    held = float(_SLOW_SECONDS)
    while not progress.is_done:
        transaction = connection.transaction()
        await transaction.start()
        rows = await connection.fetch(APPEND, *_batch(chance))
        await asyncio.sleep(held)
        held = chance.choice((0, 0, 0, 0.01))
        if chance.random() < _ROLLBACKS:
            await transaction.rollback()
        else:
            await transaction.commit()
            progress.committed += rows[-1]["last_position"] - rows[0]["first_position"] + 1
    await connection.close()


async def _commands(dsn: str, progress: _Progress, chance: random.Random) -> None:
    """Append as the service does, from several clients of one writer."""

    async def client() -> None:
        while not progress.is_done:
            states = [b"x" * chance.randint(1, 700)] * chance.randint(1, _MOST_EVENTS)
            command = request(write(uuid4(), 0, *states))
            while not (receipt := await _told(store, command)):
                pass
            progress.committed += receipt.position - receipt.first_position + 1

    async with await PostgresEventStore.open(dsn) as store:
        await asyncio.gather(*(client() for _ in range(4)))


async def _told(store: PostgresEventStore, command: AppendRequest) -> Receipt | None:
    """None while the held transaction keeps the log to itself: the client sends again."""
    try:
        return await store.append(command)
    except StoreUnavailable:
        return None


class _Reader:
    """Follows the log and counts; every position must be the next one."""

    seen = 0

    async def read(self, batches: AsyncGenerator[list[StoredRow], None]) -> None:
        async with aclosing(batches):
            async for batch in batches:
                self.seen += len(batch)
                assert batch[-1].position == self.seen


async def _as_the_projector_reads(dsn: str) -> AsyncGenerator[list[StoredRow], None]:
    connection = await connect(dsn, name="test reader")
    position = 0
    try:
        while True:
            if batch := await read_batch(connection, after=position, limit=1_000):
                position = batch[-1].position
                yield batch
            else:
                await asyncio.sleep(0.002)
    finally:
        connection.terminate()


@pytest.mark.faults
async def test_no_reader_of_the_tail_misses_an_event(databases: Databases) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    progress = _Progress()
    readers = {
        _Reader(): follow(databases.projector, after=0),
        _Reader(): _as_the_projector_reads(databases.projector),
    }
    reading = [asyncio.create_task(reader.read(tail)) for reader, tail in readers.items()]
    await asyncio.gather(
        *(_transactions(databases.app, progress, random.Random(seed + n)) for n in range(2)),
        *(_commands(databases.app, progress, random.Random(seed + n)) for n in range(2, 4)),
    )
    async with asyncio.timeout(30):
        while any(reader.seen < progress.committed for reader in readers):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    stored = rows_of(databases.admin, "SELECT count(*) FROM log.events")[0][0]
    assert {reader.seen for reader in readers} == {progress.committed} == {stored}
    for task in reading:
        task.cancel()
    outcomes = await asyncio.gather(*reading, return_exceptions=True)
    assert all(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
    print(f"{stored} events, 0 missed by {len(readers)} readers")


@pytest.mark.faults
async def _usual_writer(dsn: str, chance: random.Random, stop: asyncio.Event) -> None:
    connection = await connect(dsn, name="usual writer")
    while not stop.is_set():
        async with connection.transaction():
            await connection.execute("INSERT INTO usual.events (state) VALUES ('x')")
            if chance.random() < 0.02:
                await asyncio.sleep(0.01)
    await connection.close()


@pytest.mark.faults
async def test_the_usual_reader_of_a_sequence_misses_events_that_ours_would_not(
    databases: Databases,
) -> None:
    rows_of(databases.admin, _USUAL)
    stop, seen, position = asyncio.Event(), 0, 0
    writers = [
        asyncio.create_task(_usual_writer(databases.app, random.Random(n), stop)) for n in range(8)
    ]
    reader = await connect(databases.app, name="usual reader")
    tail = "SELECT position FROM usual.events WHERE position > $1 ORDER BY position"
    async with asyncio.timeout(30):
        while not stop.is_set() or any(not writer.done() for writer in writers):
            found = await reader.fetch(tail, position)
            seen += len(found)
            position = found[-1][0] if found else position
            if seen >= 3_000:
                stop.set()
    seen += len(await reader.fetch(tail, position))
    stored = await reader.fetchval("SELECT count(*) FROM usual.events")
    await reader.close()
    print(f"{stored} events, {stored - seen} missed")
    assert seen < stored


@pytest.mark.faults
async def test_no_event_is_visible_before_an_earlier_one_is_committed_or_taken_back(
    databases: Databases,
) -> None:
    """The interleaving by which the usual reader loses an event, played step by step."""
    rows_of(databases.admin, _USUAL)
    first = await connect(databases.app, name="first")
    second = await connect(databases.app, name="second")
    usual = "INSERT INTO usual.events (state) VALUES ('x') RETURNING position"
    early = first.transaction()
    await early.start()
    assert await first.fetchval(usual) == 1
    assert await second.fetchval(usual) == 2
    assert rows_of(databases.app, "SELECT position FROM usual.events") == [(2,)]
    await early.commit()

    early = first.transaction()
    await early.start()
    await first.fetch(APPEND, *arguments([request(write(uuid4()))]))
    late = asyncio.create_task(second.fetch(APPEND, *arguments([request(write(uuid4()))])))
    done, _ = await asyncio.wait([late], timeout=0.2)
    assert not done
    assert rows_of(databases.app, "SELECT position FROM log.events") == []
    await early.rollback()
    await late
    assert rows_of(databases.app, "SELECT position FROM log.events") == [(1,)]
    await first.close()
    await second.close()
