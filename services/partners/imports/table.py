"""Jobs in PostgreSQL; a worker holds a job by a row lock, which dies with it."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final, Literal, Self
from uuid import UUID

import msgspec

from services.kit.database import create_pool, fetch
from services.partners.imports.job import Job, JobState, Result

_COLUMNS = tuple(field.name for field in msgspec.structs.fields(Job))
_LIST = ", ".join(_COLUMNS)
_READ = f"SELECT {_LIST} FROM imports.jobs"  # noqa: S608
_ADD = """
INSERT INTO imports.jobs
  (id, kind, actor, importer, request_hash, name, sha256, size, is_dry_run, wrapped_key, source, created_at,
   partner)
VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING
"""
_OPEN = "state IN ('waiting', 'running')"
_COUNT_OPEN = f"SELECT count(*) FROM imports.jobs WHERE importer = $1 AND {_OPEN}"  # noqa: S608
# By turns: first who was never served or whose last turn is the longest ago.
_NEXT = f"""
SELECT c.job FROM imports.claims c JOIN imports.jobs j ON j.id = c.job
 WHERE j.{_OPEN}
 ORDER BY (SELECT max(o.turn) FROM imports.jobs o WHERE o.importer = j.importer) NULLS FIRST, j.no
 LIMIT 1 FOR UPDATE OF c SKIP LOCKED
"""  # noqa: S608
_BEGIN = """
UPDATE imports.jobs SET state = 'running', attempts = attempts + 1,
       turn = nextval('imports.turns'),
       started_at = coalesce(started_at, $2), started_position = coalesce(started_position, $3)
 WHERE id = $1 AND state IN ('waiting', 'running')
"""
_END = """
UPDATE imports.jobs SET state = $2, counts = $3::jsonb, fault_zh = $4, fault_en = $5,
       report_json = $6, report_xlsx = $7, ended_at = $8, source = NULL
 WHERE id = $1 AND ended_at IS NULL
"""
_FORGET = """
UPDATE imports.jobs SET report_json = NULL, report_xlsx = NULL, name = NULL, wrapped_key = NULL
 WHERE ended_at < $1 AND wrapped_key IS NOT NULL
"""
Report = Literal["report_json", "report_xlsx"]
POOL: Final = 6
MOST_OPEN: Final = 5
"""Jobs that one importer may have waiting and running."""


class TooManyOpen(Exception):
    """The importer has as many as it may."""


class JobTable:
    """Reads and keeps jobs; one per process."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""
        pool: Any = await create_pool(dsn, name="fengqiao imports", size=POOL)
        try:
            yield cls(pool)
        finally:
            await pool.close()

    async def add(self, job: Job, source: bytes) -> None:
        """Keep a new job; one of its id stays as it is. Raises TooManyOpen."""
        actor = msgspec.json.encode(job.actor).decode()
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(
                "SELECT pg_advisory_xact_lock(hashtext('imports'), hashtext($1))", job.importer
            )
            if await connection.fetchval(_COUNT_OPEN, job.importer) >= MOST_OPEN:
                raise TooManyOpen
            added = await connection.execute(
                _ADD,
                *(job.id, str(job.kind), actor, job.importer, job.request_hash, job.name),
                *(job.sha256, job.size, job.is_dry_run, job.wrapped_key, source, job.created_at),
                job.partner,
            )
            if added.endswith(" 1"):
                await connection.execute("INSERT INTO imports.claims (job) VALUES ($1)", job.id)

    async def get(self, job: UUID) -> Job | None:
        """The job of an id."""
        rows = await fetch(self._pool, f"{_READ} WHERE id = $1", job)
        return _job(rows[0]) if rows else None

    async def some(self, jobs: Collection[UUID]) -> dict[UUID, Job]:
        """The jobs of several ids."""
        rows = await fetch(self._pool, f"{_READ} WHERE id = ANY($1)", list(jobs))
        return {row["id"]: _job(row) for row in rows}

    async def same_file(self, job: Job) -> UUID | None:
        """The earliest job of the same body that took in the same file, if there was one before."""
        rows = await fetch(
            self._pool,
            "SELECT j.id FROM imports.jobs j JOIN imports.jobs this ON this.id = $3"
            " WHERE j.importer = $1 AND j.sha256 = $2 AND j.no < this.no"
            " AND j.state = 'done' AND NOT j.is_dry_run ORDER BY j.no LIMIT 1",
            *(job.importer, job.sha256, job.id),
        )
        return rows[0]["id"] if rows else None

    async def source(self, job: UUID) -> bytes | None:
        """What came in, sealed; none once the job has ended."""
        found: bytes | None = await self._pool.fetchval(
            "SELECT source FROM imports.jobs WHERE id = $1", job
        )
        return found

    async def report(self, job: UUID, which: Report) -> bytes | None:
        """A report, sealed; none before the end and after its time."""
        found: bytes | None = await self._pool.fetchval(
            f"SELECT {which} FROM imports.jobs WHERE id = $1",  # noqa: S608
            job,
        )
        return found

    @asynccontextmanager
    async def claimed(self) -> AsyncIterator[Job | None]:
        """The next job that nobody works on, for nobody else as long as it is held."""
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            job = await connection.fetchval(_NEXT)
            yield await self.get(job) if job else None

    async def begin(self, job: UUID, now: datetime, head: int) -> None:
        """One more attempt is made."""
        await self._pool.execute(_BEGIN, job, now, head)

    async def tell(self, job: UUID, stage: str, done: int, of: int) -> bool:
        """Note how far it has come; whether its cancellation was asked for."""
        unwanted: bool = await self._pool.fetchval(
            "UPDATE imports.jobs SET stage = $2, done = $3, of = $4 WHERE id = $1"
            " RETURNING is_unwanted",
            *(job, stage, done, of),
        )
        return unwanted

    async def end(self, job: UUID, result: Result, now: datetime) -> None:
        """Note what came of it; what came in is taken away."""
        counts = msgspec.json.encode(result.counts).decode() if result.counts else None
        await self._pool.execute(
            _END,
            *(job, str(result.state), counts, result.fault_zh, result.fault_en),
            *(result.report_json, result.report_xlsx, now),
        )

    async def cancel(self, job: UUID, now: datetime) -> None:
        """Ask for its end: at once where nobody has begun, otherwise when the worker hears of it."""
        await self._pool.execute(
            "UPDATE imports.jobs SET is_unwanted = true WHERE id = $1 AND ended_at IS NULL", job
        )
        async with self._pool.acquire() as connection, connection.transaction():
            free = await connection.fetchval(
                "SELECT job FROM imports.claims WHERE job = $1 FOR UPDATE SKIP LOCKED", job
            )
            if free is not None:
                await self.end(job, Result(state=JobState.CANCELLED), now)

    async def forget(self, before: datetime) -> None:
        """Destroy the keys and reports of jobs that ended before."""
        await self._pool.execute(_FORGET, before)


def _job(row: Any) -> Job:
    values = dict(row)
    for name in ("actor", "counts"):
        if values[name] is not None:
            values[name] = msgspec.json.decode(values[name])
    return msgspec.convert(values, Job, strict=False)
