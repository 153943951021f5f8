"""Who is signed in: a row for each browser, found by what its cookie says, gone when it is ended."""

import hashlib
import secrets as randomness
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, Final, Self

import msgspec

from services.access.account import Account
from services.access.journal import Kind, note
from services.kit.clock import Clock
from services.kit.database import create_pool, fetch
from services.workflow.domain.given import Actor

LONGEST: Final = timedelta(hours=12)
IDLE: Final = timedelta(hours=1)
_SEEN_EVERY: Final = timedelta(minutes=1)
"""How exactly it is kept when somebody was last seen."""
_BYTES: Final = 32
_MOST_TEXT: Final = 100
_COLUMNS = tuple(field.name for field in msgspec.structs.fields(Account))
_READ = f"""
SELECT s.account AS whose, s.actor::text, s.seen_at, {", ".join(f"a.{c}" for c in _COLUMNS)}
  FROM access.sessions s LEFT JOIN access.accounts a ON a.account = s.account AND s.actor IS NULL
 WHERE s.id = $1 AND s.ends_at > $2 AND s.seen_at > $3
"""  # noqa: S608
_ADD = """
INSERT INTO access.sessions (id, account, actor, made_at, seen_at, ends_at)
VALUES ($1, $2, $3::jsonb, $4, $4, $5)
"""
_SEEN = "UPDATE access.sessions SET seen_at = $2 WHERE id = $1"
_END = "DELETE FROM access.sessions WHERE id = $1"
_END_ALL = "DELETE FROM access.sessions WHERE account = $1 RETURNING 1"
_SIGNED_OUT = """
INSERT INTO access.signed_out (account, at) VALUES ($1, $2)
ON CONFLICT (account) DO UPDATE SET at = excluded.at
"""
_TIDY = "DELETE FROM access.sessions WHERE ends_at <= $1 OR seen_at <= $2"


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in, as it stands at this moment."""

    actor: Actor
    name: str
    """To greet by."""
    must_change: bool = False
    """Whether nothing else may be done before the password is changed."""
    is_local: bool = True
    """Whether the account is one of ours, with a password to change."""


class Sessions:
    """Begins, finds and ends sessions; one per process."""

    def __init__(self, pool: Any, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str, clock: Clock) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""
        pool = await create_pool(dsn, name="fengqiao sessions", size=4)
        try:
            yield cls(pool, clock)
        finally:
            await pool.close()

    async def begin(self, account: str, actor: Actor | None = None) -> str:
        """Begin one and tell what the cookie says; `actor` where a provider told who it is.

        Of an account of ours nothing is kept: role and body are those of the list, each time.
        """
        said, now = randomness.token_urlsafe(_BYTES), self._clock.now()
        told = None if actor is None else msgspec.json.encode(actor).decode()
        await fetch(self._pool, _TIDY, now, now - IDLE)
        await fetch(self._pool, _ADD, _id(said), account, told, now, now + LONGEST)
        return said

    async def find(self, said: str) -> SignedIn | None:
        """Who is signed in by a cookie that says this; none where it has ended."""
        if not 0 < len(said) <= _MOST_TEXT:
            return None
        now = self._clock.now()
        rows = await fetch(self._pool, _READ, _id(said), now, now - IDLE)
        found = _signed_in(rows[0]) if rows else None
        if found is not None and now - rows[0]["seen_at"] > _SEEN_EVERY:
            await fetch(self._pool, _SEEN, _id(said), now)
        return found

    async def end(self, said: str) -> None:
        """End it, if it has not ended."""
        await fetch(self._pool, _END, _id(said))

    async def end_all(self, account: str, *, by: str) -> int:
        """Sign somebody out everywhere, of an account here or at the identity provider.

        Gives how many sessions that were. Tokens given out here until now end within minutes.
        """
        now = self._clock.now()
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(_SIGNED_OUT, account, now)
            ended = len(await connection.fetch(_END_ALL, account))
            told = {"sessions": ended}
            await note(
                connection, Kind.ACCOUNT, account, at=now, by=by, what="signed out", detail=told
            )
        return ended


def _signed_in(row: Any) -> SignedIn | None:
    if row["actor"] is not None:
        actor = msgspec.json.decode(row["actor"], type=Actor)
        return SignedIn(actor=actor, name=row["whose"], is_local=False)
    if row["account"] is None:
        return None
    account = msgspec.convert({name: row[name] for name in _COLUMNS}, Account, strict=False)
    if account.disabled_at is not None:
        return None
    return SignedIn(actor=account.actor, name=account.name, must_change=account.must_change)


def _id(said: str) -> bytes:
    return hashlib.sha256(said.encode()).digest()
