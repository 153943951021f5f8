"""A deliverer on real tables, with items put into the feed of a partner of its own."""

import asyncio
import contextlib
import json
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

from services.kit.addresses import Resolver, resolve
from services.kit.clock import Clock
from services.kit.outgoing import Limits, Outgoing
from services.partners.deliveries.deliverer import Deliverer, Pace, not_told
from services.partners.deliveries.delivery import Delivered
from services.partners.deliveries.subscriptions import Subscriptions
from services.partners.deliveries.telling import OnDelivered
from services.partners.profiles.partner import Partner
from services.partners.profiles.secret import Direction
from services.partners.profiles.store import Profiles
from services.workflow.storage.master_key import LocalMasterKey
from tests.support.database import Databases
from tests.support.partners import partner, secret
from tests.support.write_side import StandingClock

HERE = (ip_network("127.0.0.1/32"),)
PATIENT, QUICK = Limits(), Limits(seconds=1.0)


@dataclass
class Delivering:
    """What a test of deliveries needs."""

    databases: Databases
    clock: Any
    profiles: Profiles
    outgoing: Outgoing
    deliverer: Deliverer
    subscriptions: Subscriptions
    told: list[Delivered]

    async def partner(self, code: str = "court", *, has_secret: bool = True) -> Partner:
        found = await partner(self.profiles, code)
        if has_secret:
            await secret(self.profiles, found, Direction.OUT)
        return found

    async def subscribed(self, of: Partner, url: str, *kinds: str, start: int = 0) -> UUID:
        subscription = uuid4()
        await self.subscriptions.add(
            subscription, of.id, url, kinds or ("*",), from_position=start, by="test"
        )
        return subscription

    def feed(
        self, of: Partner, *kinds: str, dispute: UUID | None = None, first: int = 1
    ) -> list[int]:
        """Put items at the end of a partner's feed; their positions."""
        return put_items(self.databases, of.id, kinds, dispute, first)

    def rows(self, query: str, *values: Any) -> list[Any]:
        with psycopg.connect(self.databases.admin) as connection:
            return connection.execute(query.encode(), values).fetchall()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        """The worker as it runs in production, until the end of the block."""
        task = asyncio.create_task(self.deliverer.run(self.databases.app))
        try:
            yield task
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def states(self) -> list[str]:
        """Of all deliveries, by position."""
        return [
            row[0]
            for row in self.rows("SELECT state FROM deliveries.deliveries ORDER BY position, no")
        ]


def put_items(
    databases: Databases,
    of: UUID,
    kinds: Sequence[str],
    dispute: UUID | None = None,
    first: int = 1,
    **event: Any,
) -> list[int]:
    """Items of a feed in the form that the contract gives them; each of a dispute of its own."""
    put = []
    with psycopg.connect(databases.admin) as connection:
        row = connection.execute(
            "SELECT coalesce(max(sequence), 0), coalesce(max(position), 0) FROM feed.items"
            " WHERE partner = %s",
            [of],
        ).fetchone()
        assert row is not None
        sequence, previous = row
        for kind in kinds:
            sequence, position = sequence + 1, max(previous + 1, first)
            about = dispute or uuid4()
            connection.execute(
                "INSERT INTO feed.items VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                [of, sequence, position, previous, about, kind, _body(kind, position, about, event), bytes(32)],
            )  # fmt: skip
            put.append(position)
            previous = position
        connection.execute("SELECT pg_notify('feed', %s)", [str(of)])
    return put


@asynccontextmanager
async def delivering(
    databases: Databases,
    folder: Path,
    *,
    clock: Clock | None = None,
    limits: Limits = PATIENT,
    resolver: Resolver = resolve,
    trusted: ssl.SSLContext | None = None,
    on_delivered: OnDelivered | None = None,
) -> AsyncIterator[Delivering]:
    """The deliverer, its clock standing still unless another is given, without jitter."""
    used: Any = clock or StandingClock()
    master = LocalMasterKey.load(None, folder, is_production=False)
    told: list[Delivered] = []

    async def noted(item: Delivered) -> None:
        told.append(item)

    async with (
        Profiles.open(databases.app, master, used) as profiles,
        Outgoing.open(limits=limits, allowed=HERE, resolver=resolver, trusted=trusted) as outgoing,
        Subscriptions.open(databases.app, used) as subscriptions,
        _opened(databases, profiles, outgoing, used, on_delivered or noted) as deliverer,
    ):
        yield Delivering(databases, used, profiles, outgoing, deliverer, subscriptions, told)


@asynccontextmanager
async def worker_on(of: Delivering) -> AsyncIterator[Deliverer]:
    """Another deliverer beside that of the test."""
    async with _opened(of.databases, of.profiles, of.outgoing, of.clock, not_told) as deliverer:
        yield deliverer


def _opened(
    databases: Databases,
    profiles: Profiles,
    outgoing: Outgoing,
    clock: Clock,
    on_delivered: OnDelivered,
) -> AbstractAsyncContextManager[Deliverer]:
    return Deliverer.open(
        databases.app,
        profiles,
        outgoing,
        clock,
        on_delivered=on_delivered,
        pace=Pace(heartbeat=timedelta(seconds=2), drain_seconds=5),
        chance=lambda: 0.0,
    )


def _body(kind: str, position: int, dispute: UUID, event: Mapping[str, Any]) -> bytes:
    data = {"dispute": str(dispute), "version": 1, "position": position, "event": event}
    cloud_event = {
        "specversion": "1.0",
        "type": f"fengqiao.event.{kind}.v1",
        "source": "urn:fengqiao",
        "id": str(position),
        "subject": str(dispute),
        "data": data | {"case_number": "水人社调〔2026〕1号"},
    }
    return json.dumps(cloud_event, ensure_ascii=False).encode()
