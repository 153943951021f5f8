"""What we believe of the hand-overs of a body, and what contradicts what it believes, in PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final, Self
from uuid import UUID, uuid5

import msgspec

from services.kit.clock import Clock
from services.kit.database import create_pool, fetch
from services.partners.handoff.beliefs import Belief, BeliefCompared, BeliefResult

_SPACE: Final = UUID("b7a0c6de-51c4-5d7a-9f0e-0e8b5d0c6a31")
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
INSERT INTO handoff.contradictions (id, body, dispute, offer, told, ours, found_at)
VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7) ON CONFLICT (id) DO NOTHING
"""
_LIST = """
SELECT c.id, c.body, c.dispute, c.offer, c.told, c.ours, c.found_at,
       s.at AS settled_at, s.by AS settled_by, s.ground
  FROM handoff.contradictions c
  LEFT JOIN handoff.settlements s ON s.contradiction = c.id
  LEFT JOIN views.dispute_list d ON d.dispute = c.dispute
 WHERE (c.body = $1::uuid OR d.involved @> ARRAY[$1::uuid] OR starts_with(d.region, $2::text))
"""
_SETTLE = """
INSERT INTO handoff.settlements (contradiction, at, by, ground) VALUES ($1, $2, $3, $4)
ON CONFLICT (contradiction) DO NOTHING
"""


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """What a body believes of an offer and what the log says, which cannot both be true."""

    id: UUID
    body: UUID
    """Who believes otherwise."""
    dispute: UUID
    offer: int
    told: Belief
    ours: BeliefCompared
    found_at: datetime
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

    async def disputes_of(self, body: UUID, *, since: int, limit: int) -> list[tuple[UUID, int]]:
        """Disputes with a hand-over or mandate of a body that changed after a position, and theirs."""
        rows = await fetch(self._pool, _PARTS, str(body), since, limit)
        return [(row["dispute"], row["position"]) for row in rows]

    async def keep(self, belief: Belief, found: BeliefCompared, body: UUID) -> BeliefCompared:
        """Keep a contradiction where a person sees it; said again it is the same one."""
        if found.result is not BeliefResult.CONTRADICTION:
            return found
        told, ours = (msgspec.json.encode(each).decode() for each in (belief, found))
        made = uuid5(_SPACE, f"{body} {told} {ours}")
        async with self._pool.acquire() as connection:
            await connection.execute(
                _ADD,
                *(made, body, belief.dispute, belief.offer, told, ours, self._clock.now()),
            )
        return msgspec.structs.replace(found, contradiction=made)

    async def contradictions(
        self, *, body: UUID | None, region: str | None, is_open: bool, limit: int
    ) -> list[Contradiction]:
        """The newest ones about disputes in which a body has a part, or of a region."""
        state = "AND s.at IS NULL" if is_open else ""
        query = f"{_LIST} {state} ORDER BY c.found_at DESC, c.id LIMIT $3"
        return [_contradiction(row) for row in await fetch(self._pool, query, body, region, limit)]

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
