"""`fengqiao sweep`: records deadlines that have lapsed, once or again and again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Annotated, Any

import typer

from services.cli.databases import Databases, databases, require_migrated
from services.cli.serving import run
from services.cli.write_side import WriteSide, write_side
from services.kit.database import create_pool
from services.kit.logging import configure
from services.projections.queries.lapses_due import ListedLapses
from services.workflow.application.quiet_time import QuietTime
from services.workflow.application.sweep import Sweep, Swept, keep_sweeping
from services.workflow.settings import Settings, load

EVERY_SECONDS = 60.0
"""A lapse is a matter of days; this is for those that follow from what was just recorded."""


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("sweep")
    def sweep(
        *,
        once: Annotated[
            bool, typer.Option("--once", help="只做一遍 / one sweep, then end")
        ] = False,
        every: Annotated[
            float, typer.Option(min=1, help="每隔多少秒 / seconds between two sweeps")
        ] = EVERY_SECONDS,
    ) -> None:
        """记录已经届满的期限 / Record deadlines that have lapsed."""
        settings = load()
        configure(settings.log_level)
        with databases(settings) as found:
            require_migrated(found)
            swept: list[Swept] = []
            run(_sweep(settings, found, swept, every=None if once else every))
        for one in swept:
            _tell(one)


def sweep_of(side: WriteSide, pool: Any) -> Sweep:
    """A sweep by this process's own command handler, over its connections to the read models."""
    quiet = QuietTime(side.reader, side.clock)
    return Sweep(side.reader, side.handler, side.rulebook, ListedLapses(pool), quiet, side.clock)


@asynccontextmanager
async def sweeping(side: WriteSide, pool: Any) -> AsyncIterator[None]:
    """Sweep in the background for as long; one that is broken off is made good by the next."""
    task = asyncio.create_task(keep_sweeping(sweep_of(side, pool), EVERY_SECONDS))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _sweep(
    settings: Settings, found: Databases, swept: list[Swept], *, every: float | None
) -> None:
    async with write_side(settings, found) as side, _listed(found.app) as pool:
        sweep = sweep_of(side, pool)
        if every is None:
            swept.append(await sweep.once())
        else:
            await keep_sweeping(sweep, every)


@asynccontextmanager
async def _listed(dsn: str) -> AsyncIterator[Any]:
    pool: Any = await create_pool(dsn, name="fengqiao sweep", size=1)
    try:
        yield pool
    finally:
        await pool.close()


def _tell(swept: Swept) -> None:
    typer.echo(
        f"记录 / recorded {swept.recorded}，已有 / known {swept.known}，"
        f"未能记录 / failed {len(swept.failures)}；"
        f"最多晚 {swept.most_days_late} 日 / at most {swept.most_days_late} days late"
    )
    for failure in swept.failures:
        typer.echo(f"  {failure.dispute} {failure.deadline} {failure.code}", err=True)
    if swept.failures:
        raise typer.Exit(1)
