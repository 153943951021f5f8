"""Sweeps over a running write side: the read models brought up first, then what has lapsed recorded."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from services.kit.clock import LEGAL_ZONE
from services.kit.database import create_pool
from services.projections.queries.lapses_due import ListedLapses
from services.workflow.application.ports import Rulebook
from services.workflow.application.sweep import LapsesDue, Quiet, Sweep, Swept
from services.workflow.domain.legal import RulePack
from services.workflow.recorded.metadata import Recorded
from services.workflow.rules.rulebook import NationalRulebook
from tests.support.database import Databases
from tests.support.keeping import kept
from tests.support.write_side import Service

RULES = NationalRulebook()


class NoQuiet:
    """For tests that move the clock by days: the log's rows carry the machine's time, not theirs."""

    async def is_over(self, dispute: UUID, move: str, due_on: date, rules: RulePack) -> bool:
        return True


def sweep_of(
    service: Service, due: LapsesDue, rulebook: Rulebook = RULES, quiet: Quiet | None = None
) -> Sweep:
    held = quiet or NoQuiet()
    return Sweep(service.reader, service.handler, rulebook, due, held, service.clock)


@asynccontextmanager
async def listed(databases: Databases) -> AsyncIterator[ListedLapses]:
    """The list of what is due, as production asks it."""
    pool: Any = await create_pool(databases.app, name="sweep of a test", size=1)
    try:
        yield ListedLapses(pool)
    finally:
        await pool.close()


async def swept(
    service: Service,
    databases: Databases,
    rulebook: NationalRulebook = RULES,
    quiet: Quiet | None = None,
) -> Swept:
    """Bring the read models up, and sweep once."""
    await kept(databases, rulebook, service.clock)
    async with listed(databases) as due:
        return await sweep_of(service, due, rulebook, quiet).once()


def ten_o_clock(service: Service, day: date) -> None:
    """Let it be ten in the morning of that day in Shanghai."""
    at = datetime.combine(day, time(10), LEGAL_ZONE)
    service.clock.instant = at.astimezone(UTC)


async def events_of(service: Service, dispute: UUID) -> list[Recorded]:
    return await service.reader.history(dispute, service.clerk)


def types_of(history: list[Recorded]) -> list[str]:
    return [type(recorded.event).__name__ for recorded in history]
