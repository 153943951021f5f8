"""The queue in PostgreSQL by pgqueuer: an entry point for each partner, whose limit is its bulkhead."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver, AsyncpgPoolDriver
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.core.executors import EntrypointExecutor, EntrypointExecutorParameters
from pgqueuer.core.qm import QueueManager
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job as Picked
from pgqueuer.domain.settings import DBSettings
from pgqueuer.domain.types import QueueExecutionMode
from pgqueuer.ports.driver import Driver

from services.partners.deliveries.queue import Handle, Job
from services.partners.deliveries.reaching import LOST

SETTINGS: Final = DBSettings(db_schema="deliveries")
SLOTS: Final = 4
"""Attempts at a time for one partner, over all workers."""
HEARTBEAT: Final = timedelta(seconds=30)
"""A job whose worker shows no life for so long is taken up by another."""
_BATCH: Final = 20
_POLL: Final = timedelta(seconds=2)
_AGAIN: Final = timedelta(seconds=1)
_KEPT_LOG: Final = timedelta(days=7)
_KEPT_FIGURES: Final = timedelta(days=90)
_OLD_LOG: Final = (
    "DELETE FROM deliveries.pgqueuer_log WHERE aggregated AND created < now() - $1::interval"
)
_OLD_FIGURES: Final = (
    "DELETE FROM deliveries.pgqueuer_statistics WHERE created < now() - $1::interval"
)


class PgQueue:
    """One per process."""

    def __init__(
        self, pool: Any, handle: Handle, *, slots: int = SLOTS, heartbeat: timedelta = HEARTBEAT
    ) -> None:
        self._pool = pool
        self._handle = handle
        self._slots = slots
        self._heartbeat = heartbeat
        self._partners: set[UUID] = set()
        self._manager: QueueManager | None = None

    async def put(self, connection: Any, jobs: Sequence[Job]) -> None:
        """Queue them in the transaction of a connection."""
        if not jobs:
            return
        await _queries(AsyncpgDriver(connection)).enqueue(
            [_name(job.partner) for job in jobs],
            [job.delivery.bytes for job in jobs],
            [0] * len(jobs),
            dedupe_key=[str(job.delivery) for job in jobs],
            on_conflict="skip",
        )

    def serve(self, partner: UUID) -> None:
        """Take jobs of this partner too."""
        if partner not in self._partners:
            self._partners.add(partner)
            if self._manager is not None:
                self._register(self._manager, partner)

    async def drain(self) -> None:
        """Do what is queued, and return."""
        await self._run(QueueExecutionMode.drain)

    async def run(self) -> None:
        """Do what is queued until `stop`."""
        await self._run(QueueExecutionMode.continuous)

    def stop(self) -> None:
        """Take no more."""
        if self._manager is not None:
            self._manager.shutdown.set()

    async def tidy(self) -> None:
        """Take away what the library keeps of jobs that were done long ago; it keeps all by itself."""
        await self._pool.execute(_OLD_LOG, _KEPT_LOG)
        await self._pool.execute(_OLD_FIGURES, _KEPT_FIGURES)

    async def _run(self, mode: QueueExecutionMode) -> None:
        # A manager ends for good with its shutdown, so each run has one of its own.
        manager = QueueManager(_queries(AsyncpgPoolDriver(self._pool)), SETTINGS.channel)
        for partner in self._partners:
            self._register(manager, partner)
        self._manager = manager
        try:
            # Not ended when its own check of the listener fails: that may ask before it listens, and
            # then waits in vain. It polls all the same, and who runs this watches the connection.
            await manager.run(
                dequeue_timeout=_POLL,
                batch_size=_BATCH,
                mode=mode,
                heartbeat_timeout=self._heartbeat,
            )
        finally:
            self._manager = None

    def _register(self, manager: QueueManager, partner: UUID) -> None:
        parameters = EntrypointExecutorParameters(
            concurrency_limit=self._slots, func=self._do, on_failure="hold"
        )
        manager.register_executor(_name(partner), EntrypointExecutor(parameters))

    async def _do(self, picked: Picked) -> None:
        if picked.payload is None:
            raise ValueError(f"job {picked.id} names no delivery")
        try:
            await self._handle(UUID(bytes=picked.payload))
        except LOST as error:
            raise RetryRequested(_AGAIN, type(error).__name__) from error


def _queries(driver: Driver) -> Queries:
    return Queries(
        driver,
        qbe=QueryBuilderEnvironment(settings=SETTINGS),
        qbq=QueryQueueBuilder(settings=SETTINGS),
        qbs=QuerySchedulerBuilder(settings=SETTINGS),
    )


def _name(partner: UUID) -> str:
    return f"partner {partner}"
