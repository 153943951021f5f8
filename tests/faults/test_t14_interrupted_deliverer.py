"""T14: a deliverer outlives the loss of its database, and a stop finishes what is in flight."""

import asyncio
import contextlib
from pathlib import Path

import psycopg
import pytest

from services.kit.clock import SystemClock
from services.kit.outgoing import Limits
from services.partners.deliveries.deliverer import keep_delivering
from tests.faults.sizes import size
from tests.support.database import Databases
from tests.support.delivering import Delivering, delivering, worker_on
from tests.support.receivers import answering, receiver

pytestmark = pytest.mark.faults
_BREAKS = size(short=1, long=50)
_OURS = (
    "('fengqiao deliverer', 'fengqiao deliverer listening', 'fengqiao queue', 'fengqiao partners')"
)


async def test_a_lost_database_is_waited_for_and_nothing_is_lost(
    databases: Databases, tmp_path: Path
) -> None:
    async with (
        receiver() as hook,
        delivering(databases, tmp_path, clock=SystemClock()) as worker,
    ):
        court = await worker.partner()
        await worker.subscribed(court, hook.url)
        going_on = asyncio.create_task(
            keep_delivering(lambda: worker_on(worker), databases.app, poll_seconds=0.05)
        )
        for no in range(1, _BREAKS + 1):
            worker.feed(court, "A")
            # What was sent and not yet kept when the connection went is sent again.
            await _delivered(worker, no)
            assert await asyncio.to_thread(_broken_off, databases)
        worker.feed(court, "B")
        await _delivered(worker, _BREAKS + 1)
        going_on.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await going_on
    assert worker.states() == ["delivered"] * (_BREAKS + 1)


async def test_a_stop_finishes_what_is_in_flight(databases: Databases, tmp_path: Path) -> None:
    whole = answering()

    async def slowly(writer: asyncio.StreamWriter) -> None:
        # Long enough for the stop to come first.
        later = asyncio.Event()
        asyncio.get_running_loop().call_later(0.5, later.set)
        await later.wait()
        await whole(writer)

    async with (
        receiver(slowly) as hook,
        delivering(databases, tmp_path, clock=SystemClock(), limits=Limits(seconds=10)) as worker,
    ):
        court = await worker.partner()
        await worker.subscribed(court, hook.url)
        worker.feed(court, "A")
        async with worker.running():
            await hook.has(1)
        assert worker.states() == ["delivered"]
        assert worker.rows("SELECT count(*) FROM deliveries.attempts") == [(1,)]


async def _delivered(worker: Delivering, count: int) -> None:
    """Wait until so many are kept as delivered."""
    async with asyncio.timeout(30):
        while worker.states().count("delivered") < count:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


def _broken_off(databases: Databases) -> bool:
    with psycopg.connect(databases.admin, autocommit=True) as connection:
        query = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = current_database() AND application_name IN {_OURS}"
        )
        return bool(connection.execute(query.encode()).fetchall())
