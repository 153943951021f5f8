"""The databases and roles that fengqiao needs of a PostgreSQL server, and how to get them."""

import psycopg
from psycopg import sql

OWNER = "fengqiao_owner"
"""Owns every table; only migrations act as it."""
APP = "fengqiao_app"
"""Appends through log.append and reads; uses the keys."""
PROJECTOR = "fengqiao_projector"
"""Reads the log and writes read models; never sees a key."""

LOG_DATABASE = "fengqiao"
KEY_DATABASE = "fengqiao_keys"
VIEWS_SCHEMA = "views"

_FIRST_WITH_BUILTIN_LOCALE = 170000


class DatabaseNotPrepared(Exception):
    """Roles or databases are missing and this user may not create them; the message says what to run."""


def prepare_databases(admin_dsn: str, *, log: str = LOG_DATABASE, keys: str = KEY_DATABASE) -> None:
    """Create what is missing of roles, databases and schemas; nothing happens the second time.

    `admin_dsn` connects to any database of the server as a user who may create roles.
    """
    try:
        with psycopg.connect(admin_dsn, autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(hashtextextended('prepare fengqiao', 0))")
            for role in (OWNER, APP, PROJECTOR):
                _create_role(connection, role)
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))
            _create_database(connection, log)
            _create_database(connection, keys)
            _let_connect(connection, log, APP, PROJECTOR)
            _let_connect(connection, keys, APP)
        with psycopg.connect(admin_dsn, dbname=log, autocommit=True) as connection:
            _create_views_schema(connection)
    except psycopg.errors.InsufficientPrivilege as refused:
        raise DatabaseNotPrepared(
            f"{refused.diag.message_primary}; ask the server's administrator to run once:\n"
            + preparation_script(log=log, keys=keys)
        ) from refused


def preparation_script(*, log: str = LOG_DATABASE, keys: str = KEY_DATABASE) -> str:
    """SQL by which an administrator prepares a server for a user who may not do it."""
    return (
        f"CREATE ROLE {OWNER} NOLOGIN;\n"
        f"CREATE ROLE {APP} LOGIN PASSWORD '…';\n"
        f"CREATE ROLE {PROJECTOR} LOGIN PASSWORD '…';\n"
        f"GRANT {OWNER} TO <the user that migrates>;\n"
        f"CREATE DATABASE {log} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';\n"
        f"CREATE DATABASE {keys} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';\n"
        f"REVOKE ALL ON DATABASE {log}, {keys} FROM PUBLIC;\n"
        f"GRANT CONNECT ON DATABASE {log} TO {APP}, {PROJECTOR};\n"
        f"GRANT CONNECT ON DATABASE {keys} TO {APP};\n"
    )


def _create_role(connection: psycopg.Connection, role: str) -> None:
    known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    if known is None:
        login = "NOLOGIN" if role == OWNER else "LOGIN"
        connection.execute(
            sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), sql.SQL(login))
        )


def _create_database(connection: psycopg.Connection, name: str) -> None:
    known = connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone()
    if known is not None:
        return
    if connection.info.server_version >= _FIRST_WITH_BUILTIN_LOCALE:
        locale = "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C'"
    else:
        locale = "LOCALE 'C.UTF-8'"
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' {}").format(
            sql.Identifier(name), sql.Identifier(OWNER), sql.SQL(locale)
        )
    )


def _let_connect(connection: psycopg.Connection, name: str, *roles: str) -> None:
    """Let only these roles connect to a database."""
    database = sql.Identifier(name)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    for role in roles:
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(role))
        )


def _create_views_schema(connection: psycopg.Connection) -> None:
    """The read models' schema: tables come by migration, rows by the projector."""
    connection.execute(f"SET ROLE {OWNER}")
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {VIEWS_SCHEMA}")
    connection.execute(f"GRANT USAGE ON SCHEMA {VIEWS_SCHEMA} TO {APP}, {PROJECTOR}")
    for objects, privileges, role in (
        ("TABLES", "SELECT", APP),
        ("TABLES", "SELECT, INSERT, UPDATE, DELETE, TRUNCATE", PROJECTOR),
        ("SEQUENCES", "USAGE", PROJECTOR),
    ):
        connection.execute(
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA {VIEWS_SCHEMA} GRANT {privileges} ON {objects} TO {role}"
        )
