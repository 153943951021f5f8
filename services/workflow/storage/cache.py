"""The newest known state of streams, kept in memory so that a command needs no reading."""

from collections import OrderedDict
from typing import Generic, TypeVar
from uuid import UUID

State = TypeVar("State")


class StateCache(Generic[State]):
    """Least recently used out first. What it gives may be old, which is harmless:

    an append at an old version is refused by the log, and the caller evicts and reads again. A
    refusal decided on a cached state has met no such check: read what came after that version
    before telling anyone.
    """

    def __init__(self, limit: int = 20_000) -> None:
        self._limit = limit
        self._entries: OrderedDict[UUID, tuple[State, int]] = OrderedDict()

    def get(self, stream_id: UUID) -> tuple[State, int] | None:
        """The state and its version."""
        entry = self._entries.get(stream_id)
        if entry is not None:
            self._entries.move_to_end(stream_id)
        return entry

    def put(self, stream_id: UUID, state: State, version: int) -> None:
        """Keep a state that was read or whose append was committed; an older one is ignored."""
        known = self._entries.get(stream_id)
        if known is not None and known[1] > version:
            return
        self._entries[stream_id] = (state, version)
        self._entries.move_to_end(stream_id)
        if len(self._entries) > self._limit:
            self._entries.popitem(last=False)

    def evict(self, stream_id: UUID) -> None:
        """Forget a stream; after a conflict, or when the outcome of an append is not known."""
        self._entries.pop(stream_id, None)

    def __len__(self) -> int:
        return len(self._entries)
