"""T3: the database and all its processes killed under load lose and double nothing."""

import asyncio
import random
import time
from pathlib import Path

import psutil
import pytest

from services.kit.embedded_postgres import EmbeddedPostgres
from services.workflow.storage.event_store import PostgresEventStore
from tests.faults.ledger import Ledger, check
from tests.faults.load import Load
from tests.faults.sizes import size
from tests.support.database import Databases

_KILLS = size(short=2, long=20)
_CLIENTS = size(short=8, long=32)
_SECONDS_TO_FIRST_ANSWER = 5


def _kill_all(server: EmbeddedPostgres) -> None:
    postmaster = psutil.Process(server.pid())
    children = postmaster.children(recursive=True)
    for process in (postmaster, *children):
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs([postmaster, *children], timeout=10)


async def _next_answer(ledger: Ledger, after: int) -> None:
    async with asyncio.timeout(60):
        while ledger.acknowledged <= after:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def _server_back(server: EmbeddedPostgres) -> None:
    async with asyncio.timeout(60):
        while server.pid() is None or not await asyncio.to_thread(server.answers):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@pytest.mark.faults
async def test_a_killed_database_loses_nothing_that_was_acknowledged(
    own_server: Databases, tmp_path: Path
) -> None:
    server, seed = own_server.server, random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    ledger = Ledger(tmp_path)
    async with await PostgresEventStore.open(own_server.app, patience_seconds=0.5) as store:
        load = Load(store, ledger, seed)
        watch = asyncio.create_task(server.watch(every_seconds=0.1))
        clients = [asyncio.create_task(load.client()) for _ in range(_CLIENTS)]
        for _ in range(_KILLS):
            await _next_answer(ledger, after=ledger.acknowledged + chance.randint(10, 400))
            await asyncio.to_thread(_kill_all, server)
            before = ledger.acknowledged
            await _server_back(server)
            back = time.monotonic()
            await _next_answer(ledger, after=before)
            assert time.monotonic() - back < _SECONDS_TO_FIRST_ANSWER
        load.stopping.set()
        await asyncio.gather(*clients)
        watch.cancel()
        rows = await check(ledger, store, own_server.app)
    assert ledger.acknowledged == len(ledger.sent)
    print(f"{_KILLS} kills, {ledger.acknowledged} commands, {len(rows)} events,")
    print(f"{load.unavailable} told to try again, {load.conflicts} conflicts, all kept once")
    ledger.close()
