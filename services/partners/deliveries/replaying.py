"""Sends again what was sent or given up: one delivery, or a range of the feed. The webhook-id stays the same."""

from typing import Any, Final
from uuid import UUID

from services.kit.clock import Clock
from services.partners.deliveries.subscription import Subscription, as_like

MOST_REPLAYED: Final = 10_000
"""Items of the feed that one replay takes."""
_ONE = """
UPDATE deliveries.deliveries d
   SET state = 'waiting', step = 0, due_at = $2, queued_until = NULL
  FROM deliveries.subscriptions s
 WHERE d.id = $1 AND s.id = d.subscription AND s.state <> 'closed'
RETURNING d.subscription
"""
_RANGE = """
WITH items AS (
  SELECT partner, position, dispute, kind FROM feed.items
   WHERE partner = $2 AND position BETWEEN $3 AND $4 AND kind LIKE ANY ($5)
   ORDER BY position LIMIT $6)
INSERT INTO deliveries.deliveries
       (id, subscription, partner, position, dispute, kind, state, planned_at, due_at)
SELECT gen_random_uuid(), $1, partner, position, dispute, kind, 'waiting', $7, $7 FROM items
 ORDER BY position
    ON CONFLICT (subscription, position) DO UPDATE
   SET state = 'waiting', step = 0, due_at = excluded.due_at, queued_until = NULL
"""
_JOURNAL = """
INSERT INTO deliveries.journal (at, by, what, subscription, delivery, told)
VALUES ($1, $2, 'replay', $3, $4, $5)
"""
_WAKE = "SELECT pg_notify('deliveries', '')"


class Replays:
    """Puts deliveries back among those that wait; one per process."""

    def __init__(self, pool: Any, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    async def one(self, delivery: UUID, *, by: str) -> bool:
        """Send one again from the first step of the ladder; False where its subscription is closed."""
        now = self._clock.now()
        async with self._pool.acquire() as connection, connection.transaction():
            subscription = await connection.fetchval(_ONE, delivery, now)
            if subscription is None:
                return False
            await connection.execute(_JOURNAL, now, by, subscription, delivery, "")
            await connection.execute(_WAKE)
        return True

    async def of_range(self, of: Subscription, first: int, last: int, *, by: str) -> int:
        """Send again all between two positions, the ends included; how many.

        Also what the subscription had not been told of, because it happened before it.
        """
        now = self._clock.now()
        # What lies before the mark alone: the rest is planned when its turn comes.
        end = min(last, max(of.planned_to, of.from_position))
        like = as_like(of.kinds)
        async with self._pool.acquire() as connection, connection.transaction():
            values = (of.partner, first, end, like, MOST_REPLAYED, now)
            status = await connection.execute(_RANGE, of.id, *values)
            await connection.execute(_JOURNAL, now, by, of.id, None, f"{first}-{last}")
            await connection.execute(_WAKE)
        return int(status.rsplit(" ", 1)[1])
