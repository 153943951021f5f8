"""What happened in a dispute: one row per event of its shared stream, as it is stored."""

from services.projections.view import Column, EventView, Row
from services.workflow.recorded.metadata import Recorded

VERSION = 1
COLUMNS = (
    Column("dispute", "uuid"),
    Column("version", "integer"),
    Column("position", "bigint"),
    Column("topic", "text"),
    Column("occurred_on", "date"),
    Column("occurred_at", "timestamptz"),
    Column("recorded_at", "timestamptz"),
    Column("actor", "text"),
    Column("role", "text"),
    Column("organisation", "uuid"),
    Column("on_behalf_of", "text"),
    Column("state", "bytea"),
)


def row(recorded: Recorded, topic: str, state: bytes) -> Row:
    """The event's place, day and author; `state` is its JSON, sealed values still sealed."""
    event, meta = recorded.event, recorded.meta
    return (
        recorded.stream_id,
        recorded.version,
        recorded.position,
        topic,
        event.occurred_on,
        event.occurred_at,
        recorded.recorded_at,
        meta.actor,
        meta.role,
        meta.organisation,
        meta.on_behalf_of,
        state,
    )


DISPUTE_TIMELINE = EventView(
    name="dispute_timeline", version=VERSION, stream="dispute", columns=COLUMNS, row=row
)
