"""Follows the log: woken by the writer's NOTIFY, never later than its own next look."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg

from services.kit.database import LOST_CONNECTION, connect
from services.workflow.recorded.metadata import StoredRow

_READ = """
SELECT position, stream_id, version, topic, state, recorded_at, prev
  FROM log.events WHERE position > $1 ORDER BY position LIMIT $2
"""
_LONGEST_WAIT_SECONDS = 1.0


class BrokenLog(Exception):
    """The event after `position` is missing, or the log ends before it; nobody may read on."""

    def __init__(self, position: int, found: int) -> None:
        super().__init__(f"after position {position} the log goes on from {found}")
        self.position = position
        self.found = found


async def follow(
    dsn: str, *, after: int, batch_limit: int = 1_000, poll_seconds: float = 1.0
) -> AsyncGenerator[list[StoredRow], None]:
    """Every event after a position, in batches, in order, for ever; none twice, none left out.

    A lost connection is made again and reading goes on where it stopped. Raises BrokenLog where
    an event does not link to the one before it.
    """
    position = after
    wait_seconds = 0.02
    while True:
        try:
            async with _listening(dsn) as (connection, woken):
                await _check_end(connection, position)
                wait_seconds = 0.02
                while True:
                    woken.clear()
                    records = await connection.fetch(_READ, position, batch_limit)
                    if records:
                        batch = _linked(records, position)
                        position = batch[-1].position
                        yield batch
                    if len(records) < batch_limit:
                        await _wait(woken, poll_seconds)
        except (*LOST_CONNECTION, asyncpg.InterfaceError):
            await asyncio.sleep(wait_seconds)
            wait_seconds = min(wait_seconds * 2, _LONGEST_WAIT_SECONDS)


@asynccontextmanager
async def _listening(dsn: str) -> AsyncIterator[tuple[Any, asyncio.Event]]:
    """Connect so that no event committed from now on goes unnoticed."""
    connection = await connect(dsn, name="fengqiao tail")
    woken = asyncio.Event()

    def wake(*_: object) -> None:
        woken.set()

    try:
        connection.add_termination_listener(wake)
        await connection.add_listener("log", wake)
        yield connection, woken
    finally:
        # Not closed politely: the generator may be collected while its loop is going down.
        connection.terminate()


async def _check_end(connection: Any, position: int) -> None:
    """A log that ends before what was read from it is another log, such as a restored backup."""
    head: int = await connection.fetchval("SELECT position FROM log.head")
    if head < position:
        raise BrokenLog(position, head)


def _linked(records: list[Any], position: int) -> list[StoredRow]:
    batch = []
    for *row, prev in records:
        if prev != position:
            raise BrokenLog(position, prev)
        batch.append(StoredRow(*row))
        position = batch[-1].position
    return batch


async def _wait(woken: asyncio.Event, poll_seconds: float) -> None:
    # Not wait_for: before Python 3.12 it swallows a cancellation that comes with the wake-up.
    with suppress(TimeoutError):
        async with asyncio.timeout(poll_seconds):
            await woken.wait()
