"""What the application needs from outside: the log, keys, a clock; implemented in `storage` and `kit`."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from services.workflow.recorded.metadata import StoredRow


class StreamWrite(msgspec.Struct, frozen=True):
    """Events for one stream, as (topic, canonical bytes), after `expected_version`."""

    stream_id: UUID
    expected_version: int
    events: tuple[tuple[str, bytes], ...]


class AppendRequest(msgspec.Struct, frozen=True):
    """One command's writes, all or nothing, with the answer a repeat of its key will get."""

    key: UUID | None
    """The caller's idempotency key, scoped to the caller; none for a writer without one."""
    request_hash: bytes
    answer: bytes
    subject: UUID | None
    """The stream that the key is kept as long as."""
    writes: tuple[StreamWrite, ...]


class Receipt(msgspec.Struct, frozen=True):
    """Where a command's events stand in the log. `is_repeat`: they stood there already."""

    first_position: int
    position: int
    recorded_at: datetime
    answer: bytes
    is_repeat: bool = False


class VersionConflict(Exception):
    """Another command appended to the stream first; nothing of this one was stored."""

    def __init__(self, stream_id: UUID, current_version: int) -> None:
        super().__init__(f"{stream_id} is at version {current_version}")
        self.stream_id = stream_id
        self.current_version = current_version


class KeyReused(Exception):
    """The idempotency key was used before with another request."""

    def __init__(self, key: UUID) -> None:
        super().__init__(str(key))
        self.key = key


class StoreUnavailable(Exception):
    """The log cannot take or give anything just now; safe to try again with the same key."""


class EventStore(Protocol):
    """The append-only log."""

    async def append(self, request: AppendRequest) -> Receipt:
        """Store the writes or raise VersionConflict, KeyReused, StoreUnavailable."""
        ...

    async def read_stream(
        self, stream_id: UUID, *, after: int = 0, up_to: int | None = None
    ) -> list[StoredRow]:
        """Rows of one stream with after < version <= up_to, in order."""
        ...

    async def read_log(self, *, after: int, limit: int) -> list[StoredRow]:
        """Rows of the whole log after a position, in order."""
        ...

    async def find_receipt(self, key: UUID) -> tuple[bytes, Receipt] | None:
        """The request hash and receipt stored under a key."""
        ...

    async def head(self) -> int:
        """The last position of the log; 0 when empty."""
        ...
