"""`fengqiao exchange`: applies what partners report, keeps their feeds, sends their webhooks."""

import asyncio
import os
import sys
from collections.abc import Coroutine
from typing import Annotated, Any

import typer

from services.cli.databases import Databases, databases, require_migrated
from services.cli.delivery_side import deliver
from services.cli.inbox_side import applying_on
from services.cli.serving import run
from services.cli.write_side import write_side
from services.kit.logging import configure
from services.partners.feed.feeder import feed
from services.partners.files.composing import files_side
from services.partners.imports.composing import worker_on
from services.partners.inbox.applier import keep_applying
from services.partners.profiles.store import Profiles
from services.partners.side import Side
from services.workflow.settings import Settings, load


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("exchange")
    def exchange(
        *,
        until_input_ends: Annotated[bool, typer.Option(hidden=True)] = False,
    ) -> None:
        """与其他单位的系统往来 / Exchange facts with other bodies' systems."""
        settings = load()
        configure(settings.log_level)
        with databases(settings) as found:
            require_migrated(found)
            run(_exchanging(settings, found, until_input_ends=until_input_ends))


def works(
    settings: Settings,
    dsn: str,
    side: Side,
) -> tuple[Coroutine[Any, Any, None], ...]:
    """What goes on side by side, each until it is cancelled and on connections of its own."""
    return (
        _feeding(dsn, side),
        _applying(dsn, side),
        _ending_uploads(settings, dsn, side),
        _importing(dsn, side),
        deliver(settings, dsn, side),
    )


async def _feeding(dsn: str, side: Side) -> None:
    async with Profiles.open(dsn, side.master, side.clock) as profiles:
        await feed(dsn, profiles)


async def _applying(dsn: str, side: Side) -> None:
    async with Profiles.open(dsn, side.master, side.clock) as profiles:
        await keep_applying(dsn, applying_on(side, profiles), side.clock)


async def _ending_uploads(settings: Settings, dsn: str, side: Side) -> None:
    async with (
        Profiles.open(dsn, side.master, side.clock) as profiles,
        files_side(settings, dsn, side, profiles) as files,
    ):
        await files.keeper.run()


async def _importing(dsn: str, side: Side) -> None:
    async with worker_on(dsn, side) as worker:
        await worker.run()


async def _exchanging(settings: Settings, found: Databases, *, until_input_ends: bool) -> None:
    async with write_side(settings, found) as side:
        going_on = asyncio.gather(*works(settings, found.app, side))
        if until_input_ends:
            # Whoever started this holds the other end: when it dies, however it dies, this ends too.
            asyncio.get_running_loop().add_reader(sys.stdin.fileno(), _end_with_input, going_on)
        try:
            await going_on
        except asyncio.CancelledError:
            if not going_on.cancelled():
                raise


def _end_with_input(going_on: asyncio.Future[Any]) -> None:
    if not os.read(sys.stdin.fileno(), 1024):
        going_on.cancel()
