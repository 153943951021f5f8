"""Processes that work off imports as in production, so that they can be killed."""

import asyncio
import multiprocessing
from multiprocessing.context import SpawnProcess
from pathlib import Path

import msgspec

from services.kit.embedded_postgres import EmbeddedPostgres
from services.partners.imports.composing import worker_on
from tests.support.database import Databases
from tests.support.write_side import process_on

_SPAWN = multiprocessing.get_context("spawn")


class Place(msgspec.Struct, frozen=True):
    """Where the databases and the master key are."""

    server: Path
    log: str
    keys: str
    folder: Path


class ImporterProcess:
    """One process that works off imports until it is killed."""

    def __init__(self, databases: Databases, folder: Path) -> None:
        place = Place(databases.server.folder, databases.log, databases.keys, folder)
        self.process: SpawnProcess = _SPAWN.Process(target=_import, args=(place,))
        self.process.start()

    def kill(self) -> None:
        """End it as kill -9 does."""
        self.process.kill()
        self.process.join()


def _import(place: Place) -> None:
    asyncio.run(_importing(place))


async def _importing(place: Place) -> None:
    databases = Databases(EmbeddedPostgres(place.server), place.log, place.keys)
    async with (
        process_on(databases, place.folder) as side,
        worker_on(databases.app, side) as worker,
    ):
        await worker.run()
