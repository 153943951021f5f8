"""What the application needs from outside: the log, keys, a clock; implemented in `storage` and `kit`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, Protocol
from uuid import UUID

import msgspec

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.holiday_calendar import HolidayCalendar
from services.workflow.domain.legal import RulePack
from services.workflow.domain.minimum_wages import MinimumWages
from services.workflow.domain.values.sealed import Sealed
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


class StateCache(Protocol):
    """Newest known states of streams; may be old, which the append's version check finds out."""

    def get(self, stream_id: UUID) -> tuple[Any, int] | None:
        """State and version, if kept."""
        ...

    def put(self, stream_id: UUID, state: Any, version: int) -> None:
        """Keep a state whose events are committed."""
        ...

    def evict(self, stream_id: UUID) -> None:
        """Forget a stream."""
        ...


class Keyring(Protocol):
    """Seals personal values under a key per person, and opens them for those who may read."""

    async def person_for(self, document: str | None) -> UUID:
        """The person of an identity number, known or new; always a new one without a number."""
        ...

    async def index_name(self, person: UUID, name: str) -> None:
        """Let a person be found by the exact full name."""
        ...

    async def seal(self, person: UUID, stream_id: UUID, label: str, text: str) -> Sealed:
        """Ciphertext of one value; it opens only in this stream and under this label."""
        ...

    async def open_all(self, boxes: Sequence[tuple[UUID, Sealed]]) -> list[str | None]:
        """The texts of (stream id, box), in order; None where the key is destroyed."""
        ...


FRESH_SECONDS: Final = 2.0
"""How old the calendars that a decision or a read counts by may be at most."""


class Rulebook(Protocol):
    """Rules and calendars by region, as dated data."""

    def pack(self, region: str, kind: str = "") -> RulePack:
        """The rule pack in force for a region, and for a kind of organisation there."""
        ...

    def calendar(self, region: str, as_known_on: date | None = None) -> WorkingCalendar:
        """The working-day calendar of a region, now or as it was known at the end of a day."""
        ...

    def entered(self, as_known_on: date | None = None) -> Mapping[str, HolidayCalendar]:
        """What was entered for each region, by its code, now or until the end of a day."""
        ...

    @property
    def editions(self) -> Mapping[str, int]:
        """Per region code how many calendar entries are held here; another number, another calendar."""
        ...

    async def refresh(self, max_age_seconds: float = 0) -> bool:
        """Take in what was entered since; whether that changed a calendar. Raises StoreUnavailable.

        Looks only where the last look is longer ago than that; always with 0.
        """
        ...

    def knows_region(self, code: str) -> bool:
        """Whether the code is a region of the data set, down to its township."""
        ...

    def region_name(self, code: str) -> str:
        """What a region is called; its code where the data set does not know it."""
        ...

    def wages(self) -> MinimumWages:
        """The minimum wages of all regions."""
        ...
