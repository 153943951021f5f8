"""What our persistence module does beyond the library's cases: refusals, order, positions."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from eventsourcing.persistence import (
    DataError,
    InfrastructureFactory,
    IntegrityError,
    NotSupportedError,
    StoredEvent,
    Tracking,
)

from services.workflow.storage.databases import PROJECTOR
from services.workflow.storage.recorder import (
    Factory,
    LogApplicationRecorder,
    LogProcessRecorder,
    LogTrackingRecorder,
    SettingRefused,
)
from tests.support.database import Databases
from tests.support.library import environment

ONE, OTHER = UUID(int=1), UUID(int=2)


def event(version: int = 1, stream: UUID | str = ONE, topic: str = "topic") -> StoredEvent:
    return StoredEvent(stream, version, topic, b"state")


@pytest.fixture
def factory(databases: Databases) -> Iterator[Factory]:
    with Factory(environment(databases)) as opened:
        yield opened


@pytest.fixture
def recorder(factory: Factory) -> LogApplicationRecorder:
    return LogApplicationRecorder(factory.datastore)


# Settings


@pytest.mark.parametrize(
    ("setting", "value", "reason"),
    [
        ("POSTGRES_ENABLE_DB_FUNCTIONS", "y", "misses events"),
        ("CREATE_TABLE", "y", "fengqiao migrate"),
        ("POSTGRES_SCHEMA", "public", "one log"),
        ("ORIGINATOR_ID_TYPE", "text", "UUID"),
        ("SINGLE_ROW_TRACKING", "n", "one row"),
    ],
)
def test_a_setting_that_would_harm_the_log_is_refused_with_its_reason(
    databases: Databases, setting: str, value: str, reason: str
) -> None:
    with pytest.raises(SettingRefused, match=f"{setting}.*{reason}"):
        InfrastructureFactory.construct(environment(databases, **{setting: value}))


def test_a_refused_setting_may_be_switched_off(databases: Databases) -> None:
    off = environment(databases, POSTGRES_ENABLE_DB_FUNCTIONS="n", CREATE_TABLE="n")

    with InfrastructureFactory.construct(off) as factory:
        assert factory.application_recorder().max_notification_id() is None


def test_snapshots_are_refused_with_what_to_use_instead(factory: Factory) -> None:
    with pytest.raises(SettingRefused, match="AGGREGATE_CACHE_MAXSIZE"):
        factory.aggregate_recorder(purpose="snapshots")


def test_a_recorder_of_another_kind_is_refused(databases: Databases) -> None:
    topic = "eventsourcing.postgres:PostgresApplicationRecorder"

    with (
        Factory(environment(databases, APPLICATION_RECORDER_TOPIC=topic)) as factory,
        pytest.raises(SettingRefused, match="does not extend LogApplicationRecorder"),
    ):
        factory.application_recorder()


# Appending


def test_events_of_several_streams_in_one_call_keep_their_order(
    recorder: LogApplicationRecorder,
) -> None:
    mixed = [event(1), event(1, OTHER), event(2), event(3), event(2, OTHER)]

    assert recorder.insert_events(mixed) == [1, 2, 3, 4, 5]
    assert [
        (found.originator_id, found.originator_version)
        for found in recorder.select_notifications(start=None, limit=10)
    ] == [(found.originator_id, found.originator_version) for found in mixed]


def test_a_conflict_in_one_stream_stores_nothing_of_the_others(
    recorder: LogApplicationRecorder,
) -> None:
    recorder.insert_events([event(1)])

    with pytest.raises(IntegrityError, match="is at version 1"):
        recorder.insert_events([event(1, OTHER), event(1)])

    assert recorder.select_events(OTHER) == []
    assert recorder.max_notification_id() == 1


def test_a_version_that_leaves_a_gap_is_refused(recorder: LogApplicationRecorder) -> None:
    with pytest.raises(IntegrityError):
        recorder.insert_events([event(1), event(3)])
    with pytest.raises(IntegrityError):
        recorder.insert_events([event(2)])

    assert recorder.max_notification_id() is None


def test_a_stream_is_named_by_a_uuid_also_as_text(recorder: LogApplicationRecorder) -> None:
    recorder.insert_events([event(1, str(ONE))])

    assert recorder.select_events(str(ONE)) == recorder.select_events(ONE) == [event(1)]
    with pytest.raises(DataError, match="named by a UUID"):
        recorder.insert_events([event(1, "invoice-7")])


def test_tracking_without_a_process_recorder_is_refused_rather_than_lost(
    recorder: LogApplicationRecorder,
) -> None:
    with pytest.raises(NotSupportedError, match="process recorder"):
        recorder.insert_events([event(1)], tracking=Tracking("upstream", 1))

    assert recorder.max_notification_id() is None


def test_a_process_recorder_stores_events_and_position_or_neither(factory: Factory) -> None:
    recorder = LogProcessRecorder(factory.datastore, reader="policy")
    recorder.insert_events([event(1)], tracking=Tracking("upstream", 7))

    with pytest.raises(IntegrityError):
        recorder.insert_events([event(1)], tracking=Tracking("upstream", 8))
    with pytest.raises(IntegrityError):
        recorder.insert_events([event(2)], tracking=Tracking("upstream", 7))

    assert recorder.max_tracking_id("upstream") == 7
    assert recorder.select_events(ONE) == [event(1)]


def test_readers_keep_their_positions_apart(factory: Factory) -> None:
    first, second = [LogTrackingRecorder(factory.datastore, reader=name) for name in ("a", "b")]
    first.insert_tracking(Tracking("upstream", 5))

    assert second.max_tracking_id("upstream") is None
    second.insert_tracking(Tracking("upstream", 3))
    assert first.max_tracking_id("upstream") == 5


def test_the_projector_may_keep_a_position_and_append_nothing(databases: Databases) -> None:
    with Factory(environment(databases, POSTGRES_USER=PROJECTOR)) as factory:
        factory.tracking_recorder().insert_tracking(Tracking("upstream", 5))
        assert factory.application_recorder().max_notification_id() is None
        with pytest.raises(Exception, match="permission denied for function append"):
            factory.application_recorder().insert_events([event(1)])
