"""Following the log: NOTIFY as a hint, a poll behind it, nothing missed and no thread of its own."""

import contextlib
from collections import deque
from collections.abc import Sequence
from threading import Event, Lock
from time import monotonic
from typing import Any

import psycopg
from eventsourcing.persistence import (
    ApplicationRecorder,
    InterfaceError,
    Notification,
    OperationalError,
    Subscription,
)
from eventsourcing.postgres import PostgresDatastore

_SELECT_LIMIT = 500
_POLL_SECONDS = 1.0
_LOOK_AROUND_SECONDS = 0.1
"""How soon a stop by another thread is seen."""


class LogSubscription(Subscription[ApplicationRecorder]):
    """Notifications after a position, in order, blocking at the end until there are more.

    It listens before it reads and reads again at the latest after a second, so that neither a
    lost NOTIFY nor a lost listening connection holds an event back. The library's own one waits
    for a NOTIFY without end, and may begin to listen after the one it waits for.
    """

    def __init__(
        self,
        recorder: ApplicationRecorder,
        datastore: PostgresDatastore,
        *,
        gt: int | None = None,
        topics: Sequence[str] = (),
    ) -> None:
        super().__init__(recorder, gt=gt, topics=topics)
        self._datastore = datastore
        self._read: deque[Notification] = deque()
        self._stopped = Event()
        self._in_use = Lock()
        self._listening = contextlib.ExitStack()
        self._connection: psycopg.Connection[Any] | None = None

    def stop(self) -> None:
        """End the iteration, from any thread."""
        super().stop()
        self._stopped.set()

    def __exit__(self, *args: object, **kwargs: Any) -> None:
        super().__exit__(*args, **kwargs)
        with self._in_use:
            self._deafen()

    def __next__(self) -> Notification:
        with self._in_use:
            while not self._stopped.is_set():
                if self._read:
                    return self._read.popleft()
                self._listen()
                self._pull()
                if not self._read:
                    self._wait()
            self._deafen()
        raise StopIteration

    def _pull(self) -> None:
        self._read.extend(
            self._recorder.select_notifications(
                start=self._last_notification_id,
                limit=_SELECT_LIMIT,
                topics=self._topics,
                inclusive_of_start=False,
            )
        )
        if self._read:
            self._last_notification_id = self._read[-1].id

    def _wait(self) -> None:
        """Until told of an event, stopped, or due to look for oneself."""
        look_again_at = monotonic() + _POLL_SECONDS
        while monotonic() < look_again_at and not self._stopped.is_set():
            if self._connection is None:
                self._stopped.wait(_LOOK_AROUND_SECONDS)
            elif self._is_told(self._connection):
                return

    def _is_told(self, connection: psycopg.Connection[Any]) -> bool:
        try:
            hints = connection.notifies(timeout=_LOOK_AROUND_SECONDS, stop_after=1)
            return bool(list(hints))
        except psycopg.OperationalError:
            # Whatever was said since went unheard: look at once, and listen anew.
            self._deafen()
            return True

    def _listen(self) -> None:
        if self._connection is not None:
            return
        with contextlib.suppress(InterfaceError, OperationalError), contextlib.ExitStack() as stack:
            connection = stack.enter_context(self._datastore.get_connection())
            connection.execute("LISTEN log")
            self._connection, self._listening = connection, stack.pop_all()

    def _deafen(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(psycopg.OperationalError):
                connection.execute("UNLISTEN *")
            self._listening.close()
