"""The list of clients in PostgreSQL, with what is kept of their secrets."""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Self

import msgspec

from services.access.client import Client, hashed, new_secret
from services.access.journal import Kind, note
from services.kit.clock import Clock
from services.kit.database import create_pool, fetch

_COLUMNS = tuple(field.name for field in msgspec.structs.fields(Client))
_READ = f"SELECT {', '.join(_COLUMNS)} FROM access.clients"  # noqa: S608
_WRITE = f"""
INSERT INTO access.clients ({", ".join(_COLUMNS)})
VALUES ({", ".join(f"${n}" for n, _ in enumerate(_COLUMNS, start=1))})
"""  # noqa: S608
_HASHES = """
SELECT hash FROM access.client_secrets
 WHERE client_id = $1 AND (valid_until IS NULL OR valid_until > $2)
"""
_ADD_SECRET = "INSERT INTO access.client_secrets (hash, client_id, made_at) VALUES ($1, $2, $3)"  # noqa: S105
_END_SECRETS = """
UPDATE access.client_secrets SET valid_until = least(valid_until, $2) WHERE client_id = $1
"""
_DISABLE = "UPDATE access.clients SET disabled_at = $2 WHERE client_id = $1"
_NOBODY = b"\0" * 32


class UnknownClient(Exception):
    """There is no client of this id, or it is disabled."""


class Clients:
    """Reads and keeps the list; one per process."""

    def __init__(self, pool: Any, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str, clock: Clock) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""
        pool = await create_pool(dsn, name="fengqiao clients", size=4)
        try:
            yield cls(pool, clock)
        finally:
            await pool.close()

    async def all(self) -> list[Client]:
        """Every client, disabled ones too, the oldest first."""
        rows = await fetch(self._pool, f"{_READ} ORDER BY made_at, client_id")
        return [_client(row) for row in rows]

    async def find(self, client_id: str) -> Client | None:
        """The client of an id, disabled or not."""
        rows = await fetch(self._pool, f"{_READ} WHERE client_id = $1", client_id)
        return _client(rows[0]) if rows else None

    async def proven(self, client_id: str, secret: str) -> Client | None:
        """The client whose id and secret these are, unless it is disabled.

        An unknown id costs the same comparison as a known one.
        """
        sent = hashed(secret)
        known = await fetch(self._pool, _HASHES, client_id, self._clock.now())
        hashes = [bytes(row["hash"]) for row in known] or [_NOBODY]
        # Counted, not looked for: the first match does not shorten it.
        is_proven = sum(hmac.compare_digest(sent, each) for each in hashes) > 0
        client = await self.find(client_id) if is_proven else None
        return None if client is None or client.disabled_at else client

    async def add(self, client: Client, *, by: str) -> str:
        """Put a new client on the list. Gives its secret, told this once."""
        secret = new_secret()
        values = [getattr(client, name) for name in _COLUMNS]
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(_WRITE, *values)
            await connection.execute(_ADD_SECRET, hashed(secret), client.client_id, client.made_at)
            await _note(connection, client, client.made_at, by, "added")
        return secret

    async def rotate(self, client_id: str, *, by: str, keep_old: timedelta) -> str:
        """Make a new secret; those before it stay valid for `keep_old`. Raises UnknownClient."""
        secret, now = new_secret(), self._clock.now()
        async with self._pool.acquire() as connection, connection.transaction():
            client = await self._held(connection, client_id)
            await connection.execute(_END_SECRETS, client_id, now + keep_old)
            await connection.execute(_ADD_SECRET, hashed(secret), client_id, now)
            await _note(connection, client, now, by, "secret rotated")
        return secret

    async def disable(self, client_id: str, *, by: str) -> None:
        """Let it get no more tokens; those it has end within minutes. Raises UnknownClient."""
        now = self._clock.now()
        async with self._pool.acquire() as connection, connection.transaction():
            client = await self._held(connection, client_id)
            await connection.execute(_DISABLE, client_id, now)
            stands = msgspec.structs.replace(client, disabled_at=now)
            await _note(connection, stands, now, by, "disabled")

    async def _held(self, connection: Any, client_id: str) -> Client:
        """The client, held against changes by others until the transaction ends."""
        row = await connection.fetchrow(
            f"{_READ} WHERE client_id = $1 AND disabled_at IS NULL FOR UPDATE", client_id
        )
        if row is None:
            raise UnknownClient(client_id)
        return _client(row)


async def _note(connection: Any, client: Client, at: datetime, by: str, what: str) -> None:
    await note(connection, Kind.CLIENT, client.client_id, at=at, by=by, what=what, detail=client)


def _client(row: Any) -> Client:
    return msgspec.convert(dict(row), Client, strict=False)
