"""Messages that wait to be applied: by lane, under its lock, in the order of what happened."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec

from services.partners.inbox.dockets import spellings
from services.partners.inbox.message import HELD, WAITING, Judged, Verdict, Waiting

AT_ONCE: Final = 200
"""Lanes that are taken in hand at a time."""
PATIENCE: Final = timedelta(days=3)
"""So long may a message wait before a person is asked to look at it."""
TRIED_FOR: Final = timedelta(days=30)
"""So long is it tried again by the clock; after that only when its dispute moves on, or by replay."""
_AGAIN: Final[dict[Verdict, tuple[timedelta, timedelta]]] = {
    Verdict.PARKED: (timedelta(hours=1), timedelta(days=1)),
    Verdict.UNKNOWN_DISPUTE: (timedelta(minutes=1), timedelta(hours=6)),
}
"""How soon it is tried again where nothing was heard of its dispute: as long as it has waited, within these."""
_SHORTEST_PAUSE: Final = timedelta(seconds=1)
_LONGEST_PAUSE: Final = timedelta(minutes=1)
_BODY = ("sealed", "wrapped_key")
_FIELDS = ", ".join(name for name in Waiting.__struct_fields__ if name not in _BODY)
_IS_WAITING = f"verdict IN ({', '.join(f'{each.value!r}' for each in WAITING)}) AND repeats IS NULL"
LANE = "coalesce(dispute::text, partner::text || ' ' || subject)"
"""Messages of one lane are applied one after the other: those of a dispute, or of a sender's number."""
_LANES = f"""
WITH waiting AS NOT MATERIALIZED (
    SELECT {LANE} AS lane, * FROM inbox.messages WHERE {_IS_WAITING}
), due AS (
    SELECT lane, partner, no, coalesce(retry_at <= $1, false) AS is_again FROM waiting m
     WHERE (retry_at <= $1 OR (verdict = 'stored' AND retry_at IS NULL)
            OR (verdict IN ('parked', 'unknown_dispute') AND EXISTS (
                SELECT FROM log.events e
                 WHERE e.stream_id = m.dispute AND e.version > m.tried_at_version)))
       AND NOT EXISTS (
           SELECT FROM waiting b
            WHERE b.lane = m.lane AND b.verdict = 'stored' AND b.retry_at > $1
              AND (b.happened_at, b.no) <= (m.happened_at, m.no))
), lanes AS (
    SELECT lane, (array_agg(partner ORDER BY no))[1] AS partner,
           bool_and(is_again) AS is_again, min(no) AS first
      FROM due GROUP BY lane
)
SELECT lane FROM lanes
 ORDER BY row_number() OVER (PARTITION BY partner, is_again ORDER BY first), is_again, first
 LIMIT {AT_ONCE}
"""  # noqa: S608
"""Turn about by partner, of each the new before what is tried again; not those behind one put off."""
_OF_LANE = f"""
SELECT {_FIELDS} FROM inbox.messages
 WHERE {LANE} = $1 AND {_IS_WAITING}
 ORDER BY happened_at, no
"""  # noqa: S608
_BODY_OF = f"SELECT {', '.join(_BODY)} FROM inbox.messages WHERE id = $1"  # noqa: S608
_KNOWN_AS = """
SELECT DISTINCT dispute FROM inbox.messages
 WHERE partner = $1 AND verdict = 'applied' AND (subject = $2 OR number = $2)
"""
_NUMBERED = "SELECT dispute FROM views.dispute_list WHERE numbers && $1::text[] LIMIT 2"
_NUMBERED_BY = """
SELECT dispute FROM views.dispute_list WHERE reinforcements @> ANY ($1::jsonb[]) LIMIT 2
"""
_JUDGE = """
WITH judged AS (
    UPDATE inbox.messages m
       SET verdict = $2, dispute = coalesce($3, m.dispute), tried_at_version = $4,
           refusal = $5::jsonb, position = $6, number = coalesce($7, m.number), tries = 0,
           put_off_since = NULL, retry_at = $8, waits_since = CASE WHEN $2 = ANY ($11) THEN coalesce(waits_since, $9) END,
           needs_look = $10, looked_for_since =
               CASE WHEN $10 THEN coalesce(looked_for_since, $9) END,
           sealed = CASE WHEN $2 = 'applied' THEN NULL ELSE m.sealed END,
           wrapped_key = CASE WHEN $2 = 'applied' THEN NULL ELSE m.wrapped_key END
      FROM (SELECT id, verdict AS before FROM inbox.messages WHERE id = $1) AS was
     WHERE m.id = was.id AND m.verdict = ANY ($12)
    RETURNING m.id, was.before)
INSERT INTO inbox.acts (message, at, by, what)
SELECT id, $9, 'inbox', $2 FROM judged WHERE before <> $2
"""
_PUT_OFF = f"""
UPDATE inbox.messages
   SET tries = $3, retry_at = $2, put_off_since = coalesce(put_off_since, $4),
       needs_look = needs_look OR $5,
       looked_for_since = CASE WHEN $5 THEN coalesce(looked_for_since, $4) ELSE looked_for_since END
 WHERE id = $1 AND {_IS_WAITING}
"""  # noqa: S608
_MOVE = "UPDATE inbox.messages SET dispute = $2, retry_at = NULL, verdict = 'stored' WHERE id = $1"
_LOOKED_AT = frozenset({Verdict.CONTRADICTS, Verdict.FAILED})


