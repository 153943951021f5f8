"""Waits on conditions of the read side, and runs a projector beside a test."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from services.projections.runner import Pace, follow
from services.projections.view import View
from services.projections.views import VIEWS

QUICK = Pace(batch=500, poll_seconds=0.02)


async def until(holds: Callable[[], Awaitable[Any]], seconds: float = 10) -> Any:
    """What the condition gives once it gives something; fails after a while."""
    async with asyncio.timeout(seconds):
        # The database has nothing that would wake us for whatever the condition asks.
        while not (found := await holds()):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        return found


@asynccontextmanager
async def projecting(
    dsn: str, *, views: dict[str, View] = VIEWS, pace: Pace = QUICK, name: str = "test leader"
) -> AsyncIterator[asyncio.Task[None]]:
    """A projector beside the test; it is cancelled at the end, and a fault of it fails the test."""
    task = asyncio.create_task(follow(dsn, views=views, pace=pace, name=name))
    try:
        yield task
    finally:
        if not task.done():
            task.cancel()
        with suppress(asyncio.CancelledError):
            await task
