"""Ends uploads that nobody finished or that were refused, and notes those that the log has after all."""

import asyncio

import structlog

from services.kit.clock import Clock
from services.partners.files.completing import Completing
from services.partners.files.contents import Contents
from services.partners.files.receiving import Receiving
from services.partners.files.table import FileTable
from services.partners.files.upload import Upload, UploadState
from services.workflow.application.quiet_time import SWEEP
from services.workflow.application.read import DisputeReader
from services.workflow.domain.dispute.stages.record.evidence import of_file

_log = structlog.stdlib.get_logger("fengqiao.files")


class FileKeeper:
    """Any number may run at once: what one has ended, another finds ended."""

    def __init__(
        self,
        table: FileTable,
        receiving: Receiving,
        completing: Completing,
        contents: Contents,
        reader: DisputeReader,
        clock: Clock,
    ) -> None:
        self._table = table
        self._receiving = receiving
        self._contents = contents
        self._clock = clock
        self._completing = completing
        self._reader = reader

    async def once(self) -> int:
        """End what is overdue; how many it were."""
        overdue = await self._receiving.overdue()
        for upload in overdue:
            # Nobody completes it meanwhile; and what was completed first is settled by now.
            async with self._table.alone(upload.id):
                await self._end(await self._table.get(upload.id))
        return len(overdue)

    async def run(self, seconds: float = 60.0) -> None:
        """Again and again until cancelled; what goes wrong in one round is tried in the next."""
        while True:
            try:
                await self.once()
            except Exception as error:  # noqa: BLE001
                _log.error("a round of ending uploads broke off", exc_info=error)
            await asyncio.sleep(seconds)

    async def _end(self, upload: Upload | None) -> None:
        if upload is None or upload.wrapped_key is None:
            return
        if await self._is_on_record(upload):
            await self._completing.filed(upload.id)
            return
        await self._receiving.expire(upload)
        if upload.state is UploadState.STORED:
            await self._contents.discard(upload.dispute, upload.sha256, self._clock.now())

    async def _is_on_record(self, upload: Upload) -> bool:
        """A process may have died after the command and before the row was settled."""
        if upload.state is not UploadState.STORED:
            return False
        dispute, _ = await self._reader.current(upload.dispute, SWEEP)
        return of_file(upload.id, dispute) is not None
