"""What holds feeds up, for people to see: kept by the feeder, read by probes and operators."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

import msgspec

_ENDED: Final = "DELETE FROM feed.held WHERE position <> ALL ($1)"
_BEGUN: Final = """
INSERT INTO feed.held (position, topic, error)
SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[])
    ON CONFLICT (position) DO NOTHING
"""
_NOW: Final = "SELECT position, topic, error, since FROM feed.held ORDER BY position"
_STANDINGS: Final = """
SELECT p.code, p.is_active, coalesce(m.sequence, 0) AS items, coalesce(m.position, 0) AS position,
       h.position - coalesce(m.position, 0) AS behind,
       (SELECT position FROM feed.held WHERE position = m.position + 1) AS held_at
  FROM partners.partners p CROSS JOIN log.head h LEFT JOIN feed.marks m ON m.partner = p.id
 ORDER BY p.code
"""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """An event that this release cannot read: no feed goes beyond it."""

    position: int
    topic: str
    error: str


class HeldSince(Held, frozen=True, kw_only=True):
    """The same as it is kept."""

    since: datetime


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How far one partner's feed is."""

    code: str
    is_active: bool
    items: int
    position: int
    """Up to where the log was looked through."""
    behind: int
    """Events of the log that were not."""
    held_at: int | None
    """The event before which it waits."""


async def keep(connection: Any, held: Collection[Held]) -> None:
    """Keep what holds feeds now, and nothing besides."""
    columns = [[getattr(one, name) for one in held] for name in Held.__struct_fields__]
    async with connection.transaction():
        await connection.execute(_ENDED, columns[0])
        await connection.execute(_BEGUN, *columns)


async def held_now(connection: Any) -> tuple[HeldSince, ...]:
    """What holds feeds, the earliest event first; `connection` may be a pool."""
    return tuple(HeldSince(**dict(row)) for row in await connection.fetch(_NOW))


async def standings(connection: Any) -> tuple[Standing, ...]:
    """How far every partner's feed is."""
    return tuple(Standing(**dict(row)) for row in await connection.fetch(_STANDINGS))
