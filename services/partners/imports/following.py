"""Takes jobs in for the worker, and follows what becomes of them."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from services.kit.clock import Clock
from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.partners.imports.box import Box
from services.partners.imports.job import Job
from services.partners.imports.table import JobTable
from services.workflow.storage.master_key import MasterKey

LONGEST_SECONDS: Final = 300.0
"""A stream ends then, and is asked for again with the token of that day."""
_LOOK_SECONDS: Final = 0.25
_SIGN_OF_LIFE: Final = 60
"""Looks without a change after which a comment is sent, so that nobody between breaks the stream off."""


class Following:
    """One per process."""

    def __init__(self, table: JobTable, master: MasterKey, clock: Clock) -> None:
        self.table = table
        self.master = master
        self.clock = clock
        self._ending = asyncio.Event()
        self._followed = Counter[UUID]()
        self._look: asyncio.Task[dict[UUID, Job] | None] | None = None

    def end(self) -> None:
        """Let streams end, so that the process need not wait for them."""
        self._ending.set()

    async def hand_in(self, job: Job, source: bytes) -> Job:
        """Keep a job, its name and bytes sealed; one of its id stays as it is, and is given.

        Raises TooManyOpen.
        """
        known = await self.table.get(job.id)
        if known is None:
            box, wrapped = await Box.make(job.id, self.master)
            assert job.name is not None
            sealed = msgspec.structs.replace(
                job, name=box.seal(job.name, "name"), wrapped_key=wrapped
            )
            await self.table.add(sealed, box.seal(source, "source"))
            known = await self.table.get(job.id)
        assert known is not None
        return known

    async def name_of(self, job: Job) -> str | None:
        """The name of the file; none once it is not kept any more."""
        if job.name is None or job.wrapped_key is None:
            return None
        box = await Box.open(job.id, job.wrapped_key, self.master)
        return box.unseal(job.name, "name").decode()

    async def changes(
        self, job: Job, longest_seconds: float = LONGEST_SECONDS
    ) -> AsyncGenerator[Job | None, None]:
        """The job now and at each change until it has ended; None as a sign of life."""
        until = asyncio.get_running_loop().time() + longest_seconds
        yield job
        last, quiet = job, 0
        with self._following(job.id):
            while not last.has_ended and not self._ending.is_set():
                found = await self._looked()
                if found is None or asyncio.get_running_loop().time() > until:
                    return
                # A look that was under way when this stream began does not have the job yet.
                current = found.get(job.id, last)
                quiet += 1
                if current != last:
                    last, quiet = current, 0
                    yield current
                elif quiet % _SIGN_OF_LIFE == 0:
                    yield None

    @contextlib.contextmanager
    def _following(self, job: UUID) -> Iterator[None]:
        self._followed[job] += 1
        try:
            yield
        finally:
            self._followed[job] -= 1
            if not self._followed[job]:
                del self._followed[job]

    async def _looked(self) -> dict[UUID, Job] | None:
        """What the next look finds, which all streams share; None where the database is away."""
        if self._look is None or self._look.done():
            self._look = asyncio.create_task(self._next_look())
        return await asyncio.shield(self._look)

    async def _next_look(self) -> dict[UUID, Job] | None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LOOK_SECONDS):
                await self._ending.wait()
        try:
            return await self.table.some(tuple(self._followed))
        except (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError):
            return None
