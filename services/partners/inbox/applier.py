"""Applies what came in: dispute by dispute, in the order in which it happened, in any number of processes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, Self
from uuid import UUID

import structlog

from services.kit.clock import Clock
from services.kit.database import connect
from services.partners.inbox.applying import Applying
from services.partners.inbox.message import Judged, Verdict, Waiting
from services.partners.inbox.store import WOKEN_BY
from services.partners.inbox.waiting import Lanes
from services.projections.runner import LOST, stop_if_cancelled
from services.workflow.application.handle import TooMuchContention
from services.workflow.application.ports import StoreUnavailable

POLL_SECONDS: Final = 1.0
BREATH_SECONDS: Final = 0.02
"""However much is recorded meanwhile, so long it rests before it looks again."""
MOST_TRIES: Final = 5
"""So often is a message tried that meets a fault of ours; then a person looks at it."""
_log = structlog.stdlib.get_logger("fengqiao.inbox")


class Applier:
    """On one connection, which holds the lock of the lane it works in."""

    def __init__(self, connection: Any, applying: Applying, clock: Clock) -> None:
        self._lanes = Lanes(connection)
        self._applying = applying
        self._clock = clock
        self.woken = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def connected(cls, dsn: str, applying: Applying, clock: Clock) -> AsyncIterator[Self]:
        """Connect for as long as it works; woken by what comes in and by what is recorded."""
        connection = await connect(dsn, name="fengqiao inbox applier")
        applier = cls(connection, applying, clock)
        try:
            connection.add_termination_listener(applier._wake)
            for channel in (WOKEN_BY, "log"):
                await connection.add_listener(channel, applier._wake)
            yield applier
        finally:
            # Not closed politely: a lock that is held falls free with it.
            connection.terminate()

    async def once(self) -> int:
        """Try all that can be tried now; how many got a verdict."""
        judged = 0
        while lanes := await self._lanes.due(self._clock.now()):
            before = judged
            for lane in lanes:
                async with self._lanes.held(lane) as is_ours:
                    if is_ours:
                        judged += await self._work(lane)
            if judged == before:
                break
        return judged

    def _wake(self, *_: object) -> None:
        self.woken.set()

    async def _work(self, lane: str) -> int:
        """All of a lane; again from the first one on once a fact made way for others."""
        count, is_moved = 0, True
        tried: set[tuple[UUID, int]] = set()
        applied = 0
        while is_moved:
            is_moved = False
            unknown: set[tuple[UUID, str]] = set()
            for message in await self._lanes.of(lane):
                if (message.id, applied) in tried or self._is_as_unknown(message, unknown):
                    continue
                if self._is_put_off(message):
                    return count
                tried.add((message.id, applied))
                judged = await self._try(message)
                if judged is None:
                    return count
                count += 1
                if judged.verdict is Verdict.UNKNOWN_DISPUTE and not judged.at_version:
                    unknown.add((message.partner, message.subject))
                if judged.verdict is Verdict.APPLIED:
                    applied, is_moved = applied + 1, True
        return count

    def _is_put_off(self, message: Waiting) -> bool:
        """Those after it wait with it: what wakes its lane does not mend what it met."""
        is_later = message.retry_at is not None and message.retry_at > self._clock.now()
        return message.verdict is Verdict.STORED and is_later

    def _is_as_unknown(self, message: Waiting, unknown: set[tuple[UUID, str]]) -> bool:
        """Its turn is later, and one with the same subject just found nothing."""
        is_now = message.retry_at is not None and message.retry_at <= self._clock.now()
        is_same = (message.partner, message.subject) in unknown
        return message.verdict is Verdict.UNKNOWN_DISPUTE and is_same and not is_now

    async def _try(self, message: Waiting) -> Judged | None:
        """What became of one; none where those after it have to wait with it."""
        try:
            if await self._belongs_elsewhere(message):
                return Judged(verdict=Verdict.STORED)
            whole = await self._lanes.opened(message)
            judged = await self._applying.apply(whole, self._clock.now())
        except (StoreUnavailable, TooMuchContention, *LOST):
            # Nothing is wrong with the message, however often that is so.
            stop_if_cancelled()
            await self._put_off(message, message.tries)
            return None
        except Exception as error:  # noqa: BLE001
            # One message that nothing can be made of must not hold up all others.
            _log.error("a message could not be applied", message=str(message.id), exc_info=error)
            if message.tries + 1 < MOST_TRIES:
                await self._put_off(message, message.tries + 1)
                return None
            judged = Judged(verdict=Verdict.FAILED)
        await self._lanes.judge(message, judged, self._clock.now())
        _log.info("a report was tried", message=str(message.id), verdict=judged.verdict.value)
        return judged

    async def _belongs_elsewhere(self, message: Waiting) -> bool:
        """Put it into the lane of its dispute, where that is known by now."""
        if message.dispute is not None and await self._applying.exists(message.dispute):
            return False
        body = await self._applying.body_of(message.partner)
        found = await self._lanes.named(message.partner, body, message.subject)
        if found is None or found == message.dispute:
            return False
        await self._lanes.move(message, found)
        return True

    async def _put_off(self, message: Waiting, tries: int) -> None:
        await self._lanes.put_off(message, self._clock.now(), tries=tries)


async def keep_applying(dsn: str, applying: Applying, clock: Clock) -> None:
    """Apply until cancelled; connects again by itself."""
    while True:
        try:
            async with Applier.connected(dsn, applying, clock) as applier:
                await _apply_for_ever(applier)
        except LOST as error:
            stop_if_cancelled()
            _log.warning("the inbox waits for the database", error=type(error).__name__)
            await asyncio.sleep(POLL_SECONDS)


async def _apply_for_ever(applier: Applier) -> None:
    while True:
        applier.woken.clear()
        await applier.once()
        await asyncio.sleep(BREATH_SECONDS)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(POLL_SECONDS):
                await applier.woken.wait()
