"""The library's own published projection cases, with a view of ours on its `ProjectionRunner`."""

from collections.abc import Iterator

import psycopg
import pytest
from eventsourcing.persistence import Tracking
from eventsourcing.tests import projection as library

from services.workflow.storage.recorder import Factory, LogTrackingRecorder
from tests.support.database import Databases
from tests.support.library import environment


class CountersView(LogTrackingRecorder, library.EventCountersView):
    """Counts events by kind, in the transaction of their position."""

    def get_created_event_counter(self) -> int:
        return self._counter("created")

    def get_subsequent_event_counter(self) -> int:
        return self._counter("subsequent")

    def incr_created_event_counter(self, tracking: Tracking) -> None:
        self._increment("created", tracking)

    def incr_subsequent_event_counter(self, tracking: Tracking) -> None:
        self._increment("subsequent", tracking)

    def _counter(self, kind: str) -> int:
        with self.datastore.get_connection() as connection:
            query = "SELECT count FROM views.counters WHERE kind = %s"
            row = connection.execute(query, [kind]).fetchone()
        return int(row["count"]) if row else 0

    def _increment(self, kind: str, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(
                "INSERT INTO views.counters AS known VALUES (%s, 1)"
                " ON CONFLICT (kind) DO UPDATE SET count = known.count + 1",
                [kind],
            )


@pytest.fixture
def counters(databases: Databases) -> Iterator[None]:
    with psycopg.connect(databases.admin, autocommit=True) as connection:
        connection.execute("CREATE TABLE views.counters (kind text PRIMARY KEY, count integer)")
        connection.execute("GRANT ALL ON views.counters TO fengqiao_app")
        yield
        connection.execute("DROP TABLE views.counters")


class TestLibraryEventCountersViewCase(library.EventCountersViewTestCase):
    @pytest.fixture(autouse=True)
    def opened(self, databases: Databases, counters: None) -> Iterator[None]:
        with Factory(environment(databases)) as self.factory:
            yield

    def construct_event_counters_view(self) -> CountersView:
        return self.factory.tracking_recorder(CountersView)


class TestLibraryProjectionCases(library.AggregateEventCountersProjectionTestCase):
    view_class = CountersView

    @pytest.fixture(autouse=True)
    def empty_log(self, databases: Databases, counters: None) -> None:
        type(self).env = environment(databases)
