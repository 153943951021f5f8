"""Aggregates by stream: their first state and their fold, read through the cache."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from uuid import UUID
from weakref import WeakValueDictionary

import msgspec

from services.workflow.application.ports import EventStore, StateCache
from services.workflow.domain import (
    account,
    holiday_calendar,
    mediator,
    organisation,
    register,
    tasks,
)
from services.workflow.domain.dispute import fold
from services.workflow.domain.dispute.state import Dispute
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Recorded, StoredRow


class Aggregate(msgspec.Struct, frozen=True):
    """A kind of stream: the state before the first event, and the fold."""

    initial: Any
    evolve: Callable[[Any, Any, UUID], Any]
    topics: str
    """What the topics of its events begin with."""

    def holds(self, rows: Sequence[StoredRow]) -> bool:
        """Whether these, from the first of a stream on, are of this kind; of none there is nothing to say."""
        return not rows or rows[0].topic.startswith(self.topics)


DISPUTE = Aggregate(Dispute(), fold.evolve, "dispute:")
ORGANISATION = Aggregate(organisation.Organisation(), organisation.evolve, "organisation:")
MEDIATOR = Aggregate(mediator.Mediator(), mediator.evolve, "mediator:")
REGISTER = Aggregate(register.CaseRegister(), register.evolve, "register:")
TASKS = Aggregate(tasks.Desk(), tasks.evolve, "task:")
ACCOUNT = Aggregate(account.Account(), account.evolve, "account:")
CALENDAR = Aggregate(holiday_calendar.HolidayCalendar(), holiday_calendar.evolve, "calendar:")


class Streams:
    """Loads states; the newest known ones come from the cache and are checked by the append.

    The id of a stream of another kind is as good as one that nobody has used.
    """

    def __init__(self, store: EventStore, cache: StateCache) -> None:
        self._store = store
        self._cache = cache
        self._locks: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()

    async def load(self, aggregate: Aggregate, stream_id: UUID) -> tuple[Any, int]:
        """State and version, perhaps not the newest."""
        known = self._cache.get(stream_id)
        if known is not None and isinstance(known[0], type(aggregate.initial)):
            return known
        return await self.refresh(aggregate, stream_id)

    async def refresh(self, aggregate: Aggregate, stream_id: UUID) -> tuple[Any, int]:
        """State and version as the log has them now."""
        state, version = self._cache.get(stream_id) or (aggregate.initial, 0)
        if not isinstance(state, type(aggregate.initial)):
            return aggregate.initial, 0
        rows = await self._store.read_stream(stream_id, after=version)
        if not version and not aggregate.holds(rows):
            return aggregate.initial, 0
        for row in rows:
            event, _meta = codec.decode_state(row.topic, row.state)
            state = aggregate.evolve(state, event, stream_id)
            version = row.version
        if version:
            self._cache.put(stream_id, state, version)
        return state, version

    async def recorded(self, stream_id: UUID) -> list[Recorded]:
        """Every event of a stream, past the cache."""
        return [codec.decode(row) for row in await self._store.read_stream(stream_id)]

    def keep(self, stream_id: UUID, state: Any, version: int) -> None:
        """Remember a state whose events are committed."""
        self._cache.put(stream_id, state, version)

    def forget(self, stream_ids: Iterable[UUID]) -> None:
        """Drop states that met a conflict or an unknown outcome."""
        for stream_id in stream_ids:
            self._cache.evict(stream_id)

    @asynccontextmanager
    async def one_at_a_time(self, *stream_ids: UUID) -> AsyncIterator[None]:
        """Within this process, let one command at a time decide on these streams."""
        async with AsyncExitStack() as held:
            for stream_id in sorted(set(stream_ids)):
                lock = self._locks.setdefault(stream_id, asyncio.Lock())
                await held.enter_async_context(lock)
            yield
