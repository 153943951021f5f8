"""Checks a log from its first event to its head: nothing missing, doubled, reordered or changed."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.kit.database import connect
from services.workflow.recorded.metadata import StoredRow
from services.workflow.storage.chain import GENESIS, event_hash

_PAGE = 5_000
_MOST_FINDINGS = 100

_EVENTS = """
SELECT position, stream_id, version, topic, state, recorded_at, prev, hash
  FROM log.events WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3
"""
_STREAMS = """
SELECT stream_id, min(version), max(version), count(*), min(position) FROM log.events
 WHERE position <= $1 GROUP BY stream_id
HAVING min(version) NOT IN (0, 1) OR count(*) <> max(version) - min(version) + 1
 LIMIT $2
"""
_DISORDER = """
SELECT stream_id, position FROM (
    SELECT stream_id, position, version,
           lag(version) OVER (PARTITION BY stream_id ORDER BY position) AS before
      FROM log.events WHERE position <= $1) AS e
 WHERE version <> before + 1 LIMIT $2
"""
_KEYS = """
SELECT key, first_position, NOT is_there, is_there AND NOT is_of_its_time FROM (
    SELECT k.key, k.first_position, k.last_position,
           f.position IS NOT NULL AND l.position IS NOT NULL AS is_there,
           (f.recorded_at, l.recorded_at) = (k.recorded_at, k.recorded_at) AS is_of_its_time,
           k.first_position <= lag(k.last_position)
               OVER (ORDER BY k.first_position, k.last_position) AS is_second
      FROM log.command_keys AS k
      LEFT JOIN log.events AS f ON f.position = k.first_position
      LEFT JOIN log.events AS l ON l.position = k.last_position
     WHERE k.last_position >= k.first_position) AS k
 WHERE NOT is_there OR NOT is_of_its_time OR is_second
 ORDER BY first_position LIMIT $1
"""
_KEYED_EVENTS = """
SELECT coalesce(sum(last_position - first_position + 1), 0)::bigint FROM log.command_keys
 WHERE last_position <= $1
"""


class Finding(msgspec.Struct, frozen=True):
    """One thing that is wrong with the log."""

    kind: str
    """`missing`, `link`, `clock`, `hash`, `stream` or `key`."""
    position: int
    """The event it is found at."""
    detail: str
    stream_id: UUID | None = None
    key: UUID | None = None


class LogVerification(msgspec.Struct, frozen=True):
    """What a check of the log found; empty findings mean that it is whole and unchanged."""

    head: int
    events: int
    keyless_events: int
    """Events of writers that give no idempotency key."""
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


async def verify_log(dsn: str) -> LogVerification:
    """Check chain, contiguity, links, clock, stream versions, and keys against events.

    Reads up to the head as it is at the start, so the log may be written meanwhile. A log cut off
    at its end is told by the keys of what is gone. After a broken hash the check goes on from the stored one, so that each changed event is named once;
    at most a hundred findings are listed.
    """
    connection = await connect(dsn, name="fengqiao verify", statement_timeout="0")
    try:
        head: int = await connection.fetchval("SELECT position FROM log.head")
        walk = _Walk()
        async for record in _events(connection, head):
            walk.step(record)
        findings = walk.findings
        streams = await connection.fetch(_STREAMS, head, _MOST_FINDINGS)
        findings += [_stream_finding(*row) for row in streams]
        disorder = await connection.fetch(_DISORDER, head, _MOST_FINDINGS)
        findings += [_order_finding(*row) for row in disorder]
        keys = await connection.fetch(_KEYS, _MOST_FINDINGS)
        findings += [_key_finding(*row) for row in keys]
        keyed: int = await connection.fetchval(_KEYED_EVENTS, head)
    finally:
        await connection.close()
    found = tuple(sorted(findings, key=lambda finding: finding.position)[:_MOST_FINDINGS])
    return LogVerification(head, walk.events, walk.events - keyed, found)


class _Walk:
    """Carries what the next event must link to."""

    def __init__(self) -> None:
        self.events = 0
        self.findings: list[Finding] = []
        self._position = 0
        self._recorded_at: datetime | None = None
        self._hash = GENESIS

    def step(self, record: Any) -> None:
        row, prev, stored_hash = StoredRow(*record[:6]), record[6], record[7]
        self.events += 1
        if row.position != self._position + 1:
            self._find("missing", self._position + 1, f"the next event is {row.position}")
        if prev != self._position:
            self._find("link", row.position, f"links to {prev}, follows {self._position}")
        if self._recorded_at is not None and row.recorded_at < self._recorded_at:
            self._find("clock", row.position, "was recorded before the event before it")
        if event_hash(self._hash, row) != stored_hash:
            self._find("hash", row.position, "is not what was hashed when it was recorded")
        self._position, self._recorded_at, self._hash = row.position, row.recorded_at, stored_hash

    def _find(self, kind: str, position: int, detail: str) -> None:
        if len(self.findings) < _MOST_FINDINGS:
            self.findings.append(Finding(kind, position, detail))


async def _events(connection: Any, head: int) -> AsyncIterator[Any]:
    position = 0
    while page := await connection.fetch(_EVENTS, position, head, _PAGE):
        for record in page:
            yield record
        position = page[-1][0]


def _stream_finding(stream_id: UUID, first: int, last: int, count: int, at: int) -> Finding:
    detail = f"has {count} events with versions {first} to {last}"
    return Finding("stream", at, detail, stream_id=stream_id)


def _order_finding(stream_id: UUID, position: int) -> Finding:
    detail = "does not have the version after the one before it in its stream"
    return Finding("stream", position, detail, stream_id=stream_id)


def _key_finding(key: UUID, position: int, is_lost: bool, is_late: bool) -> Finding:  # noqa: FBT001
    detail = "two keys stand for the same event"
    if is_lost:
        detail = "a key stands for events that are not there"
    elif is_late:
        detail = "a key was not stored together with its events"
    return Finding("key", position, detail, key=key)
