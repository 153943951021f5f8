"""The library's way to our recorders: reads its `POSTGRES_*` settings, refuses those that harm."""

from typing import TypeVar, cast

from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    InfrastructureFactory,
    InfrastructureFactoryError,
    ProcessRecorder,
)
from eventsourcing.postgres import BasePostgresFactory
from eventsourcing.utils import Environment, EnvType, resolve_topic, strtobool

from .events import LogAggregateRecorder, LogApplicationRecorder
from .process import LogProcessRecorder
from .tracking import LogTrackingRecorder

_Kind = TypeVar("_Kind")
Tracker = TypeVar("Tracker", bound=LogTrackingRecorder)


class SettingRefused(InfrastructureFactoryError):
    """A setting of the library that the log does not allow; the message says why."""


class Factory(BasePostgresFactory[LogTrackingRecorder], InfrastructureFactory[LogTrackingRecorder]):
    """Builds recorders on the log. Connects as a role that may call `log.append`, if it is to write."""

    def __init__(self, env: Environment | EnvType | None) -> None:
        _refuse(env if isinstance(env, Environment) else Environment(env=env))
        super().__init__(env)

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        """Streams of the log; refuses snapshots."""
        if purpose != "events":
            raise SettingRefused(
                f"IS_SNAPSHOTTING_ENABLED: the log keeps events alone and has no place for {purpose}; "
                "set AGGREGATE_CACHE_MAXSIZE instead"
            )
        return LogAggregateRecorder(self.datastore)

    def application_recorder(self) -> ApplicationRecorder:
        """The whole log, or a subclass of its recorder named by APPLICATION_RECORDER_TOPIC."""
        kind = self._named(self.APPLICATION_RECORDER_TOPIC, LogApplicationRecorder)
        return kind(self.datastore)

    def tracking_recorder(self, tracking_recorder_class: type[Tracker] | None = None) -> Tracker:
        """Positions of the reader that the environment is named after."""
        kind = tracking_recorder_class or cast(
            "type[Tracker]", self._named(self.TRACKING_RECORDER_TOPIC, LogTrackingRecorder)
        )
        return kind(self.datastore, reader=self._reader)

    def process_recorder(self) -> ProcessRecorder:
        """The whole log, with positions of the reader that the environment is named after."""
        kind = self._named(self.PROCESS_RECORDER_TOPIC, LogProcessRecorder)
        return kind(self.datastore, reader=self._reader)

    @property
    def _reader(self) -> str:
        return self.env.name.lower() or "notification"

    def _named(self, setting: str, ours: type[_Kind]) -> type[_Kind]:
        topic = self.env.get(setting)
        kind = resolve_topic(topic) if topic else ours
        if not issubclass(kind, ours):
            raise SettingRefused(f"{setting}: {topic} does not extend {ours.__name__}")
        return cast("type[_Kind]", kind)


def _refuse(env: Environment) -> None:
    """Raise SettingRefused for what the library would do on tables of its own making."""
    if strtobool(env.get(Factory.POSTGRES_ENABLE_DB_FUNCTIONS) or "no"):
        raise SettingRefused(
            f"{Factory.POSTGRES_ENABLE_DB_FUNCTIONS}: the library's database function inserts "
            "without its table lock, so a reader that follows the log misses events "
            "(549 of 68,433 measured); events enter through log.append alone"
        )
    if strtobool(env.get(Factory.CREATE_TABLE) or "no"):
        raise SettingRefused(
            f"{Factory.CREATE_TABLE}: the tables come by `fengqiao migrate`, and a process that "
            "serves may not create any; leave it unset"
        )
    if (env.get(Factory.POSTGRES_SCHEMA) or "log") != "log":
        raise SettingRefused(f"{Factory.POSTGRES_SCHEMA}: there is one log, in the schema log")
    if (env.get(Factory.ORIGINATOR_ID_TYPE) or "uuid").lower() != "uuid":
        raise SettingRefused(
            f"{Factory.ORIGINATOR_ID_TYPE}: a stream of the log is named by a UUID"
        )
    if not strtobool(env.get(Factory.POSTGRES_SINGLE_ROW_TRACKING) or "yes"):
        raise SettingRefused(
            f"{Factory.POSTGRES_SINGLE_ROW_TRACKING}: one row is kept per reader and application"
        )
