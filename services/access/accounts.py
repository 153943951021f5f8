"""The list of accounts in PostgreSQL, and what happens when somebody tries a password."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Self

import msgspec

from services.access.account import Account
from services.access.journal import Kind, note
from services.access.lockout import wait_after
from services.access.passwords import Passwords, first_password
from services.kit.clock import Clock
from services.kit.database import create_pool, fetch

_COLUMNS = tuple(field.name for field in msgspec.structs.fields(Account))
_READ = f"SELECT {', '.join(_COLUMNS)} FROM access.accounts"  # noqa: S608
_ADD = f"""
INSERT INTO access.accounts ({", ".join(_COLUMNS)}, password_hash)
VALUES ({", ".join(f"${n}" for n in range(1, len(_COLUMNS) + 2))})
ON CONFLICT DO NOTHING RETURNING account
"""  # noqa: S608
_TRIED = """
SELECT password_hash, failed FROM access.accounts
 WHERE account = $1 AND disabled_at IS NULL AND (locked_until IS NULL OR locked_until <= $2)
   FOR UPDATE
"""
_COUNT = "UPDATE access.accounts SET failed = $2, locked_until = $3 WHERE account = $1"
_RIGHT = """
UPDATE access.accounts SET failed = 0, locked_until = NULL,
       password_hash = coalesce($2, password_hash)
 WHERE account = $1 AND disabled_at IS NULL AND password_hash = $3 RETURNING account
"""
_SET = """
UPDATE access.accounts SET password_hash = $2, must_change = $3, tokens_from = $4, failed = 0,
       locked_until = NULL
 WHERE account = $1
"""
_CHANGE = """
UPDATE access.accounts SET name = $2, role = $3, organisation = $4, region = $5, mediator = $6,
       tokens_from = $7
 WHERE account = $1
"""
_DISABLE = "UPDATE access.accounts SET disabled_at = $2 WHERE account = $1"
_VOID = """
SELECT 1 FROM access.accounts
 WHERE account = $1 AND (disabled_at IS NOT NULL OR date_trunc('second', tokens_from) > $2)
