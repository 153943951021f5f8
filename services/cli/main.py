"""The `fengqiao` command: one file per group of commands, joined here."""

from typing import Any

import typer
from typer.core import TyperGroup

from services.cli import figures, following, generate, importing, migrating, play, run, tokens
from services.kit.postgres_binaries import PostgresUnusable
from services.workflow.settings import InvalidSettings
from services.workflow.storage.databases import DatabaseNotPrepared
from services.workflow.storage.master_key import MasterKeyRefused

EXPECTED = (InvalidSettings, PostgresUnusable, DatabaseNotPrepared, MasterKeyRefused)
"""What an operator can put right: told in words, without a trace."""


class Told(TyperGroup):
    """Tells expected failures to start as a message."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except EXPECTED as error:
            typer.secho(str(error), fg=typer.colors.RED, err=True)
            raise typer.Exit(2) from None


app = typer.Typer(
    cls=Told,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="枫桥：一件劳动人事争议，从受理到履行的一份记录 / one record per labour dispute",
)
for group in (run, play, importing, figures, tokens, following, migrating, generate):
    group.register(app)
