"""PostgreSQL for tests: one server for the whole run, a pair of databases for each worker."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql

from services.access.schemas import migrate as migrate_access
from services.kit.embedded_postgres import EmbeddedPostgres
from services.partners.schemas import migrate as migrate_partners
from services.projections.storage.migrations import migrate as migrate_views
from services.workflow.storage.databases import APP, OWNER, PROJECTOR, prepare_databases
from services.workflow.storage.migrations import migrate, migrate_keys

SERVER_FOLDER = "FQ_TEST_SERVER"
"""Names the folder of this run's server; set by the process that pytest was started in."""

_PREFIX = "fq-test-"
_OWNER_LOCK = "owner.lock"
_OWNED: dict[Path, IO[str]] = {}
_TEMPLATE_LOG, _TEMPLATE_KEYS = "template_log", "template_keys"
# Data of a test run need not survive a power cut.
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

LOG_MIGRATIONS: tuple[Callable[[str], Any], ...] = (
    migrate,
    migrate_views,
    migrate_access,
    migrate_partners,
)
"""Steps that bring the database of the log and the read models up to date."""


@dataclass(frozen=True)
class Databases:
    """One log database and its key database on one server."""

    server: EmbeddedPostgres
    log: str
    keys: str

    @property
    def app(self) -> str:
        """DSN of the log for the service."""
        return self.server.dsn(self.log, APP)

    @property
    def projector(self) -> str:
        """DSN of the log and the read models for the projector."""
        return self.server.dsn(self.log, PROJECTOR)

    @property
    def admin(self) -> str:
        """DSN of the log for the superuser."""
        return self.server.dsn(self.log)

    @property
    def key_app(self) -> str:
        """DSN of the keys for the service."""
        return self.server.dsn(self.keys, APP)

    @property
    def key_admin(self) -> str:
        """DSN of the keys for the superuser."""
        return self.server.dsn(self.keys)

    def empty(self) -> None:
        """Take every row away, also those that nobody may take away."""
        for dsn in (self.admin, self.key_admin):
            with psycopg.connect(dsn, autocommit=True) as connection:
                _truncate(connection)


def prepared(server: EmbeddedPostgres, *, log: str, keys: str) -> Databases:
    """Create and migrate a pair of databases on a running server."""
    prepare_databases(server.dsn(), log=log, keys=keys)
    databases = Databases(server, log, keys)
    for step in LOG_MIGRATIONS:
        step(databases.admin)
    migrate_keys(databases.key_admin)
    return databases


def choose_server_folder() -> None:
    """Name the folder of this run's server, and clear away what broken-off runs left behind."""
    if SERVER_FOLDER not in os.environ:
        _sweep()
        os.environ[SERVER_FOLDER] = str(_make_folder())


def remove_server_folder() -> None:
    """Stop the run's server, if any test needed one, and delete its data."""
    _remove(Path(os.environ.pop(SERVER_FOLDER)))


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Make a folder with a short path that other OS users may enter, and delete it afterwards."""
    folder = _make_folder()
    try:
        yield folder
    finally:
        _remove(folder)


def join_server() -> EmbeddedPostgres:
    """Use this run's server; the first worker starts it and makes the templates."""
    folder = Path(os.environ[SERVER_FOLDER])
    server = EmbeddedPostgres(folder, settings=_FAST)
    server.join()
    with (folder / "templates.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        prepared(server, log=_TEMPLATE_LOG, keys=_TEMPLATE_KEYS)
    return server


def worker_databases(server: EmbeddedPostgres, worker: str) -> Databases:
    """Copy the templates for one worker."""
    databases = Databases(server, f"log_{worker}", f"keys_{worker}")
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        for name, template in ((databases.log, _TEMPLATE_LOG), (databases.keys, _TEMPLATE_KEYS)):
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template)
                )
            )
    # A copied database lets everybody in: who may connect is not copied with it.
    prepare_databases(server.dsn(), log=databases.log, keys=databases.keys)
    return databases


def _make_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    folder.chmod(0o755)
    # Locked for as long as this process lives: by this a sweep tells what is still in use.
    lock = (folder / _OWNER_LOCK).open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    _OWNED[folder] = lock
    return folder


def _remove(folder: Path) -> None:
    EmbeddedPostgres(folder).stop()
    shutil.rmtree(folder, ignore_errors=True)
    if lock := _OWNED.pop(folder, None):
        lock.close()


def _truncate(connection: psycopg.Connection) -> None:
    connection.execute("SET session_replication_role = replica")
    tables = connection.execute(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        # A table without a page never had a row: taking nothing away from it takes time too.
        " AND pg_relation_size(format('%I.%I', schemaname, tablename)) > 0"
        " AND tablename <> 'alembic_version'"
        " AND (schemaname, tablename) <> ('views', 'positions')"
    ).fetchall()
    if tables:
        names = ", ".join(name for (name,) in tables)
        connection.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE".encode())
    if connection.execute("SELECT to_regclass('views.positions')").fetchone() != (None,):
        connection.execute("UPDATE views.positions SET position = 0")


def _sweep() -> None:
    """Remove what runs that were killed left behind."""
    for lock_file in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_OWNER_LOCK}"):
        with contextlib.suppress(OSError), lock_file.open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove(lock_file.parent)
