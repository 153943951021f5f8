"""The library's recorders of events, reading `log.events` and writing through `log.append`."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    InterfaceError,
    Notification,
    NotSupportedError,
    OperationalError,
    StoredEvent,
    Subscription,
)
from eventsourcing.postgres import PostgresDatastore
from eventsourcing.utils import retry
from psycopg.sql import SQL, Composable

from .appending import append, stream_id
from .subscription import LogSubscription

_EVENTS = SQL("""
SELECT stream_id AS originator_id, version AS originator_version, topic, state
  FROM log.events WHERE stream_id = %s
""")
_NOTIFICATIONS = SQL("""
SELECT position AS id, stream_id AS originator_id, version AS originator_version, topic, state
  FROM log.events WHERE position >= %s
""")

again = retry((InterfaceError, OperationalError), max_attempts=10, wait=0.2)
"""Reading is repeated over a broken connection, as the library's own recorder does."""


class NothingSent(OperationalError):
    """A pooled connection was found dead before anything was sent over it."""


class LogAggregateRecorder(AggregateRecorder):
    """Streams of the log as the library's aggregate sequences."""

    def __init__(self, datastore: PostgresDatastore) -> None:
        self.datastore = datastore

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Store the events, all or none. Raises IntegrityError on a version conflict."""
        self._insert(stored_events, **kwargs)
        return None

    @again
    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Events of one stream with gt < version <= lte."""
        query: Composable = _EVENTS
        values: list[UUID | int] = [stream_id(originator_id)]
        for condition, value in ((" AND version > %s", gt), (" AND version <= %s", lte)):
            if value is not None:
                query += SQL(condition)
                values.append(value)
        query += SQL(" ORDER BY version DESC" if desc else " ORDER BY version")
        if limit is not None:
            query += SQL(" LIMIT %s")
            values.append(limit)
        with self.datastore.get_connection() as connection:
            return [StoredEvent(**row) for row in connection.execute(query, values, prepare=True)]

    @retry(NothingSent, max_attempts=20)
    def _insert(self, events: Sequence[StoredEvent], **kwargs: Any) -> list[int]:
        """Store the events; sent once at most.

        Where the connection breaks after that, the outcome is not known: OperationalError. The
        library's own recorder sends again there and reports a conflict with what it stored itself.
        """
        if kwargs.get("tracking") is not None:
            raise NotSupportedError("events with tracking need a process recorder")
        if not events:
            return []
        with self.datastore.get_connection() as connection:
            ping(connection)
            return append(connection, events)


class LogApplicationRecorder(LogAggregateRecorder, ApplicationRecorder):
    """The whole log as the library's application sequence. An id is a position: gapless, from 1.

    There is one log: applications of any name share it.
    """

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Store the events, all or none; their positions. Raises IntegrityError on a conflict."""
        positions: list[int] = self._insert(stored_events, **kwargs)
        return positions

    @again
    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Events from `start`, or after it, up to and with `stop`, of the topics if any are named."""
        first = 0 if start is None else start if inclusive_of_start else start + 1
        query: Composable = _NOTIFICATIONS
        values: list[int | list[str]] = [first]
        if stop is not None:
            query += SQL(" AND position <= %s")
            values.append(stop)
        if topics:
            query += SQL(" AND topic = ANY(%s)")
            values.append(list(topics))
        query += SQL(" ORDER BY position LIMIT %s")
        with self.datastore.get_connection() as connection:
            rows = connection.execute(query, [*values, limit], prepare=True)
            return [Notification(**row) for row in rows]

    @again
    def max_notification_id(self) -> int | None:
        """The last position; None for an empty log."""
        with self.datastore.get_connection() as connection:
            row = connection.execute("SELECT max(position) FROM log.events").fetchone()
        assert row is not None
        last: int | None = row["max"]
        return last

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Events after position `gt`, then those to come."""
        return LogSubscription(self, self.datastore, gt=gt, topics=topics)


def ping(connection: psycopg.Connection[Any]) -> None:
    """Find out that a pooled connection is dead while nothing is at stake. Raises NothingSent."""
    try:
        connection.execute("")
    except psycopg.OperationalError as lost:
        raise NothingSent(str(lost)) from lost
