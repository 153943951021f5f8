"""The one loop: batches from the log into the live tables, woken by NOTIFY with a poll behind it."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass

import asyncpg
import structlog

from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.projections.leading import Leader
from services.projections.view import View
from services.projections.views import VIEWS

_log = structlog.get_logger()
LOST = (
    *LOST_CONNECTION,
    *OVERLOADED,
    asyncpg.InterfaceError,
    # What the driver says when the server goes in the middle of a conversation.
    asyncpg.InternalClientError,
)
"""What a new connection, now or later, can put right."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How much at once, and how often to look without being woken."""

    batch: int = 5_000
    poll_seconds: float = 1.0


async def follow(
    dsn: str,
    *,
    views: Mapping[str, View] = VIEWS,
    pace: Pace = Pace(),
    name: str = "fengqiao projector",
) -> None:
    """Follow the log until cancelled; connects again by itself, and stands by while another leads."""
    while True:
        try:
            leader = await Leader.connect(dsn, views, name)
        except LOST as error:
            _log.warning("projector waits for the database", error=type(error).__name__)
            await asyncio.sleep(pace.poll_seconds)
            continue
        try:
            await _lead(leader, pace)
        except LOST as error:
            stop_if_cancelled()
            _log.warning("projector lost the database", error=type(error).__name__)
        finally:
            await leader.close()


async def catch_up(
    dsn: str,
    *,
    views: Mapping[str, View] = VIEWS,
    pace: Pace = Pace(),
) -> int:
    """Take the lead, fold what there is, and leave; how many events it was. Waits for the lead."""
    leader = await Leader.connect(dsn, views, "fengqiao catching up")
    try:
        await _stand_by(leader, pace)
        await leader.tend()
        count = 0
        while taken := await leader.step(pace.batch):
            count += taken
        return count
    finally:
        await leader.close()


def stop_if_cancelled() -> None:
    """Pass a cancellation on that an error of the dead connection hides."""
    # Rolling back on a dead connection fails with an error of its own, which hides a cancellation.
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


async def _stand_by(leader: Leader, pace: Pace) -> None:
    # The lock falls free with another process's connection: there is nothing to be woken by.
    while not await leader.try_lead():  # noqa: ASYNC110
        await asyncio.sleep(pace.poll_seconds)


async def _lead(leader: Leader, pace: Pace) -> None:
    await _stand_by(leader, pace)
    loop = asyncio.get_running_loop()
    tend_at = 0.0
    while True:
        leader.woken.clear()
        while await leader.step(pace.batch):
            pass
        if loop.time() >= tend_at:
            await leader.tend()
            tend_at = loop.time() + pace.poll_seconds
        with contextlib.suppress(TimeoutError):
            # Not wait_for: it loses a cancellation that comes together with the wake-up.
            async with asyncio.timeout(pace.poll_seconds):
                await leader.woken.wait()
