"""Takes jobs in for the worker, and follows what becomes of them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Final
from uuid import UUID

import msgspec

from services.kit.clock import Clock
from services.partners.imports.box import Box
from services.partners.imports.job import Job
from services.partners.imports.table import JobTable
from services.workflow.storage.master_key import MasterKey

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

    def end(self) -> None:
        """Let streams end, so that the process need not wait for them."""
        self._ending.set()

    async def hand_in(self, job: Job, source: bytes) -> Job:
        """Keep a job, its name and bytes sealed; one of its id stays as it is, and is given."""
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

    async def changes(self, job: UUID) -> AsyncIterator[Job | None]:
        """The job now and at each change until it has ended; None as a sign of life."""
        last, quiet = None, 0
        while not self._ending.is_set():
            current = await self.table.get(job)
            if current is not None and current != last:
                last, quiet = current, 0
                yield current
            if current is None or current.has_ended:
                return
            quiet += 1
            if quiet % _SIGN_OF_LIFE == 0:
                yield None
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._ending.wait()
