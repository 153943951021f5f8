"""A worker of the inbox that dies, as by `kill -9`, when a command is recorded and not yet marked."""

import asyncio
import os
import signal
from datetime import datetime
from pathlib import Path

from services.cli.inbox_side import applying_on
from services.kit.database import connect
from services.partners.inbox.waiting import Lanes
from services.partners.profiles.store import Profiles
from tests.support.database import Databases
from tests.support.write_side import process_on


def apply_and_die(databases: Databases, folder: Path, lane: str, now: datetime) -> None:
    """Apply the first message of a lane, under its lock, and be gone."""
    asyncio.run(_apply_and_die(databases, folder, lane, now))


async def _apply_and_die(databases: Databases, folder: Path, lane: str, now: datetime) -> None:
    async with (
        process_on(databases, folder) as service,
        Profiles.open(databases.app, service.master, service.clock) as profiles,
    ):
        service.clock.instant = now
        lanes = Lanes(await connect(databases.app, name="test"))
        async with lanes.held(lane) as is_ours:
            assert is_ours
            first, *_ = await lanes.of(lane)
            whole = await lanes.opened(first)
            await applying_on(service, profiles).apply(whole, service.clock.now())
            os.kill(os.getpid(), signal.SIGKILL)