UNION ALL
SELECT 1 FROM access.signed_out WHERE account = $1 AND at >= $2
"""
_END_SESSIONS = "DELETE FROM access.sessions WHERE account = $1"


class UnknownAccount(Exception):
    """There is no account of this name, or it is disabled."""


class AccountExists(Exception):
    """The name is taken."""


class Accounts:
    """Reads and keeps the list; one per process."""

    def __init__(self, pool: Any, passwords: Passwords, clock: Clock) -> None:
        self._pool = pool
        self._passwords = passwords
        self._clock = clock

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str, passwords: Passwords, clock: Clock) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""
        pool = await create_pool(dsn, name="fengqiao accounts", size=4)
        try:
            yield cls(pool, passwords, clock)
        finally:
            await pool.close()

    async def all(self) -> list[Account]:
        """Every account, disabled ones too, by name."""
        return [_account(row) for row in await fetch(self._pool, f"{_READ} ORDER BY account")]

    async def find(self, account: str) -> Account | None:
        """The account of a name, disabled or not."""
        rows = await fetch(self._pool, f"{_READ} WHERE account = $1", account)
        return _account(rows[0]) if rows else None

    async def proven(self, account: str, password: str) -> Account | None:
        """The account whose name and password these are; none if either is wrong or it must wait.

        The failure is counted before the password is looked at, so that many tries at once are
        as many failures; but not of one that finds no place to be looked at. Raises TooBusy.
        """
        with self._passwords.place() as verified:
            kept, locked = await self._counted(account)
            is_right, newer = await verified(password, kept)
        if not is_right and locked is not None:
            async with self._pool.acquire() as connection:
                await self._note(connection, locked, "system", "locked")
        # What was compared must still be the password: it may have been reset meanwhile.
        if not is_right or not await self._pool.fetch(_RIGHT, account, newer, kept):
            return None
        return await self.find(account)

    async def stands(self, account: str, issued_at: datetime) -> bool:
        """Whether a token that was issued then is still good; so is one of nobody on the list."""
        return not await fetch(self._pool, _VOID, account, issued_at)

    async def _counted(self, account: str) -> tuple[str | None, Account | None]:
        """The hash to compare with, none where nothing may be tried; it counts as failed by now.

        Beside it the account as it then is, where so many failures lock it.
        """
        now = self._clock.now()
        async with self._pool.acquire() as connection, connection.transaction():
            row = await connection.fetchrow(_TRIED, account, now)
            if row is None:
                return None, None
            failed = row["failed"] + 1
            wait = wait_after(failed)
            locked_until = now + wait if wait else None
            await connection.execute(_COUNT, account, failed, locked_until)
            stands = await connection.fetchrow(f"{_READ} WHERE account = $1", account)
        return str(row["password_hash"]), _account(stands) if locked_until else None

    async def add(self, account: Account, *, by: str) -> str:
        """Put a new account on the list. Gives its first password. Raises AccountExists."""
        password = first_password()
        kept = await self._passwords.hashed(password)
        values = [getattr(account, name) for name in _COLUMNS]
        async with self._pool.acquire() as connection, connection.transaction():
            if not await connection.fetch(_ADD, *values, kept):
                raise AccountExists(account.account)
            await self._note(connection, account, by, "added")
        return password

    async def reset(self, name: str, *, by: str) -> str:
        """Give a new first password, which must be changed; nobody stays signed in.

        Raises UnknownAccount.
        """
        password = first_password()
        await self._set(name, password, by=by, what="password reset", must_change=True)
        return password

    async def change_password(self, name: str, password: str) -> None:
        """Keep the password that its owner chose; every session ends. Raises UnknownAccount."""
        await self._set(name, password, by=name, what="password changed", must_change=False)

    async def change(self, account: Account, *, by: str) -> None:
        """Keep another role, body, region or name; pages follow at once, tokens within minutes.

        Raises UnknownAccount.
        """
        told = (account.name, account.role, account.organisation, account.region, account.mediator)
        async with self._pool.acquire() as connection, connection.transaction():
            await self._held(connection, account.account)
            await connection.execute(_CHANGE, account.account, *told, self._clock.now())
            await self._note(connection, account, by, "changed")

    async def disable(self, name: str, *, by: str) -> None:
        """Let nobody sign in with it, and end its sessions. Raises UnknownAccount."""
        now = self._clock.now()
        async with self._pool.acquire() as connection, connection.transaction():
            account = await self._held(connection, name)
            await connection.execute(_DISABLE, name, now)
            await connection.execute(_END_SESSIONS, name)
            stands = msgspec.structs.replace(account, disabled_at=now)
            await self._note(connection, stands, by, "disabled")

    async def _set(
        self, name: str, password: str, *, by: str, what: str, must_change: bool
    ) -> None:
        kept = await self._passwords.hashed(password)
        async with self._pool.acquire() as connection, connection.transaction():
            account = await self._held(connection, name)
            await connection.execute(_SET, name, kept, must_change, self._clock.now())
            await connection.execute(_END_SESSIONS, name)
            stands = msgspec.structs.replace(account, must_change=must_change, locked_until=None)
            await self._note(connection, stands, by, what)

    async def _held(self, connection: Any, name: str) -> Account:
        """The account, held against changes by others until the transaction ends."""
        query = f"{_READ} WHERE account = $1 AND disabled_at IS NULL FOR UPDATE"
        row = await connection.fetchrow(query, name)
        if row is None:
            raise UnknownAccount(name)
        return _account(row)

    async def _note(self, connection: Any, account: Account, by: str, what: str) -> None:
        at = self._clock.now()
        await note(
            connection, Kind.ACCOUNT, account.account, at=at, by=by, what=what, detail=account
        )


def _account(row: Any) -> Account:
    return msgspec.convert(dict(row), Account, strict=False)
