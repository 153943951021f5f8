"""Keeps the record of reads: written in batches beside the answers, and never left out.

An answer waits for a place in a queue, not for the database: at most `HELD_SECONDS` later its entry
is stored. What would be lost by a killed process is that long, so what weighs most (the privileged
record, files, packages, exports) is answered only once its entry is stored. While the database takes
nothing, every read waits until its own entry is stored, and fails after `PATIENCE_SECONDS`: no read
goes unrecorded because its record could not be written.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, Self

import asyncpg
import msgspec
import structlog

from services.access.reads.entry import COLUMNS, ReadEntry
from services.kit.database import LOST_CONNECTION, OVERLOADED, create_pool
from services.kit.problem_details import UNAVAILABLE, Problem

HELD_SECONDS: Final = 0.2
LARGEST_BATCH: Final = 200
MOST_HELD: Final = 2_000
PATIENCE_SECONDS: Final = 5.0
_AGAIN_SECONDS: Final = 0.3
_AWAY: Final = (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError, asyncpg.PostgresError)
_log = structlog.stdlib.get_logger("fengqiao.reads")
_NAMES = ", ".join(COLUMNS)
_TYPES = ", ".join(
    f"{name} {kind}"
    for name, kind in zip(
        COLUMNS,
        "timestamptz uuid text text uuid text text text text uuid jsonb smallint text text integer".split(),
        strict=True,
    )
)
_WRITE = (
    f"INSERT INTO audit.reads ({_NAMES}) SELECT {_NAMES}"  # noqa: S608
    f" FROM json_to_recordset($1::json) AS new ({_TYPES})"
)
Waiting = tuple[ReadEntry, asyncio.Future[None] | None]


class ReadRecord:
    """One per process; belongs to the running event loop."""

    def __init__(self, pool: Any, patience: float = PATIENCE_SECONDS) -> None:
        self._pool = pool
        self._patience = patience
        self._queue: asyncio.Queue[Waiting] = asyncio.Queue(MOST_HELD)
        self._is_away = False
        self._storing: asyncio.Task[None] | None = None

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str, patience: float = PATIENCE_SECONDS) -> AsyncIterator[Self]:
        """Keep entries for as long as it is used; what is held at the end is stored."""
        pool: Any = await create_pool(dsn, name="fengqiao record of reads", size=1)
        record = cls(pool, patience)
        record._storing = storing = asyncio.create_task(record._store())
        try:
            yield record
        finally:
            await record._store_the_rest()
            storing.cancel()
            await asyncio.gather(storing, return_exceptions=True)
            pool.terminate()

    async def keep(self, entry: ReadEntry, *, is_stored_first: bool = False) -> None:
        """Take an entry down before its read is answered. Raises a Problem where that cannot be."""
        if self._storing is None or self._storing.done():
            raise _not_recorded()
        is_awaited = is_stored_first or self._is_away
        stored = asyncio.get_running_loop().create_future() if is_awaited else None
        try:
            async with asyncio.timeout(self._patience):
                await self._queue.put((entry, stored))
                if stored is not None:
                    await stored
        except TimeoutError:
            raise _not_recorded() from None

    async def stored(self) -> None:
        """Wait until everything that was taken down is stored."""
        await self._queue.join()

    async def _store(self) -> None:
        try:
            while True:
                await self._store_one()
        except Exception:
            # From now on nothing is answered that would have to be recorded.
            _log.exception("reads not recorded")
            raise

    async def _store_one(self) -> None:
        batch = await self._batch()
        await self._write([entry for entry, _ in batch])
        for _, stored in batch:
            if stored is not None and not stored.done():
                stored.set_result(None)
            self._queue.task_done()

    async def _batch(self) -> list[Waiting]:
        """What came within the time that entries are held; at once where somebody waits for it."""
        batch: list[Waiting] = []
        is_awaited, ends = False, math.inf
        while len(batch) < LARGEST_BATCH and not (is_awaited and self._queue.empty()):
            try:
                async with asyncio.timeout_at(ends if batch else None):
                    found = await self._queue.get()
            except TimeoutError:
                break
            if not batch:
                ends = asyncio.get_running_loop().time() + HELD_SECONDS
            batch.append(found)
            is_awaited = is_awaited or found[1] is not None
        return batch

    async def _write(self, entries: Sequence[ReadEntry]) -> None:
        """Write until it is written; meanwhile new reads wait for their own entries."""
        rows = msgspec.json.encode(entries).decode()
        while True:
            try:
                await self._pool.execute(_WRITE, rows)
            except _AWAY as error:
                if not self._is_away:
                    _log.warning(
                        "reads not recorded", waiting=len(entries), why=type(error).__name__
                    )
                self._is_away = True
                await asyncio.sleep(_AGAIN_SECONDS)
            else:
                self._is_away = False
                return

    async def _store_the_rest(self) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await self._queue.join()
        except TimeoutError:
            _log.error("reads lost", entries=self._queue.qsize())


def _not_recorded() -> Problem:
    return Problem(
        UNAVAILABLE,
        zh="查阅记录暂时不能写入，因此不予查阅",
        en="the read cannot be recorded just now, so it is not answered",
        headers={"Retry-After": "1"},
    )
