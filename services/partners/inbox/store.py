"""Keeps what arrived, before the sender is told so: one insert, and its ids for ever."""

import asyncio
import contextlib
import json
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.partners.inbox.message import Arrival, Fault, Kept, Report, Verdict
from services.partners.inbox.pointers import plain
from services.partners.inbox.sealing import seal
from services.workflow.storage.master_key import MasterKey

WOKEN_BY = "inbox"
"""Channel on which the applier hears of a new message."""
_INSERT = """
WITH kept AS (
    INSERT INTO inbox.messages
           (id, partner, webhook_id, received_at, sent_at, body_hash, faults, verdict, sealed,
            wrapped_key, source, event_id, event_hash, move, subject, happened_at, repeats, dispute,
            needs_look)
    VALUES ($1, $2, $3, $4, $5, sha256($6), $7::jsonb, $8, $9, $10, $11, $12, $13, $14, $15, $16,
            $17, $18, $8 = 'rejected')
    ON CONFLICT DO NOTHING RETURNING id, received_at
), noted AS (
    INSERT INTO inbox.acts (message, at, by, what)
    SELECT id, received_at, 'inbox', $8 FROM kept
)
SELECT id FROM kept
"""
_SAME_MESSAGE = """
SELECT coalesce(repeats, id) AS id, body_hash = sha256($3) AS is_same, faults
  FROM inbox.messages WHERE partner = $1 AND webhook_id = $2
"""
_SAME_EVENT = """
SELECT id, event_hash = $4 AS is_same, faults FROM inbox.messages
 WHERE partner = $1 AND source = $2 AND event_id = $3 AND repeats IS NULL AND event_hash IS NOT NULL
"""
_NOTE_REUSE = """
INSERT INTO inbox.acts (message, at, by, what) VALUES ($1, $2, 'inbox', 'id_reused')
"""
AWAY = (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError, asyncpg.InternalClientError)


class IdReused(Exception):
    """The id was used before, with other content."""

    def __init__(self, *, is_event: bool) -> None:
        super().__init__("event" if is_event else "message")
        self.is_event = is_event


class Bell:
    """Wakes the applier, once for however many messages come in meanwhile.

    Not within their transactions: commits that notify wait for one another, each for its disk. Where
    a ring is lost, the applier looks by itself within a second.
    """

    def __init__(self, pool: Any) -> None:
        self._pool = pool
        self._wanted = False
        self._ringing: asyncio.Task[None] | None = None

    def ring(self) -> None:
        """Have it woken soon."""
        self._wanted = True
        if self._ringing is None or self._ringing.done():
            self._ringing = asyncio.create_task(self._ring())

    async def end(self) -> None:
        """Wait for the last ring."""
        if self._ringing is not None:
            await self._ringing

    async def _ring(self) -> None:
        while self._wanted:
            self._wanted = False
            with contextlib.suppress(*AWAY):
                await self._pool.execute("SELECT pg_notify($1, '')", WOKEN_BY)


class Inbox:
    """One per process."""

    def __init__(self, pool: Any, master: MasterKey, bell: Bell) -> None:
        self._pool = pool
        self._master = master
        self._bell = bell

    async def keep(self, arrival: Arrival) -> Kept:
        """Keep it, or find the first of its kind. Raises IdReused."""
        async with self._pool.acquire() as connection:
            if await self._inserted(connection, arrival, repeats=None):
                self._bell.ring()
                return Kept(id=arrival.id, faults=arrival.faults, is_repeat=False)
            first = await connection.fetchrow(
                _SAME_MESSAGE, arrival.partner, arrival.webhook_id, arrival.raw
            )
            if first is not None:
                return await self._first(connection, first, arrival, is_event=False)
            report = arrival.report
            assert report is not None  # only an event that can be read conflicts with another
            named = (report.source, report.event_id, report.event_hash)
            first = await connection.fetchrow(_SAME_EVENT, arrival.partner, *named)
            assert first is not None  # nothing is ever taken away
            kept = await self._first(connection, first, arrival, is_event=True)
            await self._inserted(connection, arrival, repeats=first["id"])
            return kept

    async def _inserted(self, connection: Any, arrival: Arrival, *, repeats: UUID | None) -> bool:
        verdict = Verdict.STORED if arrival.report else Verdict.REJECTED
        sealed: tuple[bytes | None, bytes | None] = (None, None)
        if repeats is None:
            sealed = await seal(self._master, arrival.raw, arrival.id)
        found = await connection.fetchval(
            _INSERT,
            *(arrival.id, arrival.partner, arrival.webhook_id, arrival.received_at),
            *(arrival.sent_at, arrival.raw, _faults(arrival.faults), verdict.value, *sealed),
            *_columns(arrival.report),
            *(repeats, _dispute(arrival.report)),
        )
        return found is not None

    async def _first(self, connection: Any, row: Any, arrival: Arrival, *, is_event: bool) -> Kept:
        if not row["is_same"]:
            await connection.execute(_NOTE_REUSE, row["id"], arrival.received_at)
            raise IdReused(is_event=is_event)
        faults = msgspec.json.decode(row["faults"], type=tuple[Fault, ...])
        # The same bytes again: their sender is told its own names for what is wrong.
        return Kept(id=row["id"], faults=faults and (arrival.faults or faults), is_repeat=True)


def _columns(report: Report | None) -> tuple[Any, ...]:
    if report is None:
        return (None,) * 6
    return (
        report.source,
        report.event_id,
        report.event_hash,
        report.move,
        report.subject,
        report.happened_at,
    )


def _dispute(report: Report | None) -> UUID | None:
    """The dispute, where the subject is its id; whether there is one is seen when it is applied."""
    try:
        return UUID(report.subject) if report else None
    except ValueError:
        return None


def _faults(faults: tuple[Fault, ...]) -> str:
    kept = (msgspec.structs.replace(fault, pointer=plain(fault.pointer)) for fault in faults)
    return json.dumps([msgspec.structs.asdict(fault) for fault in kept], ensure_ascii=False)
