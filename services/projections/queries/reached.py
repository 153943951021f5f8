"""Reading one's own writes: wait until the read models hold a position, for a bounded time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from services.projections.positions import served
from services.projections.storage import event_log

PATIENCE_SECONDS = 2.0
_LOOK_AGAIN_SECONDS = 0.02


class Behind(Exception):
    """The read models do not hold the position yet."""

    def __init__(self, asked: int, reached: int) -> None:
        super().__init__(f"{asked} asked for, {reached} reached")
        self.asked = asked
        self.reached = reached


class Beyond(Exception):
    """The log itself does not have the position: no answer ever gave it."""

    def __init__(self, asked: int, end: int) -> None:
        super().__init__(f"{asked} asked for, the log ends at {end}")
        self.asked = asked
        self.end = end


Served = Callable[[Any], Awaitable[int]]
"""From a connection to the last position that what is read holds."""


async def served_with_deadlines(connection: Any) -> int:
    """The last position that every live table holds, and up to which deadlines are computed."""
    kept: int | None = await connection.fetchval("SELECT position FROM views.deadline_keeping")
    return min(await served(connection), kept or 0)


async def reach(
    connection: Any,
    position: int | None = None,
    *,
    patience: float = PATIENCE_SECONDS,
    what: Served = served,
) -> int:
    """The position that what is read holds, once it is at least the one asked for.

    What is read afterwards is at least as new. Raises Behind, or Beyond.
    """
    if position is not None and position > (end := (await event_log.head(connection)).position):
        raise Beyond(position, end)
    loop = asyncio.get_running_loop()
    until = loop.time() + patience
    while True:
        reached = await what(connection)
        if position is None or reached >= position:
            return reached
        if loop.time() >= until:
            raise Behind(position, reached)
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
