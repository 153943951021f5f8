"""The projector: catching up against a decoding keyset scan of the same log, and its lag live."""

import argparse
import itertools
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import uvloop

from bench.histories import stored
from bench.projector_lag import Lag, live_lag
from services.kit.database import connect
from services.kit.embedded_postgres import EmbeddedPostgres
from services.projections import collector
from services.projections.runner import Pace, catch_up
from services.projections.storage import event_log
from services.projections.storage.migrations import migrate as migrate_views
from services.workflow.application.ports import AppendRequest, StreamWrite
from services.workflow.recorded.codec import decode
from services.workflow.storage.append_call import APPEND, arguments
from services.workflow.storage.databases import APP, PROJECTOR, prepare_databases
from services.workflow.storage.migrations import migrate

LOAD_BATCH = 2_000
BATCH = 5_000
GOAL = 0.25
LAG_GOAL_MS = 50.0
LAG_RATES = (100, 400)
"""Events a second while the lag is taken."""


@contextmanager
def server() -> Iterator[EmbeddedPostgres]:
    """A PostgreSQL of its own, as `fengqiao run` starts it, with default durability."""
    with tempfile.TemporaryDirectory(prefix="fq-bench-") as folder:
        Path(folder).chmod(0o755)
        with EmbeddedPostgres(Path(folder)) as embedded:
            prepare_databases(embedded.dsn())
            migrate(embedded.dsn("fengqiao"))
            migrate_views(embedded.dsn("fengqiao"))
            yield embedded


async def load(dsn: str, disputes: int, open_at_once: int) -> int:
    """Write the histories to the log; how many events there are."""
    connection = await connect(dsn, name="bench load")
    events = stored(disputes, open_at_once=open_at_once)
    total = 0
    while batch := list(itertools.islice(events, LOAD_BATCH)):
        requests = [
            AppendRequest(None, b"", b"", None, (StreamWrite(stream, before, ((topic, state),)),))
            for stream, before, topic, state in batch
        ]
        await connection.fetch(APPEND, *arguments(requests))
        total += len(batch)
    await connection.close()
    return total


async def scan(dsn: str) -> float:
    """Events a second of the floor: read in batches by position, and decode each event."""
    connection = await connect(dsn, name="bench scan")
    start, position = time.perf_counter(), 0
    while rows := await event_log.read_batch(connection, after=position, limit=BATCH):
        for row in rows:
            decode(row)
        position = rows[-1].position
    await connection.close()
    return position / (time.perf_counter() - start)


async def follow_from_zero(embedded: EmbeddedPostgres, batch: int) -> float:
    """Events a second of a projector that starts with empty tables."""
    admin = await asyncpg.connect(embedded.dsn("fengqiao"))
    for (table,) in await admin.fetch("SELECT table_name FROM views.positions"):
        await admin.execute(f"TRUNCATE views.{table}")
    await admin.execute("UPDATE views.positions SET position = 0")
    await admin.execute("CHECKPOINT")
    await admin.close()
    start = time.perf_counter()
    count = await catch_up(embedded.dsn("fengqiao", PROJECTOR), pace=Pace(batch=batch))
    return count / (time.perf_counter() - start)


async def ratio(embedded: EmbeddedPostgres, rounds: int, batch: int) -> float:
    """Scan and catch up in turn, so that both meet the same machine; the median ratio."""
    floors, ours, ratios = [], [], []
    for _ in range(rounds):
        floors.append(await scan(embedded.dsn("fengqiao", PROJECTOR)))
        ours.append(await follow_from_zero(embedded, batch))
        ratios.append(ours[-1] / floors[-1])
    print(f"decoding keyset scan  {_told(floors)} events/s")
    print(f"projector catch-up    {_told(ours)} events/s, all five read models")
    print(f"ratio                 {_told(ratios, '.2f')}   goal {GOAL}")
    return statistics.median(ratios)


def _told(figures: list[float], form: str = ",.0f") -> str:
    middle = statistics.median(figures)
    return f"{middle:{form}} [{min(figures):{form}}–{max(figures):{form}}]"


def _tell_lag(lag: Lag) -> None:
    print(
        f"live lag at {lag.rate:4} events/s  p50 {lag.p50_ms:.1f} ms  p99 {lag.p99_ms:.1f} ms"
        f"  worst {lag.worst_ms:.1f} ms   goal p99 {LAG_GOAL_MS:.0f} ms"
    )


async def measure(chosen: argparse.Namespace) -> bool:
    """Load once, then measure; whether both goals are met."""
    collector.rare()
    with server() as embedded:
        total = await load(embedded.dsn("fengqiao", APP), chosen.disputes, chosen.open_at_once)
        load_average = " ".join(f"{one:.1f}" for one in os.getloadavg())
        print(
            f"{os.cpu_count()} cores, load {load_average}, Python {platform.python_version()},"
            " uvloop, PostgreSQL 18 embedded, fsync on"
        )
        print(
            f"{total:,} events of {chosen.disputes:,} disputes, {chosen.open_at_once:,} moving at"
            f" once; batches of {chosen.batch:,}; median [spread] of {chosen.rounds} in turn"
        )
        reached = await ratio(embedded, chosen.rounds, chosen.batch)
        lags = [await live_lag(embedded, rate, chosen.seconds) for rate in LAG_RATES]
        for lag in lags:
            _tell_lag(lag)
    return reached >= GOAL and all(lag.p99_ms < LAG_GOAL_MS for lag in lags)


def main() -> int:
    """Print the figures; 0 when the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--disputes", type=int, default=10_000)
    parser.add_argument("--open-at-once", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--batch", type=int, default=BATCH)
    parser.add_argument("--seconds", type=float, default=5.0)
    return 0 if uvloop.run(measure(parser.parse_args())) else 1


if __name__ == "__main__":
    sys.exit(main())
