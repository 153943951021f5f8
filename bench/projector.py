"""The projector against a decoding keyset scan of the same log in the same run, and its live lag."""

import argparse
import asyncio
import itertools
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg

from bench.histories import stored
from services.kit.database import connect
from services.kit.embedded_postgres import EmbeddedPostgres
from services.projections.runner import Pace, catch_up
from services.projections.storage import event_log
from services.projections.storage.migrations import migrate as migrate_views
from services.workflow.application.ports import AppendRequest, StreamWrite
from services.workflow.recorded.codec import decode
from services.workflow.storage.append_call import APPEND, arguments
from services.workflow.storage.databases import APP, PROJECTOR, prepare_databases
from services.workflow.storage.migrations import migrate

LOAD_BATCH = 2_000
SCAN_BATCH = 5_000


@contextmanager
def server() -> Iterator[EmbeddedPostgres]:
    """A PostgreSQL of its own, with default durability."""
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
    await connection.execute("SELECT pg_stat_force_next_flush()")
    await connection.close()
    return total


async def scan(dsn: str) -> float:
    """Events a second of the floor: read in batches by position, and decode each event."""
    connection = await connect(dsn, name="bench scan")
    start, position = time.perf_counter(), 0
    while rows := await event_log.read_batch(connection, after=position, limit=SCAN_BATCH):
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


async def rates(embedded: EmbeddedPostgres, rounds: int, batch: int) -> None:
    """Scan and catch-up in turn, so that both meet the same machine."""
    floors, ours, ratios = [], [], []
    for _ in range(rounds):
        floors.append(await scan(embedded.dsn("fengqiao", PROJECTOR)))
        ours.append(await follow_from_zero(embedded, batch))
        ratios.append(ours[-1] / floors[-1])
    print(f"decoding keyset scan   {told(floors)} events/s")
    print(f"projector catch-up     {told(ours)} events/s, all five read models")
    print(f"ratio                  {statistics.median(ratios):.2f}   (goal 0.25)")


def told(figures: list[float]) -> str:
    """Median and spread."""
    return f"{statistics.median(figures):9,.0f} [{min(figures):,.0f} to {max(figures):,.0f}]"


def conditions() -> str:
    """Where this was measured."""
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} cores, load {load}, Python {platform.python_version()},"
        " PostgreSQL 18 embedded, fsync on"
    )


async def measure(arguments_: Any) -> None:
    """Load once, then measure."""
    with server() as embedded:
        total = await load(
            embedded.dsn("fengqiao", APP), arguments_.disputes, arguments_.open_at_once
        )
        print(conditions())
        print(
            f"{total:,} events of {arguments_.disputes:,} disputes,"
            f" {arguments_.open_at_once:,} moving at once; batches of {arguments_.batch:,}"
        )
        await rates(embedded, arguments_.rounds, arguments_.batch)


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--disputes", type=int, default=20_000)
    parser.add_argument("--open-at-once", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--batch", type=int, default=2_000)
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
