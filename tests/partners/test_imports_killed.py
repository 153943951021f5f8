"""An import whose worker dies goes on where it stopped: every row once, and every row counted."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from services.partners.imports.composing import following_on, worker_on
from services.partners.imports.following import Following
from services.partners.imports.job import Job, JobKind, JobState, importer_of
from services.partners.imports.worker import ImportWorker
from tests.faults.sizes import size
from tests.support.api import APPLICATION
from tests.support.database import Databases
from tests.support.importers import ImporterProcess
from tests.support.write_side import Service, service_on

pytestmark = pytest.mark.faults
ROWS = size(short=800, long=12_000)
HEAD = "登记编号,调解组织,区划代码,登记日期,申请人,被申请人,争议类型"


@asynccontextmanager
async def importing(
    databases: Databases, folder: Path
) -> AsyncIterator[tuple[Service, Following, ImportWorker]]:
    """A write side, and what takes imports in and does them."""
    async with (
        service_on(databases, folder) as service,
        following_on(databases.app, service) as following,
        worker_on(databases.app, service) as worker,
    ):
        yield service, following, worker


async def handed_in(service: Service, following: Following, kind: JobKind, source: bytes) -> UUID:
    """The id of a job that waits."""
    job = Job(
        id=uuid4(),
        kind=kind,
        actor=service.clerk,
        importer=importer_of(service.clerk),
        request_hash=b"",
        name="文件".encode(),
        sha256=sha256(source).digest(),
        size=len(source),
        is_dry_run=False,
        wrapped_key=None,
        created_at=service.clock.now(),
    )
    await following.hand_in(job, source)
    return job.id


def registered(databases: Databases) -> int:
    """How many disputes are on file."""
    with psycopg.connect(databases.admin) as connection:
        row = connection.execute(
            "SELECT count(*) FROM log.events WHERE topic = 'dispute:DisputeRegistered'"
        ).fetchone()
    assert row is not None
    return int(row[0])


async def until(holds: Callable[[], bool]) -> None:
    """Wait for a condition."""
    async with asyncio.timeout(60):
        while not await asyncio.to_thread(holds):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_ledger_whose_worker_was_killed_is_finished_by_the_next(
    databases: Databases, tmp_path: Path
) -> None:
    rows = (f"{n},centre,650105013,2026-01-06,张{n},某某公司,劳动报酬" for n in range(1, ROWS + 1))
    async with importing(databases, tmp_path) as (service, following, worker):
        job = await handed_in(service, following, JobKind.LEDGER, "\n".join((HEAD, *rows)).encode())
        killed = await asyncio.to_thread(ImporterProcess, databases, tmp_path)
        await until(lambda: registered(databases) > 0)
        await asyncio.to_thread(killed.kill)
        before = registered(databases)
        assert 0 < before < ROWS

        async with asyncio.timeout(60):
            # The lock of the killed process falls with its connection.
            while not await worker.once():  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        ended = await following.table.get(job)
    assert ended is not None
    assert (ended.state, ended.attempts) == (JobState.DONE, 2)
    assert ended.counts is not None
    assert (ended.counts.added, ended.counts.unchanged, ended.counts.rows_refused) == (ROWS, 0, 0)
    assert registered(databases) == ROWS


async def test_applications_whose_import_was_broken_off_are_each_registered_once(
    databases: Databases, tmp_path: Path
) -> None:
    rows = [json.dumps({"source_key": str(n), **APPLICATION}) for n in range(150)]
    async with importing(databases, tmp_path) as (service, following, worker):
        job = await handed_in(service, following, JobKind.APPLICATIONS, "\n".join(rows).encode())
        first = asyncio.create_task(worker.once())
        await until(lambda: registered(databases) > 0)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        assert 0 < registered(databases) < len(rows)
        assert await worker.once()
        ended = await following.table.get(job)
    assert ended is not None
    assert ended.counts is not None
    assert (ended.attempts, ended.counts.added, ended.counts.unchanged) == (2, 150, 0)
    assert registered(databases) == 150
    with psycopg.connect(databases.admin) as connection:
        kept = connection.execute("SELECT source, length(report_xlsx) > 0 FROM imports.jobs")
        assert kept.fetchall() == [(None, True)]
