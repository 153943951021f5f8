"""The `fengqiao` command: one file per group of commands, read when it is asked for."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from services.kit.postgres_binaries import PostgresUnusable
from services.workflow.settings import InvalidSettings
from services.workflow.storage.databases import DatabaseNotPrepared
from services.workflow.storage.master_key import MasterKeyRefused

EXPECTED = (InvalidSettings, PostgresUnusable, DatabaseNotPrepared, MasterKeyRefused)
"""What an operator can put right: told in words, without a trace."""
COMMANDS = {
    "run": "run",
    "serve": "serve",
    "play": "play",
    "import": "importing",
    "export": "exporting",
    "figures": "figures",
    "deadline": "deadline",
    "calendar": "calendars",
    "calendar-feed": "calendar_feeds",
    "deadlines": "deadlines",
    "sweep": "sweeping",
    "verify": "verify",
    "verify-feed": "verify_feed",
    "tokens": "tokens",
    "partner": "partners",
    "client": "clients",
    "account": "accounts",
    "signing-key": "signing_keys",
    "package-key": "package_keys",
    "verify-package": "verify_package",
    "follow": "following",
    "exchange": "exchanging",
    "projections": "projections",
    "migrate": "migrating",
    "generate": "generate",
}
"""Command to the module of this package whose `register` adds it."""


class Commands(TyperGroup):
    """Reads only the module of the command that is asked for; tells expected failures in words."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Every command, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        part = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        part.callback()(lambda: None)
        import_module(f"services.cli.{COMMANDS[cmd_name]}").register(part)
        return typer.main.get_group(part).commands[cmd_name]

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except EXPECTED as error:
            typer.secho(str(error), fg=typer.colors.RED, err=True)
            raise typer.Exit(2) from None


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="枫桥：一件劳动人事争议，从受理到履行的一份记录 / one record per labour dispute",
)


@app.callback()
def fengqiao() -> None:
    """One record per labour dispute."""
