"""What we believe of the hand-overs of a body, and what contradicts what it believes, in PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Self
from uuid import UUID, uuid4

import msgspec

from services.kit.clock import Clock
from services.kit.database import create_pool, fetch
from services.partners.handoff.beliefs import Belief, BeliefCompared, BeliefResult
from services.projections.queries.reached import reach

_PARTS = """
SELECT d.dispute, d.position FROM views.dispute_list d
 WHERE d.position > $2
   AND (d.handovers @> jsonb_build_array(jsonb_build_object('sender', $1::text))
     OR d.handovers @> jsonb_build_array(jsonb_build_object('receiver', $1::text))
     OR (d.involved @> ARRAY[$1::text::uuid] AND EXISTS (
           SELECT FROM views.dispute_timeline t
            WHERE t.dispute = d.dispute AND (t.version = 1 AND d.mandate <> 'self'
               OR t.topic IN ('dispute:MediationSuggested', 'dispute:MediationEntrusted',
                              'dispute:MediationDelegated', 'dispute:MandateReturned')))))
 ORDER BY d.position LIMIT $3
"""
_ADD = """
INSERT INTO handoff.contradictions
  (id, body, dispute, offer, why, told, ours, found_at, told_at)
SELECT $1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $8
 WHERE NOT EXISTS (SELECT FROM handoff.contradictions
                    WHERE settled_at IS NOT NULL AND (body, dispute, offer) = ($2, $3, $4)
                      AND (told, ours) = ($6::jsonb, $7::jsonb))
ON CONFLICT (body, dispute, why, (CASE WHEN why = 'offer' THEN 0 ELSE offer END))
   WHERE settled_at IS NULL
   DO UPDATE SET (offer, told, ours, told_at) = ROW (EXCLUDED.offer, EXCLUDED.told, EXCLUDED.ours, $8),
                 times = contradictions.times + 1
RETURNING id
"""
_PUT_AWAY = """
SELECT id FROM handoff.contradictions
 WHERE settled_at IS NOT NULL AND (body, dispute, offer) = ($1, $2, $3)
   AND (told, ours) = ($4::jsonb, $5::jsonb)
 ORDER BY no DESC LIMIT 1
"""
_LIST = """
SELECT c.no, c.id, c.body, c.dispute, c.offer, c.why, c.told, c.ours, c.found_at, c.told_at,
       c.times, c.settled_at, c.settled_by, c.ground
  FROM handoff.contradictions c
  LEFT JOIN views.dispute_list d ON d.dispute = c.dispute
 WHERE (c.body = $1::uuid OR d.involved @> ARRAY[$1::uuid] OR starts_with(d.region, $2::text))
"""
_SETTLE = """
UPDATE handoff.contradictions SET settled_at = $2, settled_by = $3, ground = $4
 WHERE id = $1 AND settled_at IS NULL
"""


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """What a body believes of an offer and what the log says, which cannot both be true."""

    id: UUID
    body: UUID
    """Who believes otherwise."""
    dispute: UUID
    offer: int
    why: str
    """`step`, `custodian`, `chain`, or `offer`: there is none of that number."""
    told: Belief
    """What it said last."""
    ours: BeliefCompared
    found_at: datetime
    told_at: datetime
    """When it last said so."""
    times: int
    """How often it did."""
    settled_at: datetime | None = None
    settled_by: str | None = None
    ground: str | None = None
    """On which somebody put it away."""


class Reconciliation:
    """Finds a body's hand-overs, and keeps what contradicts."""

    def __init__(self, pool: Any, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str, clock: Clock) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""
        pool: Any = await create_pool(dsn, name="fengqiao reconciliation", size=2)
        try:
            yield cls(pool, clock)
        finally:
            await pool.close()

    async def reached(self) -> int:
        """The position up to which `disputes_of` knows the log."""
        return await reach(self._pool)

    async def disputes_of(self, body: UUID, *, since: int, limit: int) -> list[tuple[UUID, int]]:
        """Disputes with a hand-over or mandate of a body that changed after a position, and theirs."""
        rows = await fetch(self._pool, _PARTS, str(body), since, limit)
        return [(row["dispute"], row["position"]) for row in rows]

    async def keep(self, belief: Belief, found: BeliefCompared, body: UUID) -> BeliefCompared:
        """Keep a contradiction where a person sees it: one is open, whatever else is said meanwhile.

        What was put away stays so, as long as both sides say the same as then.
        """
        if found.result is not BeliefResult.CONTRADICTION:
            return found
        told, ours = (msgspec.json.encode(each).decode() for each in (belief, found))
        which = (body, belief.dispute, belief.offer)
        async with self._pool.acquire() as connection:
            kept = await connection.fetchval(
                _ADD, uuid4(), *which, found.why, told, ours, self._clock.now()
            ) or await connection.fetchval(_PUT_AWAY, *which, told, ours)
        return msgspec.structs.replace(found, contradiction=kept)

    async def contradictions(
        self, *, body: UUID | None, region: str | None, is_open: bool, limit: int, before: int
    ) -> tuple[list[Contradiction], int | None]:
        """The newest ones about disputes in which a body has a part, or of a region; and the next page."""
        state = "AND c.settled_at IS NULL" if is_open else ""
        query = f"{_LIST} {state} AND c.no < $3 ORDER BY c.no DESC LIMIT $4"
        rows = await fetch(self._pool, query, body, region, before, limit + 1)
        found = [_contradiction(row) for row in rows[:limit]]
        return found, rows[limit - 1]["no"] if len(rows) > limit else None

    async def contradiction(
        self, which: UUID, *, body: UUID | None, region: str | None
    ) -> Contradiction | None:
        """One of them, for the same."""
        rows = await fetch(self._pool, f"{_LIST} AND c.id = $3", body, region, which)
        return _contradiction(rows[0]) if rows else None

    async def settle(self, which: UUID, *, by: str, ground: str) -> None:
        """Put one away; who did it first, and why, stays."""
        async with self._pool.acquire() as connection:
            await connection.execute(_SETTLE, which, self._clock.now(), by, ground)


def _contradiction(row: Any) -> Contradiction:
    told = {**dict(row), **{name: msgspec.json.decode(row[name]) for name in ("told", "ours")}}
    return msgspec.convert(told, Contradiction, strict=False)
