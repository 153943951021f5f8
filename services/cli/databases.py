"""Which databases this process works on: those of the data folder, or those an operator named."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import psycopg
from pydantic import SecretStr

from services.access.schemas import migrate as migrate_access
from services.kit.embedded_postgres import EmbeddedPostgres
from services.partners.schemas import migrate as migrate_partners
from services.projections.storage.migrations import migrate as migrate_views
from services.workflow.settings import InvalidSettings, Settings
from services.workflow.storage.databases import (
    APP,
    KEY_DATABASE,
    LOG_DATABASE,
    PROJECTOR,
    prepare_databases,
)
from services.workflow.storage.migrations import migrate as migrate_log
from services.workflow.storage.migrations import migrate_keys


class Databases(msgspec.Struct, frozen=True, kw_only=True):
    """How to connect, as whom, for what."""

    app: str
    """The log and the read models, to append and to read."""
    projector: str
    keys: str
    owner: str | None
    """As a user who may migrate the log and the read models; none in a worker."""
    keys_owner: str | None
    server: EmbeddedPostgres | None = None


@contextmanager
def databases(settings: Settings) -> Iterator[Databases]:
    """Use the databases; the embedded server is started if need be and left to the last user."""
    if not settings.is_embedded:
        yield _named(settings)
        return
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with EmbeddedPostgres(settings.data_dir) as server:
        yield Databases(
            app=server.dsn(LOG_DATABASE, APP),
            projector=server.dsn(LOG_DATABASE, PROJECTOR),
            keys=server.dsn(KEY_DATABASE, APP),
            owner=server.dsn(LOG_DATABASE),
            keys_owner=server.dsn(KEY_DATABASE),
            server=server,
        )


def migrate_all(found: Databases) -> None:
    """Bring every schema up to date; the embedded server's databases are made first."""
    if found.owner is None or found.keys_owner is None:
        raise InvalidSettings(
            "请设置 FENGQIAO_MIGRATION_DATABASE_URL 与 FENGQIAO_KEYS_MIGRATION_DATABASE_URL / "
            "set FENGQIAO_MIGRATION_DATABASE_URL and FENGQIAO_KEYS_MIGRATION_DATABASE_URL"
        )
    if found.server is not None:
        prepare_databases(found.server.dsn())
    migrate_log(found.owner)
    migrate_views(found.owner)
    migrate_access(found.owner)
    migrate_partners(found.owner)
    migrate_keys(found.keys_owner)


def require_migrated(found: Databases) -> None:
    """Refuse to start a worker on databases that no migration has been to."""
    for dsn, table in (
        (found.app, "log.events"),
        (found.app, "views.positions"),
        (found.app, "partners.partners"),
        (found.keys, "keys.person_keys"),
    ):
        try:
            with psycopg.connect(dsn, connect_timeout=10) as connection:
                there = connection.execute("SELECT to_regclass(%s)", [table]).fetchone()
        except psycopg.OperationalError as error:
            raise InvalidSettings(
                f"无法连接数据库 / the database cannot be reached: {error}"
            ) from None
        if there == (None,):
            raise InvalidSettings(
                f"数据库中没有 {table}：请先执行 fengqiao migrate / "
                f"there is no {table}: run fengqiao migrate first"
            )


def _named(settings: Settings) -> Databases:
    app, keys = _secret(settings.database_url), _secret(settings.keys_database_url)
    assert app is not None
    assert keys is not None
    return Databases(
        app=app,
        projector=_secret(settings.projector_database_url) or app,
        keys=keys,
        owner=_secret(settings.migration_database_url),
        keys_owner=_secret(settings.keys_migration_database_url),
    )


def _secret(value: SecretStr | None) -> str | None:
    return value.get_secret_value() if value is not None else None
