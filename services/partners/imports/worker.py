"""Does the jobs, one at a time: a worker that dies lets go of its job, and another goes on with it."""

import asyncio
import contextlib
from datetime import timedelta
from typing import Final, Protocol

import msgspec
import structlog

from services.kit.clock import Clock
from services.partners.imports.box import Box
from services.partners.imports.job import Job, JobKind, JobState, Result
from services.partners.imports.table import JobTable
from services.projections.runner import LOST, stop_if_cancelled
from services.workflow.application.ledger.report import Report
from services.workflow.application.ledger.sheets import Unusable, Workbook
from services.workflow.application.ledger.taking_over import Progress
from services.workflow.application.ports import EventStore, StoreUnavailable
from services.workflow.integrations import spreadsheet_report
from services.workflow.storage.master_key import MasterKey

KEPT_FOR: Final = timedelta(days=30)
"""How long reports can be fetched."""
MOST_ATTEMPTS: Final = 5
_TELL_SECONDS: Final = 0.25
_LOOKS_TO_STANDING: Final = 8
"""As soon does the job of a deactivated partner stop: some two seconds."""
_log = structlog.stdlib.get_logger("fengqiao.imports")


class Importing(Protocol):
    """One kind of import."""

    async def run(
        self, job: Job, source: bytes, name: str, progress: Progress
    ) -> tuple[Report, Workbook]:
        """Import what can be. Raises Unusable, StoreUnavailable."""
        ...


class Standing(Protocol):
    """Who still may import."""

    async def stands(self, job: Job) -> bool:
        """Whether the importer of a job still may. Raises StoreUnavailable."""
        ...


class _Unwanted(Exception):
    """Its cancellation was asked for."""


class _NotAnyMore(Exception):
    """Its importer may not import any more."""


class _Progress:
    """Where a job stands, told to the table now and then."""

    def __init__(self) -> None:
        self.stage, self.done, self.of = "", 0, 0

    def tell(self, stage: str, done: int, of: int) -> None:
        """Note it; nothing waits for it."""
        self.stage, self.done, self.of = stage, done, of


class ImportWorker:
    """Any number of them may run at once, in one process or in several."""

    def __init__(
        self,
        table: JobTable,
        store: EventStore,
        kinds: dict[JobKind, Importing],
        master: MasterKey,
        clock: Clock,
        standing: Standing,
    ) -> None:
        self._standing = standing
        self._table = table
        self._store = store
        self._kinds = kinds
        self._master = master
        self._clock = clock

    async def once(self) -> bool:
        """Do the next job, if there is one. Raises StoreUnavailable: the job goes on later."""
        async with self._table.claimed() as job:
            if job is None:
                await self._table.forget(self._clock.now() - KEPT_FOR)
                return False
            await self._table.begin(job.id, self._clock.now(), await self._store.head())
            current = await self._table.get(job.id)
            assert current is not None
            await self._table.end(job.id, await self._result(current), self._clock.now())
        return True

    async def run(self, seconds: float = 1.0) -> None:
        """Job after job until cancelled; a lost database is waited for."""
        while True:
            try:
                while await self.once():
                    pass
            except (*LOST, StoreUnavailable) as error:
                stop_if_cancelled()
                _log.warning("imports wait for the database", error=type(error).__name__)
            except Exception as error:  # noqa: BLE001
                _log.error("a round of imports broke off", exc_info=error)
            await asyncio.sleep(seconds)

    async def _result(self, job: Job) -> Result:
        if job.is_unwanted:
            return Result(state=JobState.CANCELLED)
        if job.attempts > MOST_ATTEMPTS:
            return _failed(
                "多次中断，未能完成；已登记的不会重复，请重新导入",
                "broken off too often; import it again",
            )
        try:
            return await self._done(job)
        except _Unwanted:
            return Result(state=JobState.CANCELLED)
        except _NotAnyMore:
            return _failed(
                "导入单位或者账号已停用，或者不再有导入权限；已登记的保留",
                "the importer is deactivated or may not import any more; what is recorded stays",
            )
        except Unusable as unusable:
            return _failed(unusable.zh, unusable.en)

    async def _done(self, job: Job) -> Result:
        await self._require_standing(job)
        sealed = await self._table.source(job.id)
        assert sealed is not None
        assert job.wrapped_key is not None
        assert job.name is not None
        box = await Box.open(job.id, job.wrapped_key, self._master)
        progress = _Progress()
        name = box.unseal(job.name, "name").decode()
        work = self._kinds[job.kind].run(job, box.unseal(sealed, "source"), name, progress.tell)
        report, workbook = await self._told_meanwhile(job, asyncio.ensure_future(work), progress)
        rendered = await asyncio.to_thread(spreadsheet_report.render, report, workbook)
        return Result(
            state=JobState.DONE,
            counts=report.counts,
            report_json=box.seal(msgspec.json.encode(report), "report_json"),
            report_xlsx=box.seal(rendered, "report_xlsx"),
        )

    async def _require_standing(self, job: Job) -> None:
        if not await self._standing.stands(job):
            raise _NotAnyMore

    async def _told_meanwhile(
        self, job: Job, work: asyncio.Future[tuple[Report, Workbook]], progress: _Progress
    ) -> tuple[Report, Workbook]:
        """Wait for the work, tell how far it is, and end it where nobody wants it any more."""
        looks = 0
        try:
            while True:
                done, _ = await asyncio.wait({work}, timeout=_TELL_SECONDS)
                unwanted = await self._table.tell(
                    job.id, progress.stage, progress.done, progress.of
                )
                if done:
                    return work.result()
                if unwanted:
                    raise _Unwanted
                looks += 1
                if looks % _LOOKS_TO_STANDING == 0:
                    await self._require_standing(job)
        finally:
            if not work.done():
                work.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await work


def _failed(zh: str, en: str) -> Result:
    return Result(state=JobState.FAILED, fault_zh=zh, fault_en=en)
