"""A log whose rows carry the instant of the test's clock, where days of recording matter."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.kit.clock import Clock
from services.workflow.application.ports import AppendRequest, EventStore, Receipt
from services.workflow.recorded.metadata import StoredRow


class DatedLog:
    """The store behind it, with other days of recording; what it was not there for keeps its own."""

    def __init__(self, store: EventStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._recorded_at: dict[int, datetime] = {}

    async def append(self, request: AppendRequest) -> Receipt:
        receipt = await self._store.append(request)
        if not receipt.is_repeat:
            for position in range(receipt.first_position, receipt.position + 1):
                self._recorded_at[position] = self._clock.now()
        return receipt

    async def read_stream(
        self, stream_id: UUID, *, after: int = 0, up_to: int | None = None
    ) -> list[StoredRow]:
        rows = await self._store.read_stream(stream_id, after=after, up_to=up_to)
        return [self._dated(row) for row in rows]

    async def read_log(self, *, after: int, limit: int) -> list[StoredRow]:
        return [self._dated(row) for row in await self._store.read_log(after=after, limit=limit)]

    async def find_receipt(self, key: UUID) -> tuple[bytes, Receipt] | None:
        return await self._store.find_receipt(key)

    async def head(self) -> int:
        return await self._store.head()

    def _dated(self, row: StoredRow) -> StoredRow:
        at = self._recorded_at.get(row.position, row.recorded_at)
        return msgspec.structs.replace(row, recorded_at=at)
