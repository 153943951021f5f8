"""Who recorded an event, for whom, by which command, and under which rules and calendar."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about the recording of an event, beside the event itself."""

    actor: str
    """Account of the person or system; never a name."""
    role: str
    organisation: UUID | None = None
    """The body the actor acted for."""
    on_behalf_of: str | None = None
    command_id: UUID
    correlation_id: UUID
    causation_id: UUID | None = None
    rule_pack: str
    calendar: str
    warnings: tuple[str, ...] = ()
    """Codes of guards that did not bind: another body's fact, or history, against our reading."""


class StoredRow(msgspec.Struct, frozen=True):
    """One row of the log as it is stored."""

    position: int
    """Gapless along the whole log, from 1."""
    stream_id: UUID
    version: int
    """Contiguous within the stream, from 1."""
    topic: str
    state: bytes
    recorded_at: datetime
    """Aware UTC; never decreases along the log."""


class Recorded(msgspec.Struct, frozen=True):
    """One decoded event with its place in the log."""

    position: int
    stream_id: UUID
    version: int
    event: Any
    meta: Metadata
    recorded_at: datetime
