"""Webhooks to ten partners, one of them dead, against ten live ones, and against bare signed posts."""

import argparse
import asyncio
import contextlib
import itertools
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import uvloop

from bench.projector import server
from services.access.schemas import migrate as migrate_access
from services.kit.clock import SystemClock
from services.kit.database import connect
from services.kit.embedded_postgres import EmbeddedPostgres
from services.kit.logging import configure
from services.kit.outgoing import Limits, Outgoing
from services.partners.deliveries.deliverer import Deliverer
from services.partners.deliveries.pgqueue import SLOTS
from services.partners.deliveries.signing import headers_of
from services.partners.profiles.partner import Partner, PartnerKind, partner_id
from services.partners.profiles.secret import Direction
from services.partners.profiles.store import Profiles
from services.partners.schemas import migrate as migrate_partners
from services.workflow.storage.databases import APP
from services.workflow.storage.master_key import LocalMasterKey

PARTNERS = 10
PER_DISPUTE = 5
GOAL_RATE = 0.9
"""What the nine live ones get beside a dead one, of what they get beside a tenth live one."""
GOAL_P99 = 1.5
"""Times that the slowest hundredth may take of that, at a steady load."""
_EMPTY = """
TRUNCATE feed.items, deliveries.journal, deliveries.attempts, deliveries.deliveries,
         deliveries.subscriptions, deliveries.pgqueuer, deliveries.pgqueuer_log
"""
_SUBSCRIBE = """
INSERT INTO deliveries.subscriptions
       (id, partner, url, kinds, state, changed_at, created_at, from_position, planned_to)
VALUES ($1, $2, $3, '{*}', 'active', now(), now(), 0, 0)
"""
_PUT = (
    "INSERT INTO feed.items VALUES ($1, $2::bigint, $2, $2 - 1, $3, 'ConfirmationGranted', $4, $5)"
)
_ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


@dataclass
class Receiver:
    """One that answers at once, or never."""

    url: str
    is_dead: bool = False
    arrived: dict[int, float] = field(default_factory=dict)
    """Position to when it came first."""

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        with contextlib.suppress(asyncio.IncompleteReadError, OSError, asyncio.CancelledError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.split(b"content-length: ")[1].split(b"\r\n")[0])
                body = await reader.readexactly(length)
                if self.is_dead:
                    await asyncio.sleep(3_600)
                self.arrived.setdefault(int(json.loads(body)["id"]), time.perf_counter())
                writer.write(_ANSWER)
        writer.close()


@asynccontextmanager
async def receivers() -> AsyncIterator[list[Receiver]]:
    """Ten of them, on ports of this machine."""
    found = [Receiver("") for _ in range(PARTNERS)]
    servers = [await asyncio.start_server(each.talk, "127.0.0.1", 0) for each in found]
    for each, listening in zip(found, servers, strict=True):
        each.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/"
    try:
        yield found
    finally:
        for listening in servers:
            listening.close()