class Lanes:
    """On one connection: it holds the locks, and gives them back when it is lost."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def due(self, now: datetime) -> list[str]:
        """Lanes in which something can be tried now."""
        return [lane for (lane,) in await self._connection.fetch(_LANES, now)]

    @asynccontextmanager
    async def held(self, lane: str) -> AsyncIterator[bool]:
        """Keep everybody else out of a lane; false where somebody has it."""
        has = await self._connection.fetchval(
            "SELECT pg_try_advisory_lock(hashtextextended('inbox ' || $1, 0))", lane
        )
        try:
            yield has
        finally:
            if has and not self._connection.is_closed():
                await self._connection.execute(
                    "SELECT pg_advisory_unlock(hashtextextended('inbox ' || $1, 0))", lane
                )

    async def of(self, lane: str) -> list[Waiting]:
        """What waits in a lane, what happened first first; without bodies, of which there may be many."""
        rows = await self._connection.fetch(_OF_LANE, lane)
        return [msgspec.convert(dict(row), Waiting) for row in rows]

    async def opened(self, message: Waiting) -> Waiting:
        """The message with its body."""
        row = await self._connection.fetchrow(_BODY_OF, message.id)
        return msgspec.structs.replace(message, **row)

    async def named(self, partner: UUID, body: UUID | None, subject: str) -> UUID | None:
        """The one dispute that a number stands for: with the partner, with us, or with its body."""
        written = spellings(subject)
        theirs = [json.dumps([{"number": number, "body": str(body)}]) for number in written]
        for query, values in (
            (_KNOWN_AS, (partner, subject)),
            (_NUMBERED, (written,)),
            (_NUMBERED_BY, (theirs,)),
        ):
            found = await self._connection.fetch(query, *values)
            if len(found) == 1:
                dispute: UUID = found[0]["dispute"]
                return dispute
        return None

    async def move(self, message: Waiting, dispute: UUID) -> None:
        """It belongs to the lane of this dispute."""
        await self._connection.execute(_MOVE, message.id, dispute)

    async def put_off(self, message: Waiting, now: datetime, *, tries: int) -> None:
        """Try again soon: after as long as it has been put off already, a minute at most."""
        been = now - (message.put_off_since or now)
        until = now + min(max(been, _SHORTEST_PAUSE), _LONGEST_PAUSE)
        is_overdue = been >= PATIENCE
        await self._connection.execute(_PUT_OFF, message.id, until, tries, now, is_overdue)

    async def judge(self, message: Waiting, judged: Judged, now: datetime) -> None:
        """Keep what became of it; nothing where a person was faster."""
        waited = now - (message.waits_since or now)
        is_overdue = judged.verdict in _AGAIN and waited >= PATIENCE
        refusal = json.dumps(judged.refusal, ensure_ascii=False) if judged.refusal else None
        await self._connection.execute(
            _JUDGE,
            *(message.id, judged.verdict.value, judged.dispute, judged.at_version, refusal),
            *(judged.position, judged.number, again(judged.verdict, waited, now), now),
            *(judged.verdict in _LOOKED_AT or is_overdue, [v.value for v in _AGAIN]),
            [v.value for v in HELD],
        )


def again(verdict: Verdict, waited: timedelta, now: datetime) -> datetime | None:
    """When a message that has waited so long is tried again by the clock; none where it is not."""
    if verdict not in _AGAIN or waited >= TRIED_FOR:
        return None
    least, most = _AGAIN[verdict]
    return now + min(max(waited, least), most)
