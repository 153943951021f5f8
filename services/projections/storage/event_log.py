"""Reads the log in batches after a position; all that the read side knows of the store."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from services.workflow.recorded.metadata import StoredRow

# What was said in confidence never leaves the database: not even this process sees the bytes.
_ROW = """position, stream_id, version, topic,
       CASE WHEN starts_with(topic, 'privileged:') THEN ''::bytea ELSE state END, recorded_at"""
_BATCH = f"""
SELECT {_ROW}, prev FROM log.events
 WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3
"""  # noqa: S608
_STREAM = f"""
SELECT {_ROW} FROM log.events
 WHERE stream_id = $1 AND position >= $2 AND position <= $3 ORDER BY version
"""  # noqa: S608
_BY_STREAM = f"""
SELECT {_ROW} FROM log.events
 WHERE position <= $1 ORDER BY stream_id, version
"""  # noqa: S608
_OF_TOPICS = f"""
SELECT {_ROW} FROM log.events
 WHERE position <= $1 AND topic = ANY ($2) ORDER BY position
"""  # noqa: S608
_NO_POSITION_IS_HIGHER = 2**63 - 1
_CURSOR_ROWS = 2_000


class LogBroken(Exception):
    """An event is missing between two that are there; nothing may be folded beyond it."""


class Head(NamedTuple):
    """The last event of the log."""

    position: int
    recorded_at: datetime | None


async def read_batch(
    connection: Any, *, after: int, limit: int, up_to: int = _NO_POSITION_IS_HIGHER
) -> list[StoredRow]:
    """The next rows in order, each known to follow the one before. Raises LogBroken."""
    rows = await connection.fetch(_BATCH, after, up_to, limit)
    last, batch = after, []
    for position, stream_id, version, topic, state, recorded_at, prev in rows:
        if prev != last or position != last + 1:
            raise LogBroken(f"event {position} names {prev} as the one before it, not {last}")
        last = position
        batch.append(StoredRow(position, stream_id, version, topic, state, recorded_at))
    return batch


async def read_stream(
    connection: Any, stream_id: UUID, *, from_position: int, up_to: int
) -> list[StoredRow]:
    """Rows of one stream between two positions, both included, in order."""
    return _stored(await connection.fetch(_STREAM, stream_id, from_position, up_to))


async def by_stream(connection: Any, *, up_to: int) -> AsyncIterator[list[StoredRow]]:
    """Every stream's rows up to a position, one stream at a time; inside a transaction."""
    stream: list[StoredRow] = []
    async for record in connection.cursor(_BY_STREAM, up_to, prefetch=_CURSOR_ROWS):
        row = StoredRow(*record)
        if stream and stream[0].stream_id != row.stream_id:
            yield stream
            stream = []
        stream.append(row)
    if stream:
        yield stream


async def of_topics(
    connection: Any, topics: Sequence[str], *, up_to: int
) -> AsyncIterator[StoredRow]:
    """Rows of these topics up to a position, in order; inside a transaction."""
    async for record in connection.cursor(_OF_TOPICS, up_to, list(topics), prefetch=_CURSOR_ROWS):
        yield StoredRow(*record)


async def head(connection: Any) -> Head:
    """Where the log ends."""
    position, recorded_at = await connection.fetchrow(
        "SELECT position, CASE WHEN position > 0 THEN recorded_at END FROM log.head"
    )
    return Head(position, recorded_at)


async def position_at(connection: Any, instant: datetime) -> int:
    """The last position recorded at or before an instant; 0 where there is none.

    Positions and instants rise together, so halving finds it without an index on the instant.
    """
    low, high = 0, (await head(connection)).position
    while low < high:
        middle = (low + high + 1) // 2
        recorded_at = await connection.fetchval(
            "SELECT recorded_at FROM log.events WHERE position = $1", middle
        )
        low, high = (middle, high) if recorded_at <= instant else (low, middle - 1)
    return low


def _stored(rows: Sequence[Any]) -> list[StoredRow]:
    return [StoredRow(*row[:6]) for row in rows]
