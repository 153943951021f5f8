"""Puts the write side together: store, keys, handler, readers; one per process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from services.access.standing import StandingReaders
from services.cli.databases import Databases
from services.cli.rulebook import rulebook_on
from services.kit.clock import SystemClock
from services.kit.database import create_pool
from services.projections.queries.same_matter import ListedMatters, Namesakes
from services.workflow.application.calendar_feeds import CalendarFeeds, Stands
from services.workflow.application.calendars import CalendarReader
from services.workflow.application.handle import CommandHandler
from services.workflow.application.holiday_notices import HolidayNotices
from services.workflow.application.read import DisputeReader
from services.workflow.application.registry import Registry
from services.workflow.application.tasks import TaskHandler
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.settings import Mode, Settings
from services.workflow.storage.cache import StateCache
from services.workflow.storage.event_store import PostgresEventStore
from services.workflow.storage.keys import PersonKeyring
from services.workflow.storage.master_key import LocalMasterKey


class WriteSide(msgspec.Struct, frozen=True):
    """What takes commands and answers about single disputes."""

    store: PostgresEventStore
    keyring: PersonKeyring
    clock: SystemClock
    rulebook: NationalRulebook
    handler: CommandHandler
    reader: DisputeReader
    registry: Registry
    tasks: TaskHandler
    feeds: CalendarFeeds
    notices: HolidayNotices
    calendars: CalendarReader
    master: LocalMasterKey
    dsn: str
    """Of the log, as fengqiao_app."""


@asynccontextmanager
async def matters(dsn: str, namesakes: Namesakes) -> AsyncIterator[ListedMatters]:
    """What a command may ask of other disputes: the read models, on connections of its own."""
    pool: Any = await create_pool(dsn, name="fengqiao matters", size=2)
    try:
        yield ListedMatters(pool, namesakes)
    finally:
        await pool.close()


@asynccontextmanager
async def readers_on(dsn: str) -> AsyncIterator[Stands]:
    """Whether those who opened a calendar still stand.

    Asked also where tokens come from outside: what accounts of our own opened before goes on.
    """
    pool: Any = await create_pool(dsn, name="fengqiao calendar readers", size=2)
    try:
        yield StandingReaders(pool).stands
    finally:
        await pool.close()


@asynccontextmanager
async def write_side(settings: Settings, databases: Databases) -> AsyncIterator[WriteSide]:
    """Connect and put together; belongs to the running event loop."""
    clock, cache = SystemClock(), StateCache[Any](settings.command_cache_disputes)
    master = LocalMasterKey.load(
        settings.master_key_file,
        settings.data_dir,
        is_production=settings.mode is Mode.PRODUCTION,
    )
    async with (
        await PostgresEventStore.open(databases.app) as store,
        await PersonKeyring.connect(databases.keys, master) as keyring,
        matters(databases.app, keyring.namesakes) as known,
        rulebook_on(databases.app) as rulebook,
        readers_on(databases.app) as stands,
    ):
        parts = (store, keyring, cache, clock, rulebook)
        yield WriteSide(
            store,
            keyring,
            clock,
            rulebook,
            CommandHandler(*parts, known),
            DisputeReader(*parts),
            Registry(*parts),
            TaskHandler(*parts),
            CalendarFeeds(store, cache, clock, rulebook, stands),
            HolidayNotices(store, cache, clock, rulebook),
            CalendarReader(store, clock, rulebook),
            master,
            databases.app,
        )
