"""T4: a commit whose answer was lost is neither reported as a conflict nor stored twice."""

import asyncio
import random
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from services.workflow.application.ports import Receipt
from services.workflow.storage.event_store import PostgresEventStore
from tests.faults.ledger import Ledger, check
from tests.faults.lost_answers import LosingProxy
from tests.faults.sizes import size
from tests.support.database import Databases, temporary_folder

_COMMANDS = size(short=150, long=5_000)
_CLIENTS = 8
_SHARE_LOST = 0.05


@pytest.mark.faults
async def test_a_lost_answer_to_a_commit_is_found_again_by_its_key(
    databases: Databases, tmp_path: Path
) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    proxy = LosingProxy(databases.server.data, _SHARE_LOST, seed)
    ledger = Ledger(tmp_path)
    told: dict[UUID, Receipt] = {}

    async def client(store: PostgresEventStore) -> None:
        stream = uuid4()
        for version in range(_COMMANDS):
            key = uuid4()
            # A conflict here would be with this client's own write: there is no other.
            told[key] = await store.append(ledger.send(key, (stream, version)))
            ledger.acknowledge(key, told[key])

    with temporary_folder() as folder:
        through = databases.app.replace(str(databases.server.data), str(folder))
        async with proxy.listening(folder), await PostgresEventStore.open(through) as store:
            await asyncio.gather(*(client(store) for _ in range(_CLIENTS)))
            for key in list(told)[:: _COMMANDS // 20]:
                again = await store.append(ledger.send(key, (uuid4(), 0)))
                assert (again.position, again.answer) == (told[key].position, told[key].answer)
    async with await PostgresEventStore.open(databases.app) as store:
        await check(ledger, store, databases.app)
        assert await store.head() == _CLIENTS * _COMMANDS
    print(f"{len(told)} commands, the answers to {proxy.lost} commits lost, 0 conflicts")
    assert proxy.lost > 0
    ledger.close()
