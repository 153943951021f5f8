"""The library's process recorder: new events and the position they come from, in one transaction."""

from collections.abc import Sequence
from typing import Any

from eventsourcing.persistence import ProcessRecorder, StoredEvent, Tracking
from eventsourcing.utils import retry

from .appending import append
from .events import LogApplicationRecorder, NothingSent, ping
from .tracking import LogTrackingRecorder


class LogProcessRecorder(LogTrackingRecorder, LogApplicationRecorder, ProcessRecorder):
    """Appends what a policy makes of an event, once: the position and the events or neither."""

    @retry(NothingSent, max_attempts=20)
    def _insert(
        self, events: Sequence[StoredEvent], *, tracking: Tracking | None = None, **_: Any
    ) -> list[int]:
        with self.datastore.get_connection() as connection:
            ping(connection)
            with connection.transaction(), connection.cursor() as cursor:
                # Before the append, which makes every other writer of the log wait.
                if tracking is not None:
                    self._insert_tracking(cursor, tracking)
                return append(connection, events) if events else []
