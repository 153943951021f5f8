"""The `eventsourcing` library pointed at our log, as its users point it: by its environment."""

from services.workflow.storage.databases import APP
from tests.support.database import Databases


def environment(databases: Databases, **more: str) -> dict[str, str]:
    """Settings by which the library's `Application` stands on the log."""
    return {
        "PERSISTENCE_MODULE": "services.workflow.storage.recorder",
        "POSTGRES_DBNAME": databases.log,
        "POSTGRES_HOST": str(databases.server.data),
        "POSTGRES_USER": APP,
        "POSTGRES_PASSWORD": "",
        "POSTGRES_POOL_SIZE": "1",
        **more,
    }


def our_events(databases: Databases, **more: str) -> dict[str, str]:
    """The same, with our mapper: what it reads and writes are our events."""
    return environment(
        databases,
        MAPPER_TOPIC="services.workflow.recorded.mapper:EventMapper",
        TRANSCODER_TOPIC="services.workflow.recorded.mapper:CanonicalTranscoder",
        **more,
    )
