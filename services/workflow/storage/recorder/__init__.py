"""Persistence module of the `eventsourcing` library on our own log.

`PERSISTENCE_MODULE=services.workflow.storage.recorder`, with the library's `POSTGRES_*` variables
for the connection, `MAPPER_TOPIC=services.workflow.recorded.mapper:EventMapper` and
`TRANSCODER_TOPIC=services.workflow.recorded.mapper:CanonicalTranscoder`, lets its `Application`,
`NotificationLog` and `ProjectionRunner` read and write what the hot path reads and writes: the
tables of the log, through `log.append`. A notification's id is its position.
"""

from .events import LogAggregateRecorder, LogApplicationRecorder
from .factory import Factory, SettingRefused
from .process import LogProcessRecorder
from .subscription import LogSubscription
from .tracking import LogTrackingRecorder

__all__ = [
    "Factory",
    "LogAggregateRecorder",
    "LogApplicationRecorder",
    "LogProcessRecorder",
    "LogSubscription",
    "LogTrackingRecorder",
    "SettingRefused",
]
