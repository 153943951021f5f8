"""Clients that behave as clients should: they repeat under the same key until they are told."""

import asyncio
import random
from uuid import UUID, uuid4

from services.workflow.application.ports import EventStore, StoreUnavailable, VersionConflict
from tests.faults.ledger import Ledger

_HOT_STREAMS = 50
_SHARE_OF_NEW = 0.7


class Load:
    """Mixed commands: seven in ten open a stream, the others crowd on fifty hot ones."""

    def __init__(self, store: EventStore, ledger: Ledger, seed: int) -> None:
        self._store = store
        self._ledger = ledger
        self._random = random.Random(seed)
        self._hot: dict[UUID, int] = {uuid4(): 0 for _ in range(_HOT_STREAMS)}
        self.unavailable = 0
        self.conflicts = 0
        self.stopping = asyncio.Event()

    async def client(self) -> None:
        """One client, one command after the other, until the load is stopped."""
        while not self.stopping.is_set():
            is_new = self._random.random() < _SHARE_OF_NEW
            stream = uuid4() if is_new else self._random.choice(list(self._hot))
            await self._command(uuid4(), stream, self._random.randint(1, 3))

    async def _command(self, key: UUID, stream: UUID, events: int) -> None:
        while True:
            version = self._hot.get(stream, 0)
            try:
                receipt = await self._store.append(
                    self._ledger.send(key, (stream, version), events=events)
                )
            except VersionConflict as conflict:
                self.conflicts += 1
                assert stream in self._hot, "a stream of one client alone was written by another"
                self._hot[stream] = max(conflict.current_version, self._hot[stream])
            except StoreUnavailable:
                self.unavailable += 1
                await asyncio.sleep(0.05)
            else:
                if stream in self._hot:
                    self._hot[stream] = max(version + events, self._hot[stream])
                self._ledger.acknowledge(key, receipt)
                return