class Bench:
    """The tables, the partners and the client; every measurement begins with empty tables."""

    def __init__(self, embedded: EmbeddedPostgres, profiles: Profiles, outgoing: Outgoing) -> None:
        self.admin_dsn = embedded.dsn("fengqiao")
        self.dsn = embedded.dsn("fengqiao", APP)
        self.profiles = profiles
        self.outgoing = outgoing
        self.partners = [partner_id(f"partner-{no}") for no in range(PARTNERS)]

    async def prepare(self) -> None:
        """Partners with a secret each."""
        for no, found in enumerate(self.partners):
            partner = Partner(
                id=found, code=f"partner-{no}", kind=PartnerKind.COURT, zh=f"partner {no}"
            )
            await self.profiles.save(partner, by="bench", what="added")
            await self.profiles.add_secret(
                partner, Direction.OUT, by="bench", keep_old=timedelta(0)
            )

    async def bare(self, to: list[Receiver], count: int) -> float:
        """Posts a second to the nine by the same client, each signed, as many at a time."""
        secrets = await self.profiles.secrets(self.partners[0], Direction.OUT)
        clock, numbers = SystemClock(), itertools.count(1)

        async def post(receiver: Receiver) -> None:
            for _ in range(count // SLOTS):
                body, sent = _body(next(numbers), uuid4()), uuid4()
                headers = headers_of(sent, body, secrets, clock.now())
                await self.outgoing.post(receiver.url, body, headers)

        start = time.perf_counter()
        await asyncio.gather(*(post(each) for each in to[1:] for _ in range(SLOTS)))
        return count // SLOTS * SLOTS * (PARTNERS - 1) / (time.perf_counter() - start)

    @asynccontextmanager
    async def running(self, to: list[Receiver], *, is_one_dead: bool) -> AsyncIterator[Any]:
        """The worker on empty tables, and a connection to put items by; the first may be dead."""
        admin = await connect(self.admin_dsn, name="bench")
        await admin.execute(_EMPTY)
        for partner, receiver in zip(self.partners, to, strict=True):
            receiver.arrived.clear()
            await admin.execute(_SUBSCRIBE, uuid4(), partner, receiver.url)
        to[0].is_dead = is_one_dead
        async with Deliverer.open(
            self.dsn, self.profiles, self.outgoing, SystemClock()
        ) as deliverer:
            worker = asyncio.create_task(deliverer.run(self.dsn))
            yield admin
            to[0].is_dead = False
            worker.cancel()
            await asyncio.gather(worker, return_exceptions=True)
        await admin.close()

    async def throughput(self, to: list[Receiver], count: int, *, is_one_dead: bool) -> float:
        """Deliveries a second to the nine, of a backlog that is there at once."""
        async with self.running(to, is_one_dead=is_one_dead) as admin:
            for partner in self.partners:
                await admin.executemany(_PUT, list(_rows(partner, 1, count)))
            start = time.perf_counter()
            await admin.execute("NOTIFY feed, ''")
            await _all_arrived(to[1:], count)
            return count * (PARTNERS - 1) / (time.perf_counter() - start)

    async def latency(self, to: list[Receiver], count: int, *, is_one_dead: bool) -> list[float]:
        """Milliseconds from the feed to each of the nine, one item each four times a second."""
        sent: dict[int, float] = {}
        async with self.running(to, is_one_dead=is_one_dead) as admin:
            for position in range(1, count + 1):
                for partner in self.partners:
                    await admin.execute(_PUT, *next(_rows(partner, position, 1)))
                sent[position] = time.perf_counter()
                await admin.execute("NOTIFY feed, ''")
                await asyncio.sleep(0.25)
            await _all_arrived(to[1:], count)
        return [
            (at - sent[position]) * 1000
            for receiver in to[1:]
            for position, at in receiver.arrived.items()
        ]


def _rows(partner: UUID, first: int, count: int) -> Iterator[tuple[Any, ...]]:
    for position in range(first, first + count):
        dispute = UUID(int=partner.int ^ (position // PER_DISPUTE))
        yield partner, position, dispute, _body(position, dispute), bytes(32)


def _body(position: int, dispute: UUID) -> bytes:
    """As large as an event is on average."""
    data = {"dispute": str(dispute), "position": position, "event": {"note": "x" * 300}}
    return json.dumps({"specversion": "1.0", "id": str(position), "data": data}).encode()


async def _all_arrived(to: list[Receiver], count: int) -> None:
    async with asyncio.timeout(300):
        while any(len(receiver.arrived) < count for receiver in to):  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def measure(chosen: argparse.Namespace) -> bool:
    """The sides in turn; whether both goals are met."""
    configure("error")
    with server() as embedded, tempfile.TemporaryDirectory() as folder:
        migrate_access(embedded.dsn("fengqiao"))
        migrate_partners(embedded.dsn("fengqiao"))
        master = LocalMasterKey.load(None, Path(folder), is_production=False)
        allowed = (ip_network("127.0.0.1/32"),)
        async with (
            Profiles.open(embedded.dsn("fengqiao", APP), master, SystemClock()) as profiles,
            Outgoing.open(limits=Limits(seconds=chosen.timeout), allowed=allowed) as outgoing,
            receivers() as to,
        ):
            bench = Bench(embedded, profiles, outgoing)
            await bench.prepare()
            return await _compare(bench, to, chosen)


async def _compare(bench: Bench, to: list[Receiver], chosen: argparse.Namespace) -> bool:
    bare, live, dead = list[float](), list[float](), list[float]()
    for _ in range(chosen.rounds):
        bare.append(await bench.bare(to, chosen.count))
        live.append(await bench.throughput(to, chosen.count, is_one_dead=False))
        dead.append(await bench.throughput(to, chosen.count, is_one_dead=True))
    ratio = statistics.median(d / each for d, each in zip(dead, live, strict=True))
    for name, rates in (("bare signed posts", bare), ("ten live", live), ("one dead", dead)):
        middle = statistics.median(rates)
        print(f"{name:<18} {middle:6.0f} [{min(rates):.0f}–{max(rates):.0f}] a second to the nine")
    print(f"of ten live        {ratio:.2f}   goal {GOAL_RATE}")
    print(f"of bare posts      {statistics.median(live) / statistics.median(bare):.2f}")
    calm = await bench.latency(to, chosen.steps, is_one_dead=False)
    beside = await bench.latency(to, chosen.steps, is_one_dead=True)
    slow = [statistics.quantiles(each, n=100)[-1] for each in (calm, beside)]
    print(
        f"feed to receiver   p50 {statistics.median(calm):.0f} → {statistics.median(beside):.0f} ms"
    )
    print(f"                   p99 {slow[0]:.0f} → {slow[1]:.0f} ms   goal {GOAL_P99} times")
    return ratio >= GOAL_RATE and slow[1] <= GOAL_P99 * slow[0]


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 0 when the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="deliveries to each partner")
    parser.add_argument("--steps", type=int, default=50, help="items to each at a steady load")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--timeout", type=float, default=5.0, help="seconds that the dead one takes"
    )
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}"
    )
    return 0 if uvloop.run(measure(parser.parse_args(arguments))) else 1


if __name__ == "__main__":
    sys.exit(main())
