"""Keeps the deadlines up with the list, woken by the projector, with a look every second behind it."""

import asyncio
import contextlib

import structlog

from services.kit.clock import Clock, SystemClock
from services.projections.deadlines.computing import Rulebook
from services.projections.deadlines.keeper import Keeper
from services.projections.runner import LOST, Pace, stop_if_cancelled

_log = structlog.get_logger()
PACE = Pace(batch=2_000)
CLOCK = SystemClock()
AFTER_FAULT_SECONDS = 5.0


async def keep(
    dsn: str,
    rulebook: Rulebook,
    *,
    clock: Clock = CLOCK,
    pace: Pace = PACE,
    name: str = "fengqiao deadlines",
) -> None:
    """Keep until cancelled; connects again by itself, and stands by while another one keeps."""
    while True:
        try:
            keeper = await Keeper.connect(dsn, rulebook, clock, name)
        except LOST as error:
            _log.warning("deadlines wait for the database", error=type(error).__name__)
            await asyncio.sleep(pace.poll_seconds)
            continue
        try:
            await _keep(keeper, pace)
        except LOST as error:
            stop_if_cancelled()
            _log.warning("deadlines lost the database", error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 the projector beside it goes on
            _log.error("deadlines are tried again", error=type(error).__name__)
            await asyncio.sleep(AFTER_FAULT_SECONDS)
        finally:
            keeper.close()


async def keep_up(dsn: str, rulebook: Rulebook, *, clock: Clock = CLOCK, pace: Pace = PACE) -> int:
    """Compute what there is, and leave; how many events it was. Waits for the lead."""
    keeper = await Keeper.connect(dsn, rulebook, clock, "fengqiao deadlines once")
    try:
        await _stand_by(keeper, pace)
        await keeper.tend()
        count = 0
        while taken := await keeper.step(pace.batch):
            count += taken
        return count
    finally:
        keeper.close()


async def _stand_by(keeper: Keeper, pace: Pace) -> None:
    # The lock falls free with another process's connection: there is nothing to be woken by.
    while not await keeper.try_lead():  # noqa: ASYNC110
        await asyncio.sleep(pace.poll_seconds)


async def _keep(keeper: Keeper, pace: Pace) -> None:
    await _stand_by(keeper, pace)
    loop = asyncio.get_running_loop()
    tend_at = 0.0
    while True:
        keeper.woken.clear()
        if loop.time() >= tend_at:
            await keeper.tend()
            tend_at = loop.time() + pace.poll_seconds
        while await keeper.step(pace.batch):
            pass
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pace.poll_seconds):
                await keeper.woken.wait()
