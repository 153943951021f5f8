"""Connections to PostgreSQL over asyncpg, with the settings that all of ours have."""

from contextlib import suppress
from typing import Any

import asyncpg

_TIMEOUTS = {
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
}

LOST_CONNECTION = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    # The server was migrated under a prepared statement.
    asyncpg.InvalidCachedStatementError,
    asyncpg.OutdatedSchemaCacheError,
)
"""Raised when the server is gone, going, full or not yet there; a new connection may do."""

OVERLOADED = (
    asyncpg.InsufficientResourcesError,
    asyncpg.QueryCanceledError,
    asyncpg.LockNotAvailableError,
    asyncpg.ReadOnlySQLTransactionError,
)
"""Raised when a server that is there cannot take the work just now."""


async def connect(dsn: str, *, name: str, **settings: str) -> Any:
    """One asyncpg connection to the primary, shown in pg_stat_activity as `name`."""
    return await asyncpg.connect(
        dsn,
        timeout=10,
        server_settings={"application_name": name, "jit": "off", **_TIMEOUTS, **settings},
        target_session_attrs="read-write",
    )


async def create_pool(dsn: str, *, name: str, size: int) -> Any:
    """Up to `size` asyncpg connections for reading; none is opened before it is needed."""
    return await asyncpg.create_pool(
        dsn,
        min_size=0,
        max_size=size,
        timeout=10,
        server_settings={"application_name": name, "jit": "off", **_TIMEOUTS},
        reset=_leave_as_it_is,
    )


async def fetch(pool: Any, query: str, *values: object) -> Any:
    """Run a statement that may be run twice, and give its rows.

    Pooled connections may have died while idle, so a lost one is not yet a lost server.
    """
    for _ in range(2):
        with suppress(*LOST_CONNECTION, asyncpg.InterfaceError):
            return await pool.fetch(query, *values)
    return await pool.fetch(query, *values)


async def _leave_as_it_is(_connection: Any) -> None:
    """Our reads leave no session state behind, so a returned connection needs no round trip."""
