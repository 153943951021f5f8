"""Feeds of the tests' partners: fed to the end of the log, read from their tables, worked out anew."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
import psycopg

from services.partners.feed.chain import Item
from services.partners.feed.feeder import Feeder
from services.partners.feed.redaction import told
from services.partners.profiles.partner import Partner
from services.partners.profiles.store import Profiles
from services.workflow.domain.dispute.fold import evolve
from services.workflow.domain.dispute.state import Dispute
from services.workflow.recorded.codec import decode
from services.workflow.storage.event_store import PostgresEventStore
from tests.support.database import Databases

_ITEMS = "SELECT sequence, position, previous, chain, body FROM feed.items WHERE partner = %s"


@asynccontextmanager
async def feeder(
    databases: Databases, profiles: Profiles, batch: int = 1_000
) -> AsyncIterator[Feeder]:
    """A feeder that leads."""
    async with Feeder.open(databases.app, profiles, batch) as opened:
        assert await opened.try_lead()
        yield opened


async def feed_all(databases: Databases, profiles: Profiles, batch: int = 1_000) -> int:
    """Bring every feed up to the end of the log; events looked through."""
    async with feeder(databases, profiles, batch) as opened:
        return await opened.once()


def items(databases: Databases, partner: UUID) -> list[Item]:
    """What the partner was told, in order."""
    with psycopg.connect(databases.admin) as connection:
        rows = connection.execute(f"{_ITEMS} ORDER BY sequence", (partner,)).fetchall()
    names = ("sequence", "position", "previous", "chain", "body")
    return [Item(**dict(zip(names, row, strict=True))) for row in rows]


def mark(databases: Databases, partner: UUID) -> int | None:
    """Up to where the log was looked through for the partner."""
    with psycopg.connect(databases.admin) as connection:
        row = connection.execute(
            "SELECT position FROM feed.marks WHERE partner = %s", (partner,)
        ).fetchone()
    return row[0] if row else None


async def expected(
    store: PostgresEventStore, partner: Partner, *, after: int = 0
) -> list[tuple[int, bytes]]:
    """Positions and bytes of what it may see, by one pass over the whole log."""
    disputes, found = dict[UUID, Dispute](), []
    for row in await store.read_log(after=0, limit=100_000):
        if not row.topic.startswith("dispute:"):
            continue
        recorded = decode(row)
        before = disputes.get(row.stream_id, Dispute())
        dispute = disputes[row.stream_id] = evolve(before, recorded.event, row.stream_id)
        body = told(recorded, dispute, partner, before=before)
        if body is not None and row.position > after:
            found.append((row.position, body))
    return found


async def end_feeder(databases: Databases) -> bool:
    """Break the feeder's connection off, wherever it is; whether there was one."""
    connection: Any = await asyncpg.connect(databases.admin)
    try:
        ended = await connection.fetch(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'fengqiao feeder' AND datname = current_database()"
        )
    finally:
        await connection.close()
    return bool(ended)
