"""`fengqiao migrate`: brings the databases to the newest schema; a step of its own, never a worker's."""

import typer

from services.cli.databases import databases, migrate_all
from services.workflow.settings import load


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def migrate() -> None:
        """把数据库升级到最新结构 / Bring the databases to the newest schema."""
        with databases(load()) as found:
            migrate_all(found)
        typer.echo("数据库结构已是最新 / the databases are at the newest schema")
