"""Hands the keeper of deadlines its rulebook: the rules as shipped, calendars as the log has them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import typer

from services.cli.databases import Databases
from services.projections.deadlines.rebuild import Recomputed, compare_deadlines, rebuild_deadlines
from services.projections.deadlines.runner import keep, keep_up
from services.workflow.application.ports import StoreUnavailable
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.calendar_log import CalendarLog


class _Followed(NationalRulebook):
    """Its log away is the database away, which the keeper waits for."""

    async def refresh(self, max_age_seconds: float = 0) -> bool:
        try:
            return await super().refresh(max_age_seconds)
        except StoreUnavailable as away:
            raise ConnectionError(str(away)) from away


@asynccontextmanager
async def _rulebook(dsn: str) -> AsyncIterator[NationalRulebook]:
    async with await CalendarLog.open(dsn) as log:
        yield _Followed(log.entries)


async def keep_deadlines(dsn: str) -> None:
    """Keep the deadlines up with the list of disputes until cancelled."""
    async with _rulebook(dsn) as rulebook:
        await keep(dsn, rulebook)


async def bring_deadlines_up(found: Databases) -> None:
    """Compute what the list of disputes has and the deadlines have not, once."""
    async with _rulebook(found.projector) as rulebook:
        await keep_up(found.projector, rulebook)


async def recomputed(found: Databases) -> Recomputed:
    """Every deadline computed anew; what differed was put right."""
    async with _rulebook(found.projector) as rulebook:
        return await rebuild_deadlines(found.projector, rulebook)


async def compared(found: Databases) -> Recomputed:
    """Every deadline computed anew and compared."""
    async with _rulebook(found.projector) as rulebook:
        return await compare_deadlines(found.projector, rulebook)


def tell(done: Recomputed) -> None:
    """Say what was found, on the command line."""
    typer.echo(
        f"deadlines_due: 至位置 {done.position}，{done.disputes} 件争议，"
        f"{done.differing} 行已改正，{done.failed} 件未能计算 / rows put right, disputes failed"
    )
