"""Load, decide and append one event, against raw inserts of the same rows and the library's recorder."""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import uvloop

from bench.append_library import library_commands
from bench.append_ours import our_commands
from bench.append_raw import prepare_raw, raw_commands
from services.kit.embedded_postgres import EmbeddedPostgres
from services.workflow.storage.databases import prepare_databases
from services.workflow.storage.migrations import migrate

CLIENTS = (1, 8, 32)
GOALS = {1: 0.45, 8: 0.65, 32: 1.2}
LIBRARY_CLIENTS = 8
LIBRARY_GOAL = 8.0


class Round(msgspec.Struct, frozen=True):
    """Commands a second in one repetition at one number of clients."""

    clients: int
    raw: float
    ours: float
    p50_ms: float
    p99_ms: float
    batch: float
    library: float | None = None


@contextmanager
def _server() -> Iterator[EmbeddedPostgres]:
    """A PostgreSQL of its own, as `fengqiao run` starts it, with default durability."""
    with tempfile.TemporaryDirectory(prefix="fq-bench-") as folder:
        Path(folder).chmod(0o755)
        with EmbeddedPostgres(Path(folder)) as server:
            prepare_databases(server.dsn())
            migrate(server.dsn("fengqiao"))
            prepare_raw(server.dsn("fengqiao"))
            yield server


def _round(server: EmbeddedPostgres, clients: int, seconds: float) -> Round:
    raw = raw_commands(server, clients, seconds)
    ours = uvloop.run(our_commands(server, clients, seconds))
    library = None
    if clients == LIBRARY_CLIENTS:
        library = library_commands(server, clients, seconds)
    return Round(clients, raw, ours.a_second, ours.p50_ms, ours.p99_ms, ours.batch, library)


def _print(rounds: list[Round]) -> bool:
    """Print the medians and whether every goal is met."""
    met = True
    print("clients  raw tx/s  ours cmd/s  ratio [spread]        goal  p50 ms  p99 ms  batch")
    for clients in CLIENTS:
        here = [one for one in rounds if one.clients == clients]
        ratios = sorted(one.ours / one.raw for one in here)
        middle = statistics.median(ratios)
        met = met and middle >= GOALS[clients]
        raw, ours, p50, p99, batch = (
            statistics.median(getattr(one, name) for one in here)
            for name in ("raw", "ours", "p50_ms", "p99_ms", "batch")
        )
        print(
            f"{clients:7} {raw:9,.0f} {ours:11,.0f}   {middle:4.2f} [{ratios[0]:.2f}–{ratios[-1]:.2f}]"
            f"  {GOALS[clients]:11.2f} {p50:7.2f} {p99:7.2f} {batch:6.1f}"
        )
    against = [(one.ours / one.library, one.library) for one in rounds if one.library]
    times = statistics.median(ratio for ratio, _ in against)
    stock = statistics.median(commands for _, commands in against)
    print(
        f"{LIBRARY_CLIENTS} clients against the library's own recorder ({stock:,.0f} cmd/s):"
        f" {times:.1f} times, goal {LIBRARY_GOAL:.0f}"
    )
    return met and times >= LIBRARY_GOAL


def main(arguments: list[str] | None = None) -> int:
    """Print the ratios; the exit code says whether the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each measurement")
    parser.add_argument("--repetitions", type=int, default=3)
    chosen = parser.parse_args(arguments)
    with _server() as server:
        print(
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.platform()},"
            f" Python {platform.python_version()}, uvloop, PostgreSQL 18 embedded:"
            " fsync, synchronous_commit and full_page_writes on"
        )
        print(
            f"{chosen.repetitions} repetitions, interleaved, {chosen.seconds:g} s each;"
            " raw: pgbench -M prepared, event and key row in one statement, no ordering,"
            " no check; started",
            time.strftime("%Y-%m-%d %H:%M"),
        )
        rounds = [
            _round(server, clients, chosen.seconds)
            for _ in range(chosen.repetitions)
            for clients in CLIENTS
        ]
    return 0 if _print(rounds) else 1


if __name__ == "__main__":
    sys.exit(main())
