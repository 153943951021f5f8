"""The `eventsourcing` library's own tools read and write the log that the hot path writes."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from eventsourcing.application import Application
from eventsourcing.persistence import IntegrityError, Tracking
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg import Cursor

from services.workflow.domain.dispute.events import DisputeClosed, SessionHeld
from services.workflow.domain.dispute.fold import evolve, fold
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import Outcome
from services.workflow.domain.dispute.state import Dispute
from services.workflow.recorded.codec import decode
from services.workflow.recorded.mapper import DomainEvent
from services.workflow.storage.event_store import PostgresEventStore
from services.workflow.storage.recorder import LogTrackingRecorder
from tests.support.builders import ON, effective, in_mediation
from tests.support.database import Databases
from tests.support.given_when_then import DISPUTE
from tests.support.library import our_events
from tests.support.recording import META, write

CLOSED = DisputeClosed(occurred_on=ON, outcome=Outcome.AGREEMENT_EFFECTIVE, reason="双方无争议")


class Disputes(Application[UUID]):
    """The library's application over our disputes."""


def project(dispute: Any, events: Iterable[Any]) -> Any:
    """Our fold in the shape of the library's projector functions."""
    for recorded in events:
        dispute = evolve(dispute or Dispute(), recorded.event, recorded.originator_id)
    return dispute


def placed(events: Iterable[Any], *, after: int = 0, stream: UUID = DISPUTE) -> list[DomainEvent]:
    return [DomainEvent(stream, version, e, META) for version, e in enumerate(events, after + 1)]


async def test_a_dispute_of_the_hot_path_is_read_by_the_librarys_repository(
    databases: Databases, store: PostgresEventStore
) -> None:
    past = effective().past
    await store.append(write(DISPUTE, past))

    with Disputes(our_events(databases)) as app:
        read: Any = app.repository.get(DISPUTE, projector_func=project)
        earlier: Any = app.repository.get(DISPUTE, version=2, projector_func=project)

    assert read == fold(past, DISPUTE)
    assert earlier == fold(past[:2], DISPUTE)


async def test_a_dispute_of_the_hot_path_is_read_by_the_librarys_notification_log(
    databases: Databases, store: PostgresEventStore
) -> None:
    past = effective().past
    await store.append(write(DISPUTE, past))

    with Disputes(our_events(databases)) as app:
        first = app.notification_log["1,4"]
        rest = app.notification_log.select(start=5, limit=10)
        read: list[Any] = [app.mapper.to_domain_event(n) for n in (*first.items, *rest)]

    assert (first.id, first.next_id) == ("1,4", "5,8")
    assert [recorded.event for recorded in read] == past


async def test_what_the_library_saves_is_read_by_the_hot_path(
    databases: Databases, store: PostgresEventStore
) -> None:
    past = in_mediation().past

    with Disputes(our_events(databases)) as app:
        recordings = app.save(*placed(past))
    rows = await store.read_stream(DISPUTE)

    assert [recording.notification.id for recording in recordings] == [1, 2, 3]
    assert [(row.position, row.version) for row in rows] == [(1, 1), (2, 2), (3, 3)]
    assert [decode(row).event for row in rows] == past
    assert {decode(row).meta for row in rows} == {META}
    assert await store.head() == len(past)


async def test_both_write_one_stream_byte_for_byte_alike(
    databases: Databases, store: PostgresEventStore
) -> None:
    past = effective().past
    await store.append(write(DISPUTE, past))
    other = UUID(int=DISPUTE.int + 1)

    with Disputes(our_events(databases)) as app:
        app.save(*placed(past, stream=other))
    by_us, by_the_library = [await store.read_stream(stream) for stream in (DISPUTE, other)]

    assert [(row.topic, row.state) for row in by_the_library] == [
        (row.topic, row.state) for row in by_us
    ]


async def test_the_library_loses_to_the_hot_path_at_the_same_version(
    databases: Databases, store: PostgresEventStore
) -> None:
    past = in_mediation().past
    await store.append(write(DISPUTE, past))
    await store.append(
        write(DISPUTE, [SessionHeld(occurred_on=ON, place="调解室", present=(1,))], after=3)
    )

    with Disputes(our_events(databases)) as app:
        stale = placed([CLOSED], after=3)
        with pytest.raises(IntegrityError, match="is at version 4"):
            app.save(*stale)
        app.save(*placed([CLOSED], after=4))

    assert fold([decode(row).event for row in await store.read_stream(DISPUTE)], DISPUTE).state is (
        State.CLOSED
    )


class StatesView(LogTrackingRecorder):
    """A read model of one's own: each dispute's last event, with the position in one transaction."""

    def put(self, stream: UUID, last: str, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            self._put(cursor, stream, last)

    def _put(self, cursor: Cursor[Any], stream: UUID, last: str) -> None:
        cursor.execute(
            "INSERT INTO views.last_events VALUES (%s, %s)"
            " ON CONFLICT (stream) DO UPDATE SET last = excluded.last",
            [stream, last],
        )

    def last(self, stream: UUID) -> str:
        with self.datastore.get_connection() as connection:
            query = "SELECT last FROM views.last_events WHERE stream = %s"
            row = connection.execute(query, [stream]).fetchone()
        assert row is not None
        return str(row["last"])


class LastEvents(Projection[StatesView]):
    """The library's projection over our events."""

    def process_event(self, domain_event: DomainEvent, tracking: Tracking) -> None:
        kind = type(domain_event.event).__name__
        self.view.put(domain_event.originator_id, kind, tracking)


async def test_the_librarys_projection_runner_follows_the_hot_path(
    databases: Databases, store: PostgresEventStore, last_events: None
) -> None:
    past = effective().past
    await store.append(write(DISPUTE, past))

    with ProjectionRunner(
        application_class=Disputes,
        projection_class=LastEvents,
        view_class=StatesView,
        env=our_events(databases),
    ) as runner:
        runner.wait(len(past), timeout=10)
        before = runner.view.last(DISPUTE)
        receipt = await store.append(write(DISPUTE, [CLOSED], after=len(past)))
        runner.wait(receipt.position, timeout=10)
        after = runner.view.last(DISPUTE)

    assert before == "AgreementTookEffect"
    assert after == "DisputeClosed"


@pytest.fixture
def last_events(databases: Databases) -> Iterator[None]:
    with psycopg.connect(databases.admin, autocommit=True) as connection:
        connection.execute("CREATE TABLE views.last_events (stream uuid PRIMARY KEY, last text)")
        connection.execute("GRANT ALL ON views.last_events TO fengqiao_app")
        yield
        connection.execute("DROP TABLE views.last_events")
