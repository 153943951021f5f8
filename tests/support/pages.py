"""The pages over real read models, served on a port of this machine."""

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from services.cli import roster
from services.cli.clock_parts import clock_parts
from services.console.caller import ConsoleCaller, console_caller
from services.console.parts import ClockParts, ConsoleParts
from services.console.router import console_router
from services.kit.database import create_pool
from services.projections.queries.reached import reach
from services.workflow.application.ledger.importing import LedgerImport
from services.workflow.integrations import spreadsheet
from services.workflow.rules.regions import regions
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.directory import PostgresDirectory
from tests.support.api import Api
from tests.support.database import Databases, worker_databases
from tests.support.live import Live, live_on

EXAMPLES = Path(__file__).parents[2] / "examples"
OPEN = console_caller(is_development=True)


@dataclass(frozen=True)
class Pages:
    """A running server with the pages on it."""

    live: Live
    databases: Databases
    pool: Any
    """Of connections to the read models."""

    @property
    def url(self) -> str:
        return self.live.url

    def take(self, bodies: str, ledger: str) -> None:
        """Put a roster and a ledger of the examples on file, and wait for the read models."""
        self.live.ask(lambda api: self._take(api, bodies, ledger))

    async def _take(self, api: Api, bodies: str, ledger: str) -> None:
        service = api.service
        await roster.enter(roster.read(EXAMPLES / bodies), service.registry)
        importer = LedgerImport(
            service.store,
            service.keyring,
            PostgresDirectory(self.databases.app),
            service.registry,
            service.clock,
            NationalRulebook(),
        )
        report = await importer.run(spreadsheet.read(EXAMPLES / ledger))
        assert report.is_clean
        await self._caught_up(api)

    def register(self) -> str:
        """Register a dispute by hand; its address in the API."""
        dispute = self.live.ask(lambda api: api.registered())
        self.catch_up()
        return dispute

    def catch_up(self) -> None:
        """Wait until the read models hold all that is on file."""
        self.live.ask(self._caught_up)

    async def _caught_up(self, api: Api) -> None:
        await reach(self.pool, await api.service.store.head(), patience=30)


@contextlib.contextmanager
def four_centres_on(migrated: Databases, folder: Path) -> Iterator[Pages]:
    """The pages over the ledger of the four centres, in databases that no other test empties."""
    databases = worker_databases(migrated.server, f"{migrated.log}_pages_{uuid4().hex[:8]}")
    with pages_on(databases, folder) as pages:
        pages.take("organisations-s10.toml", "s10.csv")
        yield pages


@contextlib.contextmanager
def pages_on(databases: Databases, folder: Path, caller: ConsoleCaller = OPEN) -> Iterator[Pages]:
    """Serve the pages until the end of the block."""
    with live_on(databases, folder) as live:
        pool = live.ask(lambda api: _with_pages(api, databases, caller))
        try:
            yield Pages(live, databases, pool)
        finally:
            live.ask(lambda _: asyncio.wait_for(pool.close(), 10))


def clocks_of(api: Api) -> ClockParts:
    """What the pages tell of deadlines and calendars, on the clock of the service."""
    service = api.service
    rulebook = api.dependencies.rulebook
    return clock_parts(service.reader, rulebook, service.calendars, service.clock)


async def _with_pages(api: Api, databases: Databases, caller: ConsoleCaller) -> Any:
    pool = await create_pool(databases.app, name="test pages", size=4)
    parts = ConsoleParts(
        caller=caller,
        read_models=pool.acquire,
        open_names=api.service.keyring.open_all,
        clocks=clocks_of(api),
        region_name=regions().name,
        sign_in=api.partners.access.sign_in if caller.scope is None else None,
    )
    api.app.include_router(console_router(parts))
    return pool
