"""Makes one delivery for each subscription and item of the feed, with the mark in one transaction.

So there is exactly one however often the worker dies: either both are there, or neither.
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from services.partners.deliveries.subscription import as_like

AT_ONCE: Final = 500
"""Items of the feed that one transaction goes through."""
_BEHIND = """
SELECT s.id FROM deliveries.subscriptions s
 WHERE s.state = 'active' AND EXISTS (
   SELECT FROM feed.items i WHERE i.partner = s.partner AND i.position > s.planned_to)
"""
_LOCKED = """
SELECT partner, kinds, planned_to FROM deliveries.subscriptions
 WHERE id = $1 AND state = 'active' FOR UPDATE SKIP LOCKED
"""
_END = """
SELECT max(position) FROM (
  SELECT position FROM feed.items WHERE partner = $1 AND position > $2 ORDER BY position LIMIT $3
) AS next
"""
_PLAN = """
INSERT INTO deliveries.deliveries
       (id, subscription, partner, position, dispute, kind, state, planned_at, due_at)
SELECT gen_random_uuid(), $1, partner, position, dispute, kind, 'waiting', $2, $2
  FROM feed.items
 WHERE partner = $3 AND position > $4 AND position <= $5 AND kind LIKE ANY ($6)
 ORDER BY position
    ON CONFLICT (subscription, position) DO NOTHING
"""
_MARK = "UPDATE deliveries.subscriptions SET planned_to = $2 WHERE id = $1"


async def plan(pool: Any, now: datetime) -> None:
    """Make what is missing for every active subscription."""
    for row in await pool.fetch(_BEHIND):
        while await _plan_some(pool, row["id"], now):
            pass


async def _plan_some(pool: Any, subscription: UUID, now: datetime) -> bool:
    """Go on by one batch; whether there may be more. Another worker that is at it is left to it."""
    async with pool.acquire() as connection, connection.transaction():
        found = await connection.fetchrow(_LOCKED, subscription)
        if found is None:
            return False
        partner, start = found["partner"], found["planned_to"]
        end = await connection.fetchval(_END, partner, start, AT_ONCE)
        if end is None:
            return False
        like = as_like(tuple(found["kinds"]))
        await connection.execute(_PLAN, subscription, now, partner, start, end, like)
        await connection.execute(_MARK, subscription, end)
        return True
