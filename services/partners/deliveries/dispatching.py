"""Queues what is due: the first of each dispute, a few per subscription, one alone where it is probed."""

from datetime import datetime, timedelta
from typing import Any, Final

from services.partners.deliveries.ladder import FAILURES_TO_OPEN
from services.partners.deliveries.queue import Job, Queue

WINDOW: Final = 32
"""Jobs of one subscription that are out at a time: a long backlog of one holds up nobody's planning."""
LOST_AFTER: Final = timedelta(minutes=2)
"""A job of which nothing was heard for so long is queued anew."""
FIRST = """NOT EXISTS (
  SELECT FROM deliveries.deliveries b
   WHERE b.subscription = d.subscription AND b.dispute = d.dispute
     AND b.position < d.position AND b.state IN ('waiting', 'held'))"""
"""Whether `d` is the next of its dispute: the one before is delivered or given up."""
OPEN = """s.state = 'active'
   AND (s.open_until IS NULL OR s.open_until <= {now})
   AND (s.asked_until IS NULL OR s.asked_until <= {now})
   AND EXISTS (SELECT FROM partners.partners p WHERE p.id = s.partner AND p.is_active)"""
"""Whether anything may be sent to `s` now. A partner that is switched off gets nothing, and loses nothing."""
_ROOM = f"""
SELECT s.id, s.failures,
       (SELECT count(*) FROM deliveries.deliveries d
         WHERE d.subscription = s.id AND d.state = 'waiting' AND d.queued_until > $1) AS out
  FROM deliveries.subscriptions s
 WHERE {OPEN.format(now="$1")} AND EXISTS (
   SELECT FROM deliveries.deliveries d
    WHERE d.subscription = s.id AND d.state = 'waiting' AND d.due_at <= $1
      AND (d.queued_until IS NULL OR d.queued_until <= $1))
"""  # noqa: S608
_TAKE = f"""
UPDATE deliveries.deliveries SET queued_until = $3 WHERE id IN (
  SELECT d.id FROM deliveries.deliveries d
   WHERE d.subscription = $1 AND d.state = 'waiting' AND d.due_at <= $2
     AND (d.queued_until IS NULL OR d.queued_until <= $2) AND {FIRST}
   ORDER BY d.due_at, d.position LIMIT $4 FOR UPDATE SKIP LOCKED)
RETURNING id, partner
"""  # noqa: S608
_NEXT = f"""
UPDATE deliveries.deliveries SET queued_until = $4, due_at = $3 WHERE id = (
  SELECT d.id FROM deliveries.deliveries d
    JOIN deliveries.subscriptions s ON s.id = d.subscription AND {OPEN.format(now="$3")}
   WHERE d.subscription = $1 AND d.dispute = $2 AND d.state = 'waiting'
     AND (d.due_at <= $3 OR d.step = 0) AND {FIRST} LIMIT 1)
RETURNING id, partner
"""  # noqa: S608
_PUT_OFF = """
UPDATE deliveries.deliveries SET due_at = $4
 WHERE subscription = $1 AND dispute = $2 AND position > $3 AND state = 'waiting' AND due_at < $4
"""


async def dispatch(pool: Any, queue: Queue, now: datetime) -> int:
    """Queue what is due and not out yet; how much it was."""
    count = 0
    for row in await pool.fetch(_ROOM, now):
        room = (1 if row["failures"] >= FAILURES_TO_OPEN else WINDOW) - row["out"]
        if room > 0:
            async with pool.acquire() as connection, connection.transaction():
                taken = await connection.fetch(_TAKE, row["id"], now, now + LOST_AFTER, room)
                await queue.put(connection, [Job(each["partner"], each["id"]) for each in taken])
            count += len(taken)
    return count


async def dispatch_next(
    connection: Any, queue: Queue, subscription: Any, dispute: Any, now: datetime
) -> None:
    """Queue the next of a dispute, in the transaction that ended the one before."""
    taken = await connection.fetch(_NEXT, subscription, dispute, now, now + LOST_AFTER)
    await queue.put(connection, [Job(each["partner"], each["id"]) for each in taken])


async def put_off_next(
    connection: Any, subscription: Any, dispute: Any, position: int, until: datetime
) -> None:
    """Let those that wait for one be due no sooner than it, so that nobody looks at them in vain."""
    await connection.execute(_PUT_OFF, subscription, dispute, position, until)
