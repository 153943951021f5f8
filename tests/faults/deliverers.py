"""Processes that deliver as in production, so that they can be killed."""

import asyncio
import multiprocessing
from multiprocessing.context import SpawnProcess
from pathlib import Path

import msgspec

from services.kit.clock import SystemClock
from services.kit.embedded_postgres import EmbeddedPostgres
from services.kit.outgoing import Limits
from tests.support.database import Databases
from tests.support.delivering import delivering

_SPAWN = multiprocessing.get_context("spawn")


class Job(msgspec.Struct, frozen=True):
    """Where the databases and the master key are."""

    server: Path
    log: str
    keys: str
    folder: Path


class DelivererProcess:
    """One process that delivers until it is killed."""

    def __init__(self, databases: Databases, folder: Path) -> None:
        job = Job(databases.server.folder, databases.log, databases.keys, folder)
        self.process: SpawnProcess = _SPAWN.Process(target=_deliver, args=(job,))
        self.process.start()

    def kill(self) -> None:
        """End it as kill -9 does."""
        self.process.kill()
        self.process.join()


def _deliver(job: Job) -> None:
    asyncio.run(_delivering(job))


async def _delivering(job: Job) -> None:
    databases = Databases(EmbeddedPostgres(job.server), job.log, job.keys)
    limits = Limits(seconds=20)
    async with delivering(databases, job.folder, clock=SystemClock(), limits=limits) as worker:
        await worker.deliverer.run(databases.app)
