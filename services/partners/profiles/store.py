"""Profiles and secrets in PostgreSQL; every change is kept with who made it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID, uuid4

import msgspec

from services.kit.clock import Clock
from services.kit.database import create_pool, fetch
from services.partners.profiles import secret
from services.partners.profiles.partner import Partner, PartnerKind
from services.partners.profiles.secret import MOST_VALID, Direction, Secret
from services.workflow.storage.master_key import MasterKey

_COLUMNS = tuple(field.name for field in msgspec.structs.fields(Partner))
_READ = f"SELECT {', '.join(_COLUMNS)} FROM partners.partners"  # noqa: S608
_WRITE = f"""
INSERT INTO partners.partners ({", ".join(_COLUMNS)})
VALUES ({", ".join(f"${n}" for n, _ in enumerate(_COLUMNS, start=1))})
ON CONFLICT (id) DO UPDATE SET
  ({", ".join(_COLUMNS[1:])}) = ({", ".join(f"excluded.{name}" for name in _COLUMNS[1:])})
WHERE partners.version = excluded.version - 1
RETURNING version
"""  # noqa: S608
# The newest has no end yet, even where two were made at one instant.
_NEWEST_FIRST = "valid_from DESC, valid_until DESC NULLS FIRST, id"
_SECRETS = f"""
SELECT id, direction, sealed, valid_from, valid_until FROM partners.secrets
 WHERE partner = $1 AND direction = $2 AND valid_from <= $3
   AND (valid_until IS NULL OR valid_until > $3)
 ORDER BY {_NEWEST_FIRST}
"""  # noqa: S608
_ONE_AT_A_TIME = "SELECT FROM partners.partners WHERE id = $1 FOR NO KEY UPDATE"
_END_OLD = f"""
WITH valid AS (
  SELECT id, row_number() OVER (ORDER BY {_NEWEST_FIRST}) AS place FROM partners.secrets
   WHERE partner = $1 AND direction = $2 AND (valid_until IS NULL OR valid_until > $3))
UPDATE partners.secrets s
   SET valid_until = least(s.valid_until, CASE WHEN valid.place < $5 THEN $4 ELSE $3 END)
  FROM valid WHERE valid.id = s.id
"""  # noqa: S608


class ProfileChanged(Exception):
    """Somebody else changed the profile first."""


class Profiles:
    """Reads and keeps profiles; one per process."""

    def __init__(self, pool: Any, master: MasterKey, clock: Clock) -> None:
        self._pool = pool
        self._master = master
        self._clock = clock

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str, master: MasterKey, clock: Clock) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""
        pool: Any = await create_pool(dsn, name="fengqiao partners", size=4)
        try:
            yield cls(pool, master, clock)
        finally:
            await pool.close()

    async def find(self, code: str) -> Partner | None:
        """The partner of a code, active or not."""
        return await profile_of(self._pool, code)

    async def get(self, partner: UUID) -> Partner | None:
        """The partner of an id, active or not."""
        rows = await fetch(self._pool, f"{_READ} WHERE id = $1", partner)
        return _partner(rows[0]) if rows else None

    async def all(self) -> list[Partner]:
        """Every partner, by code."""
        return [_partner(row) for row in await fetch(self._pool, f"{_READ} ORDER BY code")]

    async def save(self, partner: Partner, *, by: str, what: str) -> None:
        """Keep a new profile (version 1) or the next version of one. Raises ProfileChanged."""
        values = [getattr(partner, name) for name in _COLUMNS]
        async with self._pool.acquire() as connection, connection.transaction():
            stored = await connection.fetchval(
                _WRITE, *(str(v) if isinstance(v, PartnerKind) else v for v in values)
            )
            if stored is None:
                raise ProfileChanged(partner.code)
            await self._note(connection, partner, by, what)

    async def secrets(self, partner: UUID, direction: Direction) -> tuple[Secret, ...]:
        """What signs or may sign now, the newest first."""
        rows = await fetch(self._pool, _SECRETS, partner, str(direction), self._clock.now())
        return tuple([await self._opened(partner, row) for row in rows])

    async def add_secret(
        self, partner: Partner, direction: Direction, *, by: str, keep_old: timedelta
    ) -> Secret:
        """Make a new secret; those before it stay valid for `keep_old`. Told this once.

        Where `MOST_VALID` are valid already, the oldest of them ends at once.
        """
        key, made, now = secret.make(), uuid4(), self._clock.now()
        sealed = await self._master.wrap(key, _context(partner.id, made))
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(_ONE_AT_A_TIME, partner.id)
            until = (now, now + keep_old, MOST_VALID)
            await connection.execute(_END_OLD, partner.id, str(direction), *until)
            await connection.execute(
                "INSERT INTO partners.secrets (id, partner, direction, sealed, valid_from)"
                " VALUES ($1, $2, $3, $4, $5)",
                *(made, partner.id, str(direction), sealed, now),
            )
            await self._note(connection, partner, by, f"secret {direction}")
        return Secret(id=made, direction=direction, text=secret.written(key), valid_from=now)

    async def _opened(self, partner: UUID, row: Any) -> Secret:
        key = await self._master.unwrap(row["sealed"], _context(partner, row["id"]))
        return Secret(
            id=row["id"],
            direction=Direction(row["direction"]),
            text=secret.written(key),
            valid_from=row["valid_from"],
            valid_until=row["valid_until"],
        )

    async def _note(self, connection: Any, partner: Partner, by: str, what: str) -> None:
        at: datetime = self._clock.now()
        await connection.execute(
            "INSERT INTO partners.changes (partner, at, by, what, profile)"
            " VALUES ($1, $2, $3, $4, $5::jsonb)",
            *(partner.id, at, by, what, msgspec.json.encode(partner).decode()),
        )


async def profile_of(pool: Any, code: str) -> Partner | None:
    """The partner of a code, active or not, by any connection to the log's database."""
    rows = await fetch(pool, f"{_READ} WHERE code = $1", code)
    return _partner(rows[0]) if rows else None


def _partner(row: Any) -> Partner:
    return msgspec.convert(dict(row), Partner, strict=False)


def _context(partner: UUID, made: UUID) -> bytes:
    return b"webhook secret" + partner.bytes + made.bytes
