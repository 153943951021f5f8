"""The `eventsourcing` library's own published test cases, run against our persistence module."""

import pytest
from eventsourcing.persistence import InfrastructureFactory
from eventsourcing.tests import application as library_application
from eventsourcing.tests import persistence as library
from eventsourcing.utils import Environment

from services.workflow.storage.recorder import (
    Factory,
    LogAggregateRecorder,
    LogApplicationRecorder,
    LogProcessRecorder,
    LogTrackingRecorder,
)
from tests.support.database import Databases
from tests.support.library import environment


class OnAnEmptyLog:
    """Gives a case of the library an empty log and the factory on it."""

    env: Environment
    opened: Factory

    @pytest.fixture(autouse=True)
    def empty_log(self, databases: Databases) -> None:
        self.env = Environment(env=environment(databases))

    def setUp(self) -> None:
        self.opened = Factory.construct(self.env)

    def tearDown(self) -> None:
        self.opened.close()


class TestLibraryAggregateRecorderCases(OnAnEmptyLog, library.AggregateRecorderTestCase):
    def create_recorder(self) -> LogAggregateRecorder:
        return LogAggregateRecorder(self.opened.datastore)


class TestLibraryApplicationRecorderCases(
    OnAnEmptyLog, library.ApplicationRecorderTestCase[LogApplicationRecorder]
):
    def create_recorder(self) -> LogApplicationRecorder:
        return LogApplicationRecorder(self.opened.datastore)

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestLibraryNonInterleavingNotificationIDsCase(
    OnAnEmptyLog, library.NonInterleavingNotificationIDsBaseCase
):
    def create_recorder(self) -> LogApplicationRecorder:
        return LogApplicationRecorder(self.opened.datastore)


class TestLibraryTrackingRecorderCases(OnAnEmptyLog, library.TrackingRecorderTestCase):
    def create_recorder(self) -> LogTrackingRecorder:
        return LogTrackingRecorder(self.opened.datastore, reader="reader")


class TestLibraryProcessRecorderCases(OnAnEmptyLog, library.ProcessRecorderTestCase):
    def create_recorder(self) -> LogProcessRecorder:
        return LogProcessRecorder(self.opened.datastore, reader="reader")


class OwnTrackingRecorder(LogTrackingRecorder):
    """A view of one's own, chosen by argument or by topic."""


class TestLibraryInfrastructureFactoryCases(
    OnAnEmptyLog, library.InfrastructureFactoryTestCase[Factory]
):
    def setUp(self) -> None:
        library.InfrastructureFactoryTestCase.setUp(self)

    def tearDown(self) -> None:
        library.InfrastructureFactoryTestCase.tearDown(self)

    def expected_factory_class(self) -> type[Factory]:
        return Factory

    def expected_aggregate_recorder_class(self) -> type[LogAggregateRecorder]:
        return LogAggregateRecorder

    def expected_application_recorder_class(self) -> type[LogApplicationRecorder]:
        return LogApplicationRecorder

    def expected_tracking_recorder_class(self) -> type[LogTrackingRecorder]:
        return LogTrackingRecorder

    def tracking_recorder_subclass(self) -> type[LogTrackingRecorder]:
        return OwnTrackingRecorder

    def expected_process_recorder_class(self) -> type[LogProcessRecorder]:
        return LogProcessRecorder


# One case reads a property that the library deprecates, to see the warning.
@pytest.mark.filterwarnings("default::DeprecationWarning")
class TestLibraryApplicationCases(OnAnEmptyLog, library_application.ApplicationTestCase):
    @pytest.fixture(autouse=True)
    def everywhere(self, empty_log: None, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in self.env.items():
            monkeypatch.setenv(name, value)


def test_the_module_is_found_by_its_name(databases: Databases) -> None:
    with InfrastructureFactory.construct(environment(databases)) as factory:
        assert type(factory) is Factory
