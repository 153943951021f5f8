"""One call of the library's `insert_events` as one command of `log.append`."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from eventsourcing.persistence import DataError, IntegrityError, StoredEvent
from psycopg import Connection, RawCursor
from psycopg.rows import tuple_row

from services.workflow.application.ports import AppendRequest, Receipt, StreamWrite, VersionConflict
from services.workflow.storage.append_call import APPEND, arguments, result


def stream_id(originator_id: UUID | str) -> UUID:
    """The library allows text for ids; a stream of the log is named by a UUID. Raises DataError."""
    try:
        return originator_id if isinstance(originator_id, UUID) else UUID(originator_id)
    except ValueError as error:
        raise DataError(f"a stream is named by a UUID, not by {originator_id!r}") from error


def append(connection: Connection[Any], events: Sequence[StoredEvent]) -> list[int]:
    """Store the events, all or none, in one transaction; their positions, in order.

    Raises IntegrityError where a stream is at another version than the one before its event.
    """
    request = AppendRequest(
        key=None, request_hash=b"", answer=b"", subject=None, writes=_writes(events)
    )
    with RawCursor(connection, row_factory=tuple_row) as cursor:
        row = cursor.execute(APPEND, arguments([request]), prepare=True).fetchone()
    match result(request, row):
        case Receipt(first_position=first, position=last):
            return list(range(first, last + 1))
        case VersionConflict() as conflict:
            raise IntegrityError(str(conflict)) from conflict
        case outcome:
            raise AssertionError(outcome)


def _writes(events: Sequence[StoredEvent]) -> tuple[StreamWrite, ...]:
    """One write for each run of events that follow one another in a stream.

    A version that does not follow begins a write of its own, which the log refuses.
    """

    def run(numbered: tuple[int, StoredEvent]) -> tuple[UUID, int]:
        index, event = numbered
        return stream_id(event.originator_id), event.originator_version - index

    return tuple(
        _write(stream, [event for _, event in numbered])
        for (stream, _), numbered in groupby(enumerate(events), key=run)
    )


def _write(stream: UUID, events: list[StoredEvent]) -> StreamWrite:
    return StreamWrite(
        stream_id=stream,
        expected_version=events[0].originator_version - 1,
        events=tuple((event.topic, event.state) for event in events),
    )
