"""Processes that sweep: each with a write side and a list of its own, let off at the same instant."""

import asyncio
import multiprocessing
from datetime import date
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

import msgspec

from services.kit.embedded_postgres import EmbeddedPostgres
from services.workflow.application.sweep import Swept
from tests.support.database import Databases
from tests.support.sweeping import listed, sweep_of, ten_o_clock
from tests.support.write_side import process_on

_SPAWN = multiprocessing.get_context("spawn")
_WAIT_SECONDS = 60


class Job(msgspec.Struct, frozen=True):
    """What one process is told: where the databases are, the day it is, and where to report."""

    server: Path
    log: str
    keys: str
    folder: Path
    today: date
    report: Path


class Sweeper:
    """One process that sweeps once and reports; it can be killed."""

    started = 0

    def __init__(self, databases: Databases, folder: Path, today: date, line: Barrier) -> None:
        Sweeper.started += 1
        # Once the line is collected here, nobody who has not begun can find it any more.
        self._line = line
        self._report = folder / f"swept-{Sweeper.started}.json"
        job = Job(
            databases.server.folder, databases.log, databases.keys, folder, today, self._report
        )
        self.process: SpawnProcess = _SPAWN.Process(target=_sweep, args=(job, line))
        self.process.start()

    async def done(self) -> Swept:
        """What it did, once it has left by itself."""
        await asyncio.to_thread(self.process.join, _WAIT_SECONDS)
        assert self.process.exitcode == 0
        return msgspec.json.decode(self._report.read_bytes(), type=Swept)

    def close(self) -> None:
        """End it, wherever it is."""
        self.process.kill()
        self.process.join()


def line_of(processes: int) -> Barrier:
    """Where so many processes wait for each other."""
    return _SPAWN.Barrier(processes)


def _sweep(job: Job, line: Barrier) -> None:
    swept = asyncio.run(_swept(job, line))
    job.report.write_bytes(msgspec.json.encode(swept))


async def _swept(job: Job, line: Barrier) -> Swept:
    databases = Databases(EmbeddedPostgres(job.server), job.log, job.keys)
    async with process_on(databases, job.folder) as service, listed(databases) as due:
        ten_o_clock(service, job.today)
        sweep = sweep_of(service, due)
        await asyncio.to_thread(line.wait, _WAIT_SECONDS)
        return await sweep.once()
