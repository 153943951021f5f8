"""The way of a ledger's disputes into the log: read what is there, append what is not."""

import asyncio
import hashlib
from collections.abc import Awaitable, Iterable, Sequence
from typing import Final, TypeVar
from uuid import UUID, uuid5

import msgspec

from services.workflow.application.ledger.past import Past, past_of
from services.workflow.application.ledger.preparing import LEDGER
from services.workflow.application.ports import (
    AppendRequest,
    EventStore,
    StreamWrite,
    VersionConflict,
)
from services.workflow.domain.dispute.fold import evolve
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.fact import Fact
from services.workflow.domain.given import Given
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Metadata

T = TypeVar("T")

AT_ONCE: Final = 400
"""Commands in flight: enough for the group commit to fill its batches."""


class Addition(msgspec.Struct, frozen=True, kw_only=True):
    """Events to append to one dispute, and what they rest on."""

    dispute: UUID
    version: int
    events: Sequence[Fact]
    warnings: tuple[tuple[str, ...], ...] = ()
    """Per event, the codes of remarks on it."""
    because: str
    """What in the ledger they follow from; with the version it makes the idempotency key."""
    organisation: UUID | None
    given: Given


class Recorder:
    """Reads and appends disputes for one import."""

    def __init__(
        self, store: EventStore, correlation_id: UUID, on_behalf_of: str | None = None
    ) -> None:
        self._store = store
        self._on_behalf_of = on_behalf_of
        self._correlation_id = correlation_id
        self._slots = asyncio.Semaphore(AT_ONCE)
        self.position = 0
        """The highest log position that this import knows its events at."""

    async def pasts(self, disputes: Sequence[UUID]) -> list[Past | None]:
        """The disputes as the log has them, in order; None for a new one."""
        return await all_of(self._past(dispute) for dispute in disputes)

    async def append(self, additions: Iterable[Addition]) -> list[int | None]:
        """Store them, many at a time; for each the number of events stored.

        A repeat stores nothing. None where somebody else works on the dispute in this very moment.
        """
        return await all_of(self._append(addition) for addition in additions)

    async def _past(self, dispute: UUID) -> Past | None:
        async with self._slots:
            rows = await self._store.read_stream(dispute)
        if not rows:
            return None
        state, events = Dispute(), []
        for row in rows:
            event, meta = codec.decode_state(row.topic, row.state)
            state = evolve(state, event, dispute)
            events.append((event, meta))
        self.position = max(self.position, rows[-1].position)
        return past_of(events, state, rows[-1].version)

    async def _append(self, addition: Addition) -> int | None:
        key = uuid5(addition.dispute, f"{addition.because}/{addition.version}")
        warned = addition.warnings or ((),) * len(addition.events)
        written = tuple(
            codec.encode(event, self._metadata(addition, key, warnings))
            for event, warnings in zip(addition.events, warned, strict=True)
        )
        version = addition.version + len(addition.events)
        request = AppendRequest(
            key=key,
            request_hash=hashlib.sha256(key.bytes).digest(),
            answer=msgspec.json.encode({"dispute": addition.dispute, "version": version}),
            subject=addition.dispute,
            writes=(StreamWrite(addition.dispute, addition.version, written),),
        )
        async with self._slots:
            try:
                receipt = await self._store.append(request)
            except VersionConflict:
                return None
        self.position = max(self.position, receipt.position)
        return 0 if receipt.is_repeat else len(written)

    def _metadata(self, addition: Addition, key: UUID, warnings: tuple[str, ...]) -> Metadata:
        return Metadata(
            actor=LEDGER.account,
            role=LEDGER.role.value,
            organisation=addition.organisation,
            on_behalf_of=self._on_behalf_of,
            command_id=key,
            correlation_id=self._correlation_id,
            rule_pack=addition.given.rules.version,
            calendar=addition.given.calendar.version,
            warnings=warnings,
        )


async def all_of(awaitables: Iterable[Awaitable[T]]) -> list[T]:
    """Await all of them; on the first failure the rest are cancelled, and it is raised."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_awaited(one)) for one in awaitables]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]


async def _awaited(awaitable: Awaitable[T]) -> T:
    return await awaitable
