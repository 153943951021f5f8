"""Deadlines of many open disputes: the sweep's question by its index, and all of them computed anew."""

import argparse
import itertools
import os
import platform
import statistics
import sys
import time
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec
import uvloop

from bench.histories import Stored, left_open
from bench.projector import LOAD_BATCH, server
from services.kit.clock import legal_day
from services.kit.database import connect
from services.kit.embedded_postgres import EmbeddedPostgres
from services.projections import collector
from services.projections.deadlines.applying import Applied
from services.projections.deadlines.computing import Kept
from services.projections.deadlines.keeper import Keeper
from services.projections.queries.lapses_due import LAPSED
from services.projections.runner import catch_up
from services.workflow.application.ports import AppendRequest, StreamWrite
from services.workflow.recorded.codec import decode_value
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.append_call import APPEND, arguments
from services.workflow.storage.databases import APP, PROJECTOR

GOAL_SECONDS = 10.0
"""For 10,000 disputes, nothing of which is on file yet."""
GOAL_RATIO = 20.0
"""Times that computing and comparing may take of decoding the same records."""
SWEPT_GOAL_MS = 50.0
PER = 10_000
FIRST = UUID(int=0)
_kept = msgspec.json.Decoder(Kept, dec_hook=decode_value)
_COPIES = """
INSERT INTO views.deadlines_due
SELECT md5(dispute::text || copy)::uuid, rule, about, case_number, state, region, organisation,
       body, mediator, is_own_duty, start_on, due_natural, due_rolled, act_by, provisional,
       calendar, rule_pack, status, is_warning, lapse, is_sample, position, facts
  FROM views.deadlines_due, generate_series(2, $1) AS copy
"""


class Standing:
    """A day on which some of them have lapsed and most have not."""

    def now(self) -> datetime:
        return datetime(2019, 1, 22, 1, tzinfo=UTC)

    def today(self) -> date:
        return legal_day(self.now())


async def load(dsn: str, events: Any) -> int:
    """Write the events to the log; how many there are."""
    connection = await connect(dsn, name="bench load")
    total = 0
    while batch := list(itertools.islice(events, LOAD_BATCH)):
        await connection.fetch(APPEND, *arguments([_request(each) for each in batch]))
        total += len(batch)
    await connection.close()
    return total


def _request(stored: Stored) -> AppendRequest:
    stream, before, topic, state = stored
    return AppendRequest(None, b"", b"", None, (StreamWrite(stream, before, ((topic, state),)),))


async def decoded(dsn: str) -> float:
    """Seconds of the floor: read every dispute's record, and decode it."""
    connection = await connect(dsn, name="bench floor")
    start, last = time.perf_counter(), FIRST
    while rows := await connection.fetch(
        "SELECT dispute, record FROM views.dispute_list WHERE dispute > $1"
        " ORDER BY dispute LIMIT 1000",
        last,
    ):
        with collector.paused():
            for _, record in rows:
                _kept.decode(record)
        last = rows[-1][0]
    spent = time.perf_counter() - start
    await connection.close()
    return spent


async def recomputed(keeper: Keeper) -> tuple[float, Applied]:
    """Seconds of computing every dispute anew and comparing, and what was written."""
    start = time.perf_counter()
    done = await keeper.recompute_all()
    return time.perf_counter() - start, done


async def compute(dsn: str, disputes: int, rounds: int) -> bool:
    """From nothing once, then over rows that are right; whether both goals are met."""
    keeper = await Keeper.connect(dsn, NationalRulebook(), Standing(), "bench keeper")
    await keeper.try_lead()
    # The place first: rows are only computed up to where the list was read.
    start = time.perf_counter()
    while await keeper.step(2_000):
        pass
    first = time.perf_counter() - start
    again, ratios, done = [], [], Applied()
    for _ in range(rounds):
        floor = await decoded(dsn)
        spent, done = await recomputed(keeper)
        again.append(spent * PER / disputes)
        ratios.append(spent / floor)
    keeper.close()
    per = first * PER / disputes
    middle, ratio = statistics.median(again), statistics.median(ratios)
    print(
        f"from nothing, following    {per:.2f} s per {PER:,} disputes   goal {GOAL_SECONDS:.0f} s"
    )
    print(
        f"computed and compared      {middle:.2f} [{min(again):.2f}–{max(again):.2f}] s per {PER:,}"
    )
    print(
        f"times decoding the records {ratio:.1f} [{min(ratios):.1f}–{max(ratios):.1f}]"
        f"   goal {GOAL_RATIO:.0f}; {done.differing} rows differed, {done.failed} disputes failed"
    )
    return per <= GOAL_SECONDS and ratio <= GOAL_RATIO and not done.differing


async def sweep(embedded: EmbeddedPostgres, disputes: int, times: int) -> bool:
    """The sweep's question over many disputes, with its plan; whether its index alone was read."""
    admin = await connect(embedded.dsn("fengqiao"), name="bench copies", statement_timeout="0")
    await admin.execute(_COPIES, times)
    await admin.execute("VACUUM ANALYZE views.deadlines_due")
    total, to_lapse = await admin.fetchrow(
        "SELECT count(*), count(*) FILTER (WHERE lapse <> '') FROM views.deadlines_due"
    )
    asked = (Standing().today(), date.min, FIRST, 500)
    plan = await admin.fetch(f"EXPLAIN (ANALYZE, BUFFERS) {LAPSED}", *asked)
    times_ms = []
    for _ in range(20):
        start = time.perf_counter()
        found = await admin.fetch(LAPSED, *asked)
        times_ms.append((time.perf_counter() - start) * 1000)
    await admin.close()
    print(f"{disputes * times:,} open disputes, {total:,} open deadlines, {to_lapse:,} that lapse")
    print("\n".join(f"    {line}" for (line,) in plan))
    worst = max(times_ms)
    print(
        f"a page of {len(found)} lapsed  worst of 20 {worst:.1f} ms   goal {SWEPT_GOAL_MS:.0f} ms"
    )
    text = "\n".join(line for (line,) in plan)
    return "deadlines_to_lapse" in text and "Seq Scan" not in text and worst < SWEPT_GOAL_MS


async def measure(chosen: argparse.Namespace) -> bool:
    """Load once, then measure both; whether all goals are met."""
    collector.rare()
    with server() as embedded:
        dsn = embedded.dsn("fengqiao", PROJECTOR)
        events = await load(embedded.dsn("fengqiao", APP), left_open(chosen.disputes))
        await catch_up(dsn)
        print(
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python"
            f" {platform.python_version()}, uvloop, PostgreSQL 18 embedded, fsync on;"
            f" {events:,} events of {chosen.disputes:,} disputes in every state"
        )
        is_fast = await compute(dsn, chosen.disputes, chosen.rounds)
        return await sweep(embedded, chosen.disputes, chosen.times) and is_fast


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 0 when the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--disputes", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=10, help="copies of the rows for the sweep")
    parser.add_argument("--rounds", type=int, default=3)
    return 0 if uvloop.run(measure(parser.parse_args(arguments))) else 1


if __name__ == "__main__":
    sys.exit(main())
