"""Streams that a table stopped at an event it could not take: kept in view, tried again in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.projections.batch import Poison

_PUT = """
INSERT INTO views.quarantine AS q (table_name, stream_id, position, topic, error, error_hash)
SELECT * FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[])
ON CONFLICT (table_name, stream_id) DO UPDATE
   SET position = excluded.position, topic = excluded.topic, error = excluded.error,
       error_hash = excluded.error_hash, attempts = q.attempts + 1, tried_at = now(),
       is_retry_asked = false
"""
_LIST = """
SELECT q.table_name, q.stream_id, q.position, q.topic, q.error, q.error_hash, q.since,
       q.attempts, q.is_retry_asked,
       (SELECT count(*) FROM log.events e
         WHERE e.stream_id = q.stream_id AND e.position >= q.position)
  FROM views.quarantine q ORDER BY q.position, q.table_name
"""
_ASK = "UPDATE views.quarantine SET is_retry_asked = true WHERE $1::uuid IS NULL OR stream_id = $1"


@dataclass(frozen=True, kw_only=True)
class Quarantined:
    """One stream that one table does not follow."""

    table: str
    stream: UUID
    position: int
    topic: str
    error: str
    error_hash: str
    since: datetime
    attempts: int
    is_retry_asked: bool
    waiting: int
    """Events of the stream that wait, the failed one included."""


async def put(connection: Any, poison: Sequence[Poison]) -> None:
    """Keep the faults, in the transaction that passes them by."""
    if poison:
        rows = [(*fault, fault.error_hash) for fault in poison]
        await connection.execute(_PUT, *[list(column) for column in zip(*rows, strict=True)])


async def release(connection: Any, table: str, stream_id: UUID) -> None:
    """The stream is followed again."""
    await connection.execute(
        "DELETE FROM views.quarantine WHERE table_name = $1 AND stream_id = $2", table, stream_id
    )


async def ask_retry(connection: Any, stream_id: UUID | None = None) -> int:
    """Have the leader try one stream again, or all; the number of tables it concerns."""
    done: str = await connection.execute(_ASK, stream_id)
    return int(done.rpartition(" ")[2])


async def asked(connection: Any) -> list[tuple[str, UUID]]:
    """Tables and streams that are to be tried again."""
    found = await connection.fetch(
        "SELECT table_name, stream_id FROM views.quarantine WHERE is_retry_asked"
    )
    return [(table, stream_id) for table, stream_id in found]


async def listed(connection: Any) -> list[Quarantined]:
    """Everything in quarantine, the longest waiting first."""
    return [
        Quarantined(
            table=table,
            stream=stream,
            position=position,
            topic=topic,
            error=error,
            error_hash=error_hash,
            since=since,
            attempts=attempts,
            is_retry_asked=is_retry_asked,
            waiting=waiting,
        )
        for (
            table, stream, position, topic, error, error_hash, since, attempts,
            is_retry_asked, waiting,
        ) in await connection.fetch(_LIST)
    ]  # fmt: skip


async def left_out_of_figures(connection: Any) -> list[UUID]:
    """The disputes that some live table does not follow: figures leave them out and say so."""
    found = await connection.fetch(
        "SELECT DISTINCT q.stream_id FROM views.quarantine q"
        " JOIN views.positions p USING (table_name) WHERE p.is_live AND p.view = 'dispute_facts'"
        " ORDER BY 1"
    )
    return [stream_id for (stream_id,) in found]
