"""`fengqiao follow`: keeps the read models up with the log, until told to stop."""

import asyncio
import os
import sys
from typing import Annotated, Any

import typer

from services.cli.databases import databases
from services.cli.deadline_keeping import keep_deadlines
from services.cli.serving import run
from services.kit.logging import configure
from services.projections import collector
from services.projections.runner import follow as follow_log
from services.workflow.settings import load


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def follow(
        *,
        until_input_ends: Annotated[bool, typer.Option(hidden=True)] = False,
    ) -> None:
        """让查询数据跟上日志 / Keep the read models up with the log."""
        settings = load()
        configure(settings.log_level)
        collector.rare()
        with databases(settings) as found:
            run(_followed(found.projector, until_input_ends=until_input_ends))


async def _followed(dsn: str, *, until_input_ends: bool) -> None:
    following = asyncio.gather(follow_log(dsn), keep_deadlines(dsn))
    if until_input_ends:
        # Whoever started this holds the other end: when it dies, however it dies, this ends too.
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), _end_with_input, following)
    try:
        await following
    except asyncio.CancelledError:
        if not following.cancelled():
            raise


def _end_with_input(following: asyncio.Future[Any]) -> None:
    if not os.read(sys.stdin.fileno(), 1024):
        following.cancel()
