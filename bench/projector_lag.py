"""How long a committed event takes until the read models hold it, with the projector in its own process."""

import asyncio
import random
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID

from bench.histories import stored
from services.kit.database import connect
from services.kit.embedded_postgres import EmbeddedPostgres
from services.workflow.application.ports import AppendRequest, StreamWrite
from services.workflow.storage.databases import APP, PROJECTOR
from services.workflow.storage.event_store import PostgresEventStore

FOLLOW = (
    "import sys, uvloop\n"
    "from services.projections import collector\n"
    "from services.projections.runner import follow\n"
    "collector.rare()\n"
    "uvloop.run(follow(sys.argv[1]))\n"
)


class Lag(NamedTuple):
    """From the answer to the append until the notice that its position is in the read models."""

    rate: int
    p50_ms: float
    p99_ms: float
    worst_ms: float


async def live_lag(embedded: EmbeddedPostgres, rate: int, seconds: float) -> Lag:
    """Append single events at a rate for some seconds while a projector follows."""
    dsn = embedded.dsn("fengqiao", PROJECTOR)
    watching = await connect(dsn, name="bench watch")
    watch = _Watch()
    await watching.add_listener("views", watch.reached)
    async with _following(dsn), await PostgresEventStore.open(embedded.dsn("fengqiao", APP)) as log:
        await _caught_up(watching)
        await _append(log, watch, rate, seconds)
        await watch.all_seen()
    await watching.close()
    lags = sorted(watch.lags_ms)
    at_99 = statistics.quantiles(lags, n=100)[98]
    return Lag(rate, statistics.median(lags), at_99, lags[-1])


class _Watch:
    """Puts appended positions and notices of positions reached together."""

    def __init__(self) -> None:
        self.lags_ms: list[float] = []
        self._appended: dict[int, float] = {}
        self._reached = 0

    def appended(self, position: int) -> None:
        now = time.perf_counter()
        if position <= self._reached:
            self.lags_ms.append(0.0)
        else:
            self._appended[position] = now

    def reached(self, _connection: Any, _pid: int, _channel: str, payload: str) -> None:
        now = time.perf_counter()
        self._reached = int(payload)
        for position in [one for one in self._appended if one <= self._reached]:
            self.lags_ms.append((now - self._appended.pop(position)) * 1000)

    async def all_seen(self) -> None:
        async with asyncio.timeout(30):
            while self._appended:  # noqa: ASYNC110
                await asyncio.sleep(0.01)


async def _append(log: PostgresEventStore, watch: _Watch, rate: int, seconds: float) -> None:
    loop = asyncio.get_running_loop()
    start = loop.time()
    # Other disputes in every call: streams are named by the seed.
    events = stored(1_000_000, open_at_once=200, seed=random.SystemRandom().getrandbits(48))
    for number in count():
        due = start + number / rate
        if due > start + seconds:
            return
        await asyncio.sleep(max(0.0, due - loop.time()))
        stream, before, topic, state = next(events)
        write = StreamWrite(UUID(int=stream.int), before, ((topic, state),))
        receipt = await log.append(AppendRequest(None, b"", b"", None, (write,)))
        watch.appended(receipt.position)


@asynccontextmanager
async def _following(dsn: str) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", FOLLOW, dsn)
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


async def _caught_up(connection: Any) -> None:
    query = """
    SELECT min(position) >= (SELECT position FROM log.head)
           AND (SELECT count(*) = 1 FROM pg_stat_activity WHERE application_name = 'fengqiao projector')
      FROM views.positions WHERE is_live
    """
    async with asyncio.timeout(60):
        while not await connection.fetchval(query):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
