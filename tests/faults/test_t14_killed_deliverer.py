"""T14: a deliverer killed in the middle of a delivery: the next one sends it again, under the same id."""

import asyncio
from pathlib import Path
from uuid import uuid4

import pytest

from services.kit.clock import SystemClock
from tests.faults.deliverers import DelivererProcess
from tests.faults.sizes import size
from tests.support.database import Databases
from tests.support.delivering import delivering
from tests.support.receivers import answering, hanging, receiver

pytestmark = pytest.mark.faults
_KILLS = size(short=1, long=10)


async def test_what_was_in_flight_is_delivered_by_the_next_worker(
    databases: Databases, tmp_path: Path
) -> None:
    async with (
        receiver() as hook,
        delivering(databases, tmp_path, clock=SystemClock()) as worker,
    ):
        court, dispute = await worker.partner(), uuid4()
        await worker.subscribed(court, hook.url)
        for _ in range(_KILLS):
            before = len(hook.came)
            hook.reply = hanging
            worker.feed(court, "ReferralOffered", "ConfirmationGranted", dispute=dispute)
            killed = await asyncio.to_thread(DelivererProcess, databases, tmp_path)
            await hook.has(before + 1)
            await asyncio.to_thread(killed.kill)
            hook.reply = answering()
            follower = await asyncio.to_thread(DelivererProcess, databases, tmp_path)
            try:
                # The first of the two once more, and then the second, which had to wait for it.
                await hook.has(before + 3)
                ids = hook.ids[before:]
                assert ids[0] == ids[1] != ids[2]
                async with asyncio.timeout(20):
                    while set(worker.states()) != {"delivered"}:  # noqa: ASYNC110
                        await asyncio.sleep(0.05)
            finally:
                await asyncio.to_thread(follower.kill)
        assert len(worker.states()) == 2 * _KILLS
