"""Partners' feeds: telling of a log, and reading what was told, against a decoding scan of the log."""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx2
import msgspec
import uvloop
from fastapi import FastAPI
from joserfc.jwk import OKPKey

from bench.projector import load, scan, server
from services.kit.clock import SystemClock
from services.kit.embedded_postgres import EmbeddedPostgres
from services.kit.tokens import TokenIssuer, TokenVerifier
from services.partners.feed.feeder import Feeder
from services.partners.feed.http import feed_router
from services.partners.feed.reading import Feeds
from services.partners.profiles.admission import PartnerAdmission
from services.partners.profiles.partner import Partner, PartnerKind, partner_id
from services.partners.profiles.store import Profiles
from services.partners.schemas import migrate as migrate_partners
from services.projections import collector
from services.workflow.http.edge import Edge
from services.workflow.http.identity import Caller, caller_from
from services.workflow.storage.databases import APP
from services.workflow.storage.master_key import LocalMasterKey

GOAL_ONE = 0.15
GOAL_TEN = 0.10
GOAL_READ = 0.50
_BODIES = """
SELECT convert_from(state, 'UTF8')::jsonb -> 'event' ->> 'organisation' FROM log.events
 WHERE topic = 'dispute:DisputeRegistered' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 9
"""
_PAGE = 1_000


class Wires(msgspec.Struct):
    """What is measured on."""

    embedded: EmbeddedPostgres
    profiles: Profiles

    @property
    def dsn(self) -> str:
        """The log and the feeds, as the service has them."""
        return self.embedded.dsn("fengqiao", APP)


def bureau() -> Partner:
    """Oversees the district, and is told of every dispute."""
    return Partner(
        id=partner_id("bureau"),
        code="bureau",
        kind=PartnerKind.SUPERVISOR,
        zh="监管",
        region="650105",
        requests_per_minute=1_000_000,
    )


async def add_nine(wires: Wires) -> None:
    """The systems of nine bodies, each told of its own disputes."""
    connection = await asyncpg.connect(wires.dsn)
    bodies = [UUID(row[0]) for row in await connection.fetch(_BODIES)]
    await connection.close()
    for number, body in enumerate(bodies):
        code = f"centre-{number}"
        found = Partner(
            id=partner_id(code),
            code=code,
            kind=PartnerKind.ORGANISATION,
            zh=code,
            organisation=body,
        )
        await wires.profiles.save(found, by="bench", what="added")


async def tell(wires: Wires) -> float:
    """Events a second of a feeder that begins at the beginning of the log."""
    admin = await asyncpg.connect(wires.embedded.dsn("fengqiao"))
    await admin.execute("TRUNCATE feed.items, feed.marks CASCADE")
    await admin.execute("CHECKPOINT")
    await admin.close()
    async with Feeder.open(wires.dsn, wires.profiles) as feeder:
        assert await feeder.try_lead()
        start = time.perf_counter()
        count = await feeder.once()
        return count / (time.perf_counter() - start)


async def read(client: httpx2.AsyncClient) -> float:
    """Items a second of one that reads the bureau's feed page by page."""
    start, after, count = time.perf_counter(), 0, 0
    while True:
        answer = await client.get(f"/v1/feed?after={after}&limit={_PAGE}")
        assert answer.status_code == 200, answer.text
        page = msgspec.json.decode(answer.content, type=dict[str, Any])
        if not page["items"]:
            return count / (time.perf_counter() - start)
        count, after = count + len(page["items"]), page["next"]


def _client(wires: Wires, feeds: Feeds) -> httpx2.AsyncClient:
    """A client of the feed with everything before it: token, profile, rate."""
    clock = SystemClock()
    key = OKPKey.generate_key("Ed25519", parameters={"use": "sig", "alg": "Ed25519"})
    key.ensure_kid()
    issuer = TokenIssuer(key, issuer="urn:bench", audience="bench", clock=clock)
    verifier: TokenVerifier[Caller] = TokenVerifier(
        issuer.public_keys(),
        issuer="urn:bench",
        audience="bench",
        algorithms=("Ed25519",),
        clock=clock,
        read=caller_from,
    )
    app = FastAPI(openapi_url=None)
    app.include_router(feed_router(feeds, wires.profiles))
    admitted = Edge(app, verifier, PartnerAdmission(wires.profiles, clock))
    claims = {"role": "supervisor", "region": "650105", "partner": "bureau", "scope": "feed:read"}
    token = issuer.issue("bureau", claims, lifetime_seconds=3_600)
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(admitted),
        base_url="http://bench",
        headers={"Authorization": f"Bearer {token}"},
    )


async def rounds(wires: Wires, count: int, name: str, goal: float) -> bool:
    """Scan and tell in turn, so that both meet the same machine."""
    floors, ours = [], []
    for _ in range(count):
        floors.append(await scan(wires.dsn))
        ours.append(await tell(wires))
    return _report(name, floors, ours, "events", goal)


async def reading(wires: Wires, count: int) -> bool:
    """Scan and read in turn."""
    floors, ours = [], []
    async with Feeds.open(wires.dsn) as feeds, _client(wires, feeds) as client:
        for _ in range(count):
            floors.append(await scan(wires.dsn))
            ours.append(await read(client))
    return _report(f"GET /v1/feed, pages of {_PAGE:,}", floors, ours, "items", GOAL_READ)


def _report(name: str, floors: list[float], ours: list[float], what: str, goal: float) -> bool:
    ratios = [mine / floor for mine, floor in zip(ours, floors, strict=True)]
    told = f"{statistics.median(ours):,.0f} [{min(ours):,.0f}–{max(ours):,.0f}] {what}/s"
    print(
        f"{name:32} {told}, scan {statistics.median(floors):,.0f} events/s,"
        f" ratio {statistics.median(ratios):.2f} [{min(ratios):.2f}–{max(ratios):.2f}]   goal {goal}"
    )
    return statistics.median(ratios) >= goal


async def measure(chosen: argparse.Namespace) -> bool:
    """Load once, then measure; whether all goals are met."""
    collector.rare()
    with server() as embedded, tempfile.TemporaryDirectory() as folder:
        migrate_partners(embedded.dsn("fengqiao"))
        dsn = embedded.dsn("fengqiao", APP)
        total = await load(dsn, chosen.disputes, chosen.open_at_once)
        load_average = " ".join(f"{one:.1f}" for one in os.getloadavg())
        print(
            f"{os.cpu_count()} cores, load {load_average}, Python {platform.python_version()},"
            " uvloop, PostgreSQL 18 embedded, fsync on"
        )
        print(
            f"{total:,} events of {chosen.disputes:,} disputes; median [spread] of {chosen.rounds}"
        )
        master = LocalMasterKey.load(None, Path(folder), is_production=False)
        async with Profiles.open(dsn, master, SystemClock()) as profiles:
            wires = Wires(embedded, profiles)
            await profiles.save(bureau(), by="bench", what="added")
            reached = [await rounds(wires, chosen.rounds, "feeder, 1 partner", GOAL_ONE)]
            await add_nine(wires)
            reached.append(await rounds(wires, chosen.rounds, "feeder, 10 partners", GOAL_TEN))
            reached.append(await reading(wires, chosen.rounds))
    return all(reached)


def main() -> int:
    """Print the figures; 0 when the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--disputes", type=int, default=5_000)
    parser.add_argument("--open-at-once", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    return 0 if uvloop.run(measure(parser.parse_args())) else 1


if __name__ == "__main__":
    sys.exit(main())
