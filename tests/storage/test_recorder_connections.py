"""Our persistence module when hints and connections get lost: nothing is missed, nothing doubled."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from typing import TypeVar
from uuid import UUID

import psycopg
import pytest
from eventsourcing.persistence import OperationalError, StoredEvent

from services.workflow.storage.recorder import Factory, LogApplicationRecorder
from tests.support.database import Databases
from tests.support.library import environment

T = TypeVar("T")
STREAM = UUID(int=1)
LISTENING = "query = 'LISTEN log' AND state = 'idle'"
HAS_LOOKED = "query LIKE '%WHERE position >=%' AND state = 'idle' AND state_change > '{since}'"
WAITING = "wait_event = 'advisory' AND query LIKE '%log.append%'"
WRITERS_LOCK = "SELECT pg_advisory_lock(7378424955079844207)"
WITHOUT_NOTIFY = """
INSERT INTO log.events (position, prev, recorded_at, stream_id, version, topic, state, hash)
VALUES (1, 0, now(), %s, 1, 'topic', '', '')
"""


def event(version: int) -> StoredEvent:
    return StoredEvent(STREAM, version, "topic", b"state")


@pytest.fixture
def recorder(databases: Databases) -> Iterator[LogApplicationRecorder]:
    with Factory(environment(databases)) as factory:
        yield LogApplicationRecorder(factory.datastore)


@pytest.fixture
def admin(databases: Databases) -> Iterator[psycopg.Connection]:
    with psycopg.connect(databases.admin, autocommit=True) as connection:
        yield connection


@pytest.fixture
def aside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(max_workers=1) as thread:
        yield thread


def recorders(admin: psycopg.Connection, condition: str) -> list[int]:
    """Process ids of the recorder's connections of which the condition holds."""
    query = (
        "SELECT pid FROM pg_stat_activity"
        f" WHERE datname = current_database() AND usename = 'fengqiao_app' AND {condition}"
    )
    return [pid for (pid,) in admin.execute(query.encode())]


def wait_until(admin: psycopg.Connection, condition: str) -> None:
    deadline = monotonic() + 20
    while not recorders(admin, condition):
        assert monotonic() < deadline, condition
        admin.execute("SELECT pg_sleep(0.01)")


def begin(
    aside: ThreadPoolExecutor, admin: psycopg.Connection, follow: Callable[[], T]
) -> Future[T]:
    """Follow the log in another thread; return when it has found nothing and waits."""
    now = admin.execute("SELECT clock_timestamp()").fetchone()
    assert now is not None
    following = aside.submit(follow)
    wait_until(admin, HAS_LOOKED.format(since=now[0].isoformat()))
    return following


def cut(admin: psycopg.Connection, condition: str = "true") -> None:
    """End the recorder's connections of which the condition holds, and wait until they are gone."""
    found = recorders(admin, condition)
    assert found
    admin.execute("SELECT pg_terminate_backend(pid, 5000) FROM unnest(%s) AS pid", [found])


def test_an_event_whose_notify_was_lost_is_found(
    recorder: LogApplicationRecorder, admin: psycopg.Connection, aside: ThreadPoolExecutor
) -> None:
    with recorder.subscribe() as subscription:
        first = begin(aside, admin, lambda: next(subscription))
        admin.execute(WITHOUT_NOTIFY, [STREAM])

        assert first.result(timeout=20).id == 1


def test_an_event_after_the_listening_connection_broke_is_found(
    recorder: LogApplicationRecorder, admin: psycopg.Connection, aside: ThreadPoolExecutor
) -> None:
    with recorder.subscribe() as subscription:
        first = begin(aside, admin, lambda: next(subscription))
        cut(admin, LISTENING)
        recorder.insert_events([event(1)])

        assert first.result(timeout=20).id == 1


def test_a_notify_is_followed_at_once_and_not_at_the_next_poll(
    recorder: LogApplicationRecorder, admin: psycopg.Connection, aside: ThreadPoolExecutor
) -> None:
    started = monotonic()
    with recorder.subscribe() as subscription:
        for version in range(1, 21):
            following = begin(aside, admin, lambda: next(subscription))
            recorder.insert_events([event(version)])
            assert following.result(timeout=20).id == version

    assert monotonic() - started < 10, "twenty polls take twenty seconds"


def test_a_subscription_that_waits_is_stopped_from_another_thread(
    recorder: LogApplicationRecorder, admin: psycopg.Connection, aside: ThreadPoolExecutor
) -> None:
    with recorder.subscribe() as subscription:
        read = begin(aside, admin, lambda: list(subscription))
        subscription.stop()

        assert read.result(timeout=20) == []
    assert not recorders(admin, LISTENING)


def test_connections_that_died_in_the_pool_are_replaced_before_anything_is_sent(
    recorder: LogApplicationRecorder, admin: psycopg.Connection
) -> None:
    recorder.insert_events([event(1)])
    cut(admin)

    assert recorder.insert_events([event(2)]) == [2]
    cut(admin)
    assert recorder.select_events(STREAM) == [event(1), event(2)]


def test_events_are_not_sent_again_when_the_connection_breaks_under_them(
    recorder: LogApplicationRecorder, admin: psycopg.Connection, aside: ThreadPoolExecutor
) -> None:
    admin.execute(WRITERS_LOCK)
    outcome: Future[object] = aside.submit(recorder.insert_events, [event(1)])
    wait_until(admin, WAITING)
    cut(admin, WAITING)

    with pytest.raises(OperationalError):
        outcome.result(timeout=20)
    admin.execute("SELECT pg_advisory_unlock_all()")
    assert recorder.max_notification_id() is None
