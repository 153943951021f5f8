"""The worker: plans what the feed has, queues what is due, sends it, and tells of what was delivered."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, Final, Self
from uuid import UUID

import msgspec
import structlog

from services.kit.clock import Clock
from services.kit.database import connect, create_pool
from services.kit.outgoing import Outgoing
from services.partners.deliveries.delivery import Delivered
from services.partners.deliveries.dispatching import dispatch
from services.partners.deliveries.pgqueue import HEARTBEAT, SLOTS, PgQueue
from services.partners.deliveries.planning import plan
from services.partners.deliveries.queue import Queue
from services.partners.deliveries.reaching import LOST
from services.partners.deliveries.sending import Sender
from services.partners.deliveries.telling import OnDelivered, tell
from services.partners.profiles.store import Profiles

WAKING: Final = ("feed", "deliveries")
"""Channels on which is told that there is something to do."""
_TIDY_SECONDS: Final = 3_600.0
_PARTNERS = "SELECT DISTINCT partner FROM deliveries.subscriptions WHERE state <> 'closed'"
_log = structlog.stdlib.get_logger("fengqiao.deliveries")


async def not_told(_item: Delivered) -> None:
    """Takes note of nothing."""


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How much at a time, and how often to look without being woken."""

    slots: int = SLOTS
    heartbeat: timedelta = HEARTBEAT
    poll_seconds: float = 1.0
    least_seconds: float = 0.05
    """Between two looks, however often it is woken."""
    drain_seconds: float = 8.0
    """How long a stop waits for what is in flight."""


STANDARD: Final = Pace()


class Deliverer:
    """Any number may run at once; each has connections of its own."""

    def __init__(
        self,
        pools: tuple[Any, Any],
        sender: Callable[[Any], Sender],
        clock: Clock,
        on_delivered: OnDelivered,
        pace: Pace,
    ) -> None:
        self._pool, carrying = pools
        self._sender = sender(self._pool)
        self._clock = clock
        self._on_delivered = on_delivered
        self._pace = pace
        self._queue: Queue = PgQueue(
            carrying, self._send, slots=pace.slots, heartbeat=pace.heartbeat
        )
        self._woken = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        dsn: str,
        profiles: Profiles,
        outgoing: Outgoing,
        clock: Clock,
        *,
        on_delivered: OnDelivered = not_told,
        pace: Pace = STANDARD,
        chance: Callable[[], float] = random.random,
    ) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""

        def sender(pool: Any) -> Sender:
            return Sender(pool, profiles, outgoing, clock, chance)

        pool: Any = await create_pool(dsn, name="fengqiao deliverer", size=8)
        carrying: Any = await create_pool(dsn, name="fengqiao queue", size=4)
        try:
            yield cls((pool, carrying), sender, clock, on_delivered, pace)
        finally:
            pool.terminate()
            carrying.terminate()

    async def once(self) -> None:
        """Send all that is due by now, with what becomes due by that, and tell of it."""
        while await self.step():
            await self._queue.drain()
        await tell(self._pool, self._on_delivered)

    async def step(self) -> int:
        """Plan and queue; how many jobs were queued."""
        for row in await self._pool.fetch(_PARTNERS):
            self._queue.serve(row["partner"])
        await plan(self._pool, self._clock.now())
        return await dispatch(self._pool, self._queue, self._clock.now())

    async def run(self, dsn: str) -> None:
        """Go on until cancelled, then finish what is in flight. Raises LOST with the database."""
        listening: Any = await connect(dsn, name="fengqiao deliverer listening")
        carrying = asyncio.create_task(self._queue.run())
        try:
            listening.add_termination_listener(self._wake)
            for channel in WAKING:
                await listening.add_listener(channel, self._wake)
            await self._keep_stepping(carrying, listening)
        finally:
            listening.terminate()
            await self._finish(carrying)

    async def _keep_stepping(self, carrying: asyncio.Task[None], listening: Any) -> None:
        loop, tidy_at = asyncio.get_running_loop(), 0.0
        while True:
            if loop.time() >= tidy_at:
                await self._queue.tidy()
                tidy_at = loop.time() + _TIDY_SECONDS
            # Each delivery wakes this: once for all of a moment is enough.
            await asyncio.sleep(self._pace.least_seconds)
            self._woken.clear()
            if listening.is_closed():
                raise ConnectionError
            await self.step()
            await tell(self._pool, self._on_delivered)
            if carrying.done():
                # It ends by a stop or with the database: the task says which.
                await carrying
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._pace.poll_seconds):
                    await self._woken.wait()

    async def _finish(self, carrying: asyncio.Task[None]) -> None:
        self._queue.stop()
        await asyncio.wait({carrying}, timeout=self._pace.drain_seconds)
        carrying.cancel()
        await asyncio.gather(carrying, return_exceptions=True)

    def _wake(self, *_: object) -> None:
        self._woken.set()

    async def _send(self, delivery: UUID) -> None:
        await self._sender.send(delivery, self._queue)
        # What was delivered may have to be told, and what failed may be due soon.
        self._woken.set()


async def keep_delivering(
    opened: Callable[[], contextlib.AbstractAsyncContextManager[Deliverer]],
    dsn: str,
    poll_seconds: float = STANDARD.poll_seconds,
) -> None:
    """Deliver until cancelled; a lost database is waited for."""
    while True:
        try:
            async with opened() as deliverer:
                await deliverer.run(dsn)
        except Exception as error:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                # Rolling back on a dead connection hides a cancellation behind its own error.
                raise asyncio.CancelledError from error
            if isinstance(error, LOST):
                _log.warning("the deliverer waits for the database", error=type(error).__name__)
            else:
                _log.error("the deliverer broke off and begins again", exc_info=error)
        await asyncio.sleep(poll_seconds)
