"""One call of the write side by the operator, on the databases of the settings."""

from collections.abc import Awaitable, Callable
from typing import Any, NoReturn, TypeVar

import typer

from services.cli.databases import databases, require_migrated
from services.cli.serving import run
from services.cli.write_side import WriteSide, write_side
from services.kit.logging import configure
from services.workflow.domain.errors import Refusal
from services.workflow.settings import load

Told = TypeVar("Told")


def on_write_side(ask: Callable[[WriteSide], Awaitable[Told]]) -> Told:
    """Ask the write side on the databases of the settings; a refusal ends the command in words."""
    settings = load()
    configure(settings.log_level)
    found: list[Told] = []

    async def asked(at: Any) -> None:
        async with write_side(settings, at) as side:
            found.append(await ask(side))

    with databases(settings) as at:
        require_migrated(at)
        try:
            run(asked(at))
        except Refusal as refusal:
            rule = f"（{refusal.rule.id} {refusal.rule.source}）" if refusal.rule else ""
            refuse(f"{refusal.zh}{rule} / {refusal.en}")
    return found[0]


def refuse(text: str) -> NoReturn:
    """Tell what is wrong and end the command."""
    typer.secho(text, fg=typer.colors.RED, err=True)
    raise typer.Exit(2)
