"""The keys that sign our tokens: shared by all processes, published before they sign, ended after."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Final, Self

import msgspec
from joserfc.jwk import KeySet, OKPKey

from services.access.journal import Kind, note
from services.kit.clock import Clock
from services.kit.database import LOST_CONNECTION, OVERLOADED, create_pool, fetch
from services.kit.tokens import CLOCK_SKEW_SECONDS, new_key
from services.workflow.application.ports import StoreUnavailable
from services.workflow.storage.master_key import MasterKey

LONGEST_TOKEN: Final = timedelta(hours=8)
"""No token of ours lives longer; so long does a key verify after the next one signs."""
PUBLISHED_AHEAD: Final = timedelta(minutes=15)
"""How long a key is published before it signs: longer than anybody keeps a copy of the keys."""
REREAD_SECONDS: Final = 60.0
SOONEST_SECONDS: Final = 2.0
"""A token under an unknown key lets the keys be read again, but not more often than this."""
_READ = """
SELECT kid, wrapped, public, made_at, signs_from, ends_at FROM access.signing_keys
 WHERE ends_at IS NULL OR ends_at > $1 ORDER BY signs_from, made_at
"""
_ADD = """
INSERT INTO access.signing_keys (kid, wrapped, public, made_at, signs_from)
VALUES ($1, $2, $3::jsonb, $4, $5)
"""
_END = """
UPDATE access.signing_keys SET ends_at = least(ends_at, $1) WHERE ends_at IS NULL OR ends_at > $2
"""
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('access.signing_keys', 0))"
_AWAY = (*LOST_CONNECTION, *OVERLOADED)


class SigningKey(msgspec.Struct, frozen=True, kw_only=True):
    """One key as others see it."""

    kid: str
    made_at: datetime
    signs_from: datetime
    ends_at: datetime | None = None


class SigningKeys:
    """Reads and rotates the keys; one per process. It is a source of keys for verifiers."""

    def __init__(self, pool: Any, master: MasterKey, clock: Clock) -> None:
        self._pool = pool
        self._master = master
        self._clock = clock
        self._rows: list[Any] = []
        self._read_at = 0.0
        self._opened: dict[str, OKPKey] = {}
        self._reading = asyncio.Lock()

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str, master: MasterKey, clock: Clock) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""
        pool = await create_pool(dsn, name="fengqiao signing keys", size=2)
        try:
            yield cls(pool, master, clock)
        finally:
            await pool.close()

    async def keys(self, *, newer_than: float) -> KeySet:
        """The public keys that verify now, read again at least each minute."""
        await self._read(newer_than)
        return KeySet([OKPKey.import_key(json.loads(row["public"])) for row in self._standing()])

    async def published(self) -> dict[str, Any]:
        """The same as a JWKS document."""
        await self._read(0.0)
        return {"keys": [json.loads(row["public"]) for row in self._standing()]}

    async def signer(self) -> OKPKey:
        """The key that signs now; the very first one is made here."""
        await self._read(0.0)
        found = self._signing()
        if found is None:
            await self._add(by="system", ahead=timedelta(0), what="made", is_first=True)
            await self._read(self._clock.now().timestamp(), at_once=True)
            found = self._signing()
            assert found is not None
        if found["kid"] not in self._opened:
            private = await self._master.unwrap(bytes(found["wrapped"]), _context(found["kid"]))
            self._opened[found["kid"]] = OKPKey.import_key(json.loads(private))
        return self._opened[found["kid"]]

    async def listed(self) -> list[SigningKey]:
        """The keys that verify or will sign, the oldest first."""
        await self._read(self._clock.now().timestamp(), at_once=True)
        return [
            SigningKey(**{name: row[name] for name in SigningKey.__struct_fields__})
            for row in self._standing()
        ]

    async def rotate(self, *, by: str, is_compromised: bool = False) -> str:
        """Make the next key and tell its name.

        The old one signs until the new one is known everywhere, and verifies until its last token
        has ended. One that is no longer a secret ends at once, and with it every token.
        """
        ahead = timedelta(0) if is_compromised else PUBLISHED_AHEAD
        what = "replaced at once" if is_compromised else "rotated"
        kid = await self._add(by=by, ahead=ahead, what=what, ends_all=is_compromised)
        await self._read(self._clock.now().timestamp(), at_once=True)
        return kid

    async def _add(
        self,
        *,
        by: str,
        ahead: timedelta,
        what: str,
        ends_all: bool = False,
        is_first: bool = False,
    ) -> str:
        key, now = new_key(), self._clock.now()
        kid = str(key.kid)
        private = json.dumps(key.as_dict(private=True)).encode()
        wrapped = await self._master.wrap(private, _context(kid))
        public = json.dumps(key.as_dict(private=False))
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(_ALONE)
            is_signing = any(row["signs_from"] <= now for row in await connection.fetch(_READ, now))
            if is_first and is_signing:
                return kid
            # Where none signs there is nothing to wait for.
            ahead = ahead if is_signing else timedelta(0)
            after = timedelta(0) if ends_all else ahead + LONGEST_TOKEN + _SKEW
            await connection.execute(_END, now + after, now)
            await connection.execute(_ADD, kid, wrapped, public, now, now + ahead)
            detail = SigningKey(kid=kid, made_at=now, signs_from=now + ahead)
            await note(connection, Kind.SIGNING_KEY, kid, at=now, by=by, what=what, detail=detail)
        return kid

    async def _read(self, newer_than: float, *, at_once: bool = False) -> None:
        async with self._reading:
            now = self._clock.now().timestamp()
            age = now - self._read_at
            is_due = age > REREAD_SECONDS or (self._read_at < newer_than and age > SOONEST_SECONDS)
            if not (is_due or at_once):
                return
            try:
                self._rows = list(await fetch(self._pool, _READ, self._clock.now()))
                self._read_at = now
            except _AWAY as error:
                if not self._rows:
                    raise StoreUnavailable from error

    def _standing(self) -> list[Any]:
        now = self._clock.now()
        return [row for row in self._rows if row["ends_at"] is None or row["ends_at"] > now]

    def _signing(self) -> Any:
        now = self._clock.now()
        return next((row for row in reversed(self._standing()) if row["signs_from"] <= now), None)


_SKEW: Final = timedelta(seconds=CLOCK_SKEW_SECONDS)


def _context(kid: str) -> bytes:
    return b"token key" + kid.encode()
