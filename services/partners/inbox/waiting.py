"""Messages that wait to be applied: by lane, under its lock, in the order of what happened."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec

from services.partners.inbox.message import HELD, WAITING, Judged, Verdict, Waiting

AT_ONCE: Final = 200
"""Lanes that are taken in hand at a time."""
PATIENCE: Final = timedelta(days=3)
"""So long may a message wait before a person is asked to look at it."""
_AGAIN: Final[dict[Verdict, timedelta]] = {
    Verdict.PARKED: timedelta(hours=1),
    Verdict.UNKNOWN_DISPUTE: timedelta(minutes=1),
}
"""How soon it is tried again where nothing was heard of its dispute."""
_FIELDS = ", ".join(Waiting.__struct_fields__)
_IS_WAITING = f"verdict IN ({', '.join(f'{each.value!r}' for each in WAITING)}) AND repeats IS NULL"
LANE = "coalesce(dispute::text, partner::text || ' ' || subject)"
"""Messages of one lane are applied one after the other: those of a dispute, or of a sender's number."""
_LANES = f"""
SELECT lane FROM (
    SELECT {LANE} AS lane, min(no) AS first FROM inbox.messages m
     WHERE {_IS_WAITING}
       AND (CASE WHEN verdict = 'stored' THEN coalesce(retry_at <= $1, true)
                 ELSE retry_at <= $1 OR EXISTS (
                      SELECT FROM log.events e
                       WHERE e.stream_id = m.dispute AND e.version > m.tried_at_version) END)
     GROUP BY 1) AS due
 ORDER BY first LIMIT {AT_ONCE}
"""  # noqa: S608
_OF_LANE = f"""
SELECT {_FIELDS} FROM inbox.messages
 WHERE {LANE} = $1 AND {_IS_WAITING}
 ORDER BY happened_at, no
"""  # noqa: S608
_KNOWN_AS = """
SELECT DISTINCT dispute FROM inbox.messages
 WHERE partner = $1 AND verdict = 'applied' AND (subject = $2 OR number = $2)
"""
_NUMBERED = "SELECT dispute FROM views.dispute_list WHERE numbers @> ARRAY[$1::text] LIMIT 2"
_NUMBERED_BY = """
SELECT dispute FROM views.dispute_list
 WHERE reinforcements @> jsonb_build_array(
           jsonb_build_object('number', $1::text, 'body', $2::text)) LIMIT 2
"""
_JUDGE = """
WITH judged AS (
    UPDATE inbox.messages m
       SET verdict = $2, dispute = coalesce($3, m.dispute), tried_at_version = $4,
           refusal = $5::jsonb, position = $6, number = coalesce($7, m.number), tries = 0,
           retry_at = $8, waits_since = CASE WHEN $2 = ANY ($11) THEN coalesce(waits_since, $9) END,
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
_PUT_OFF = "UPDATE inbox.messages SET tries = tries + 1, retry_at = $2 WHERE id = $1"
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
        """What waits in a lane, what happened first first."""
        rows = await self._connection.fetch(_OF_LANE, lane)
        return [msgspec.convert(dict(row), Waiting) for row in rows]

    async def named(self, partner: UUID, body: UUID | None, subject: str) -> UUID | None:
        """The one dispute that a number stands for: with the partner, with us, or with its body."""
        for query, values in (
            (_KNOWN_AS, (partner, subject)),
            (_NUMBERED, (subject,)),
            (_NUMBERED_BY, (subject, str(body))),
        ):
            found = await self._connection.fetch(query, *values)
            if len(found) == 1:
                dispute: UUID = found[0]["dispute"]
                return dispute
        return None

    async def move(self, message: Waiting, dispute: UUID) -> None:
        """It belongs to the lane of this dispute."""
        await self._connection.execute(_MOVE, message.id, dispute)

    async def put_off(self, message: Waiting, until: datetime) -> None:
        """Try again then."""
        await self._connection.execute(_PUT_OFF, message.id, until)

    async def judge(self, message: Waiting, judged: Judged, now: datetime) -> None:
        """Keep what became of it; nothing where a person was faster."""
        again = _AGAIN.get(judged.verdict)
        is_overdue = again is not None and now - (message.waits_since or now) >= PATIENCE
        refusal = json.dumps(judged.refusal, ensure_ascii=False) if judged.refusal else None
        await self._connection.execute(
            _JUDGE,
            *(message.id, judged.verdict.value, judged.dispute, judged.at_version, refusal),
            *(judged.position, judged.number, now + again if again else None, now),
            *(judged.verdict in _LOOKED_AT or is_overdue, [v.value for v in _AGAIN]),
            [v.value for v in HELD],
        )
