"""Subscriptions in PostgreSQL: made, paused, resumed, closed; every change with who made it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, Self
from uuid import UUID

import msgspec

from services.kit.clock import Clock
from services.kit.database import create_pool, fetch
from services.partners.deliveries.subscription import Subscription, SubscriptionState
from services.projections.storage import event_log

MOST_OPEN: Final = 50
"""Subscriptions of one partner that are not closed."""
_COLUMNS = ", ".join(field.name for field in msgspec.structs.fields(Subscription))
_READ = f"SELECT {_COLUMNS} FROM deliveries.subscriptions"  # noqa: S608
_ADD = """
INSERT INTO deliveries.subscriptions
       (id, partner, url, kinds, state, changed_at, created_at, from_position, planned_to)
SELECT $1, $2, $3, $4, 'active', $5, $5, $6, $6
 WHERE (SELECT count(*) FROM deliveries.subscriptions
         WHERE partner = $2 AND state <> 'closed') < $7
    ON CONFLICT (id) DO NOTHING
"""
_MOVE = f"""
UPDATE deliveries.subscriptions
   SET state = $2, reason = $3, changed_at = $4,
       failures = 0, open_until = NULL, asked_until = NULL
 WHERE id = $1 AND state <> 'closed' AND state <> $2
RETURNING {_COLUMNS}
"""  # noqa: S608
_HOLD = """
UPDATE deliveries.deliveries SET state = 'held', queued_until = NULL
 WHERE subscription = $1 AND state = 'waiting'
"""
_GO_ON = """
UPDATE deliveries.deliveries SET state = 'waiting', step = 0, due_at = $2, queued_until = NULL
 WHERE subscription = $1 AND state = 'held'
"""
_JOURNAL = """
INSERT INTO deliveries.journal (at, by, what, subscription, told) VALUES ($1, $2, $3, $4, $5)
"""


class TooManySubscriptions(Exception):
    """The partner has as many open ones as it may have."""


class Subscriptions:
    """Reads and keeps them; one per process."""

    def __init__(self, pool: Any, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str, clock: Clock) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""
        pool: Any = await create_pool(dsn, name="fengqiao subscriptions", size=4)
        try:
            yield cls(pool, clock)
        finally:
            await pool.close()

    async def add(
        self,
        subscription: UUID,
        partner: UUID,
        url: str,
        kinds: Sequence[str],
        *,
        from_position: int | None = None,
        by: str,
    ) -> Subscription:
        """Keep a new one, or give the one that has the id already. Raises TooManySubscriptions.

        Events after `from_position` are sent; without it, those that happen from now on.
        """
        now = self._clock.now()
        async with self._pool.acquire() as connection, connection.transaction():
            if from_position is None:
                # Not the end of the feed, which may be on its way through what is long past.
                from_position = (await event_log.head(connection)).position
            values = (partner, url, list(kinds), now, from_position, MOST_OPEN)
            if await connection.execute(_ADD, subscription, *values) == "INSERT 0 1":
                await connection.execute(_JOURNAL, now, by, "subscribed", subscription, url)
                await _wake(connection)
            row = await connection.fetchrow(f"{_READ} WHERE id = $1", subscription)
        if row is None:
            raise TooManySubscriptions
        return _read(row)

    async def get(self, subscription: UUID) -> Subscription | None:
        """One, in whatever state."""
        rows = await fetch(self._pool, f"{_READ} WHERE id = $1", subscription)
        return _read(rows[0]) if rows else None

    async def of_partners(self, partners: Sequence[UUID]) -> list[Subscription]:
        """All of these partners, the oldest first."""
        query = f"{_READ} WHERE partner = ANY($1) ORDER BY created_at, id"
        return [_read(row) for row in await fetch(self._pool, query, list(partners))]

    async def pause(self, subscription: UUID, *, by: str, reason: str = "") -> Subscription | None:
        """Send nothing until it is resumed; as it is now, or None where there is none."""
        return await self._move(subscription, SubscriptionState.PAUSED, _HOLD, by, reason)

    async def close(self, subscription: UUID, *, by: str, reason: str = "") -> Subscription | None:
        """End it for good."""
        return await self._move(subscription, SubscriptionState.CLOSED, _HOLD, by, reason)

    async def resume(self, subscription: UUID, *, by: str) -> Subscription | None:
        """Go on where it stopped, also after 410; a closed one stays closed."""
        return await self._move(subscription, SubscriptionState.ACTIVE, None, by, "")

    async def note(self, subscription: UUID, *, by: str, what: str, told: str = "") -> None:
        """Keep that somebody did something with it."""
        await self._pool.execute(_JOURNAL, self._clock.now(), by, what, subscription, told)

    async def _move(
        self, subscription: UUID, to: SubscriptionState, hold: str | None, by: str, reason: str
    ) -> Subscription | None:
        now = self._clock.now()
        async with self._pool.acquire() as connection, connection.transaction():
            row = await connection.fetchrow(_MOVE, subscription, to.value, reason, now)
            if row is not None:
                if hold is not None:
                    await connection.execute(hold, subscription)
                else:
                    await connection.execute(_GO_ON, subscription, now)
                await connection.execute(_JOURNAL, now, by, to.value, subscription, reason)
                await _wake(connection)
        return _read(row) if row is not None else await self.get(subscription)


async def _wake(connection: Any) -> None:
    """Let the deliverer look at once."""
    await connection.execute("SELECT pg_notify('deliveries', '')")


def _read(row: Any) -> Subscription:
    return msgspec.convert(dict(row), Subscription, strict=False)
