"""The library's recorder of positions: how far a reader has come in an application's sequence."""

from typing import Any

from eventsourcing.persistence import IntegrityError, Tracking, TrackingRecorder
from eventsourcing.postgres import PostgresDatastore
from psycopg import Cursor
from psycopg.sql import SQL

from .events import again

_ADVANCE = SQL("""
INSERT INTO log.library_positions AS known (reader, application_name, notification_id)
VALUES (%s, %s, %s)
ON CONFLICT (reader, application_name) DO UPDATE SET notification_id = excluded.notification_id
 WHERE known.notification_id < excluded.notification_id
RETURNING notification_id
""")
_LAST = SQL("""
SELECT notification_id FROM log.library_positions WHERE reader = %s AND application_name = %s
""")


class LogTrackingRecorder(TrackingRecorder):
    """Positions of one reader, such as a projection by its name; they only ever advance.

    A view of one's own extends this and calls `_insert_tracking` in the transaction that changes
    its rows, as with the library's PostgreSQL recorder.
    """

    def __init__(self, datastore: PostgresDatastore, *, reader: str) -> None:
        self.datastore = datastore
        self.reader = reader

    def insert_tracking(self, tracking: Tracking) -> None:
        """Advance to the position. Raises IntegrityError where it is reached or passed already."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)

    def _insert_tracking(self, cursor: Cursor[Any], tracking: Tracking) -> None:
        source, position = tracking.application_name, tracking.notification_id
        if cursor.execute(_ADVANCE, [self.reader, source, position]).fetchone() is None:
            raise IntegrityError(f"{self.reader} has reached {source} {position} already")

    @again
    def max_tracking_id(self, application_name: str) -> int | None:
        """The position reached; None before the first."""
        with self.datastore.get_connection() as connection:
            row = connection.execute(_LAST, [self.reader, application_name]).fetchone()
        return row["notification_id"] if row else None
