"""Brings one schema of a database up to date with its Alembic revisions; run as a step, never by a worker."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.engine import make_url


def migrate(dsn: str, revisions: Path, *, schema: str, owner: str, target: str = "heads") -> None:
    """Apply what is missing of `revisions`, as role `owner`, recorded in `schema`.alembic_version.

    Each revision is one transaction; a second migration waits for the first.
    """
    script = _scripts(revisions)

    def upgrade(current: tuple[str, ...], _context: MigrationContext) -> list[RevisionStep]:
        return list(script._upgrade_revs(target, current))  # type: ignore[arg-type] # noqa: SLF001

    url = make_url(dsn).set(drivername="postgresql+psycopg")
    engine = create_engine(url, poolclass=NullPool, connect_args={"options": f"-c role={owner}"})
    try:
        with engine.connect() as connection:
            connection.execute(
                text("SELECT pg_advisory_lock(hashtextextended(:name, 0))"),
                {"name": f"migrate {schema}"},
            )
            connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
            connection.commit()
            with EnvironmentContext(Config(), script, fn=upgrade) as environment:
                environment.configure(
                    connection=connection,
                    version_table_schema=schema,
                    transaction_per_migration=True,
                )
                environment.run_migrations()
            connection.commit()
    finally:
        engine.dispose()


def newest(revisions: Path) -> str | None:
    """The revision a database is at once `migrate` has run."""
    return _scripts(revisions).get_current_head()


def write_revision(revisions: Path, name: str) -> Path:
    """Write an empty revision after the newest one, from `script.py.mako` beside the revisions."""
    script = ScriptDirectory(str(revisions.parent), version_locations=[str(revisions)])
    number = f"{len(list(revisions.glob('[0-9]*.py'))) + 1:04}"
    written = script.generate_revision(number, name, file_template="%%(rev)s_%%(slug)s")
    if written is None:
        raise RuntimeError(f"no revision was written to {revisions}")
    return Path(written.path)


def _scripts(revisions: Path) -> ScriptDirectory:
    return ScriptDirectory(str(revisions.parent), version_locations=[str(revisions)])
