"""Puts imports together: what takes them in, and the worker that does them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from services.access.standing import StandingReaders
from services.kit.database import create_pool
from services.partners.imports.applications import Applications
from services.partners.imports.following import Following
from services.partners.imports.job import JobKind
from services.partners.imports.ledgers import Ledgers
from services.partners.imports.standing import ImporterStanding
from services.partners.imports.table import JobTable
from services.partners.imports.worker import Importing, ImportWorker
from services.partners.profiles.store import Profiles
from services.partners.side import Side
from services.workflow.storage.directory import PostgresDirectory


@asynccontextmanager
async def following_on(dsn: str, side: Side) -> AsyncIterator[Following]:
    """What takes imports in and tells of them; `dsn` is that of the log as fengqiao_app."""
    async with JobTable.open(dsn) as table:
        yield Following(table, side.master, side.clock)


@asynccontextmanager
async def _callers_on(dsn: str) -> AsyncIterator[StandingReaders]:
    pool: Any = await create_pool(dsn, name="fengqiao importers", size=2)
    try:
        yield StandingReaders(pool)
    finally:
        await pool.close()


@asynccontextmanager
async def worker_on(dsn: str, side: Side) -> AsyncIterator[ImportWorker]:
    """What does imports, on connections of its own."""
    async with (
        JobTable.open(dsn) as table,
        Profiles.open(dsn, side.master, side.clock) as profiles,
        _callers_on(dsn) as callers,
    ):
        standing = ImporterStanding(profiles, callers)
        ledgers = Ledgers(
            side.store,
            side.keyring,
            PostgresDirectory(dsn),
            side.registry,
            side.clock,
            side.rulebook,
        )
        kinds: dict[JobKind, Importing] = {
            JobKind.LEDGER: ledgers,
            JobKind.APPLICATIONS: Applications(side.handler),
        }
        yield ImportWorker(table, side.store, kinds, side.master, side.clock, standing)
