"""T10, T11, T12: many at once on one stream, and the same key many times at once."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from uuid import UUID, uuid4

import pytest

from services.workflow.application.ports import EventStore, KeyReused, Receipt, VersionConflict
from services.workflow.storage.event_store import PostgresEventStore
from services.workflow.storage.verify_log import verify_log
from tests.faults.sizes import size
from tests.support.appends import request, write
from tests.support.database import Databases
from tests.support.queries import rows_of

_CLIENTS = 32
_ROUNDS = size(short=500, long=10_000)
_ATTEMPTS = 4


@pytest.fixture
async def stores(databases: Databases) -> AsyncIterator[list[PostgresEventStore]]:
    """Two stores, as two processes of one deployment have them."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(await PostgresEventStore.open(databases.app))
            for _ in range(2)
        ]


@pytest.mark.faults
async def test_of_many_who_race_for_one_transition_exactly_one_wins(
    stores: list[PostgresEventStore], databases: Databases
) -> None:
    stream = uuid4()
    seconds: list[float] = []

    async def racer(store: EventStore, version: int) -> Receipt | VersionConflict:
        began = time.perf_counter()
        try:
            return await store.append(request(write(stream, version)))
        except VersionConflict as conflict:
            return conflict
        finally:
            seconds.append(time.perf_counter() - began)

    for version in range(_ROUNDS):
        outcomes = await asyncio.gather(*(racer(stores[n % 2], version) for n in range(_CLIENTS)))
        winners = [outcome for outcome in outcomes if isinstance(outcome, Receipt)]
        assert [winner.position for winner in winners] == [version + 1]
        told = {lost.current_version for lost in outcomes if isinstance(lost, VersionConflict)}
        assert told == {version + 1}
    p99 = sorted(seconds)[len(seconds) * 99 // 100]
    print(f"{_ROUNDS} rounds of {_CLIENTS}, one winner each, p99 {p99 * 1000:.1f} ms")
    assert (await verify_log(databases.app)).is_sound
    assert p99 < 0.25


async def _note(store: EventStore, stream: UUID, text: bytes) -> int:
    """A command that goes with any state: decided again on the newest version when it loses."""
    key, version = uuid4(), len(await store.read_stream(stream))
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            await store.append(request(write(stream, version, text), key=key))
        except VersionConflict as conflict:
            version = conflict.current_version
        else:
            return attempt
    raise AssertionError("lost every time")


@pytest.mark.faults
async def test_two_notes_at_once_are_both_recorded_in_an_order(
    stores: list[PostgresEventStore],
) -> None:
    for _ in range(size(short=50, long=1_000)):
        stream = uuid4()
        await asyncio.gather(_note(stores[0], stream, b"one"), _note(stores[1], stream, b"two"))
        rows = await stores[0].read_stream(stream)
        assert [row.version for row in rows] == [1, 2]
        assert {row.state for row in rows} == {b"one", b"two"}


@pytest.mark.faults
async def test_the_same_key_a_hundred_times_at_once_has_one_effect_and_equal_answers(
    stores: list[PostgresEventStore],
) -> None:
    for head in range(1, size(short=10, long=200) + 1):
        key, stream = uuid4(), uuid4()
        receipts = await asyncio.gather(
            *(stores[n % 2].append(request(write(stream), key=key)) for n in range(100))
        )
        assert {(r.position, r.answer, r.recorded_at) for r in receipts} == {
            (head, b"answer", receipts[0].recorded_at)
        }
        assert [receipt.is_repeat for receipt in receipts].count(False) == 1
        with pytest.raises(KeyReused):
            await stores[0].append(request(write(uuid4()), key=key, body="another body"))
    assert await stores[0].head() == head


@pytest.mark.faults
async def test_a_key_is_recognised_however_late_it_comes_back(
    stores: list[PostgresEventStore], databases: Databases
) -> None:
    key, stream = uuid4(), uuid4()
    first = await stores[0].append(request(write(stream), key=key))
    rows_of(
        f"{databases.admin}&options=-csession_replication_role%3Dreplica",
        "UPDATE log.command_keys SET recorded_at = recorded_at - interval '3 years'",
    )
    again = await stores[1].append(request(write(stream), key=key))
    assert (again.position, again.answer, again.is_repeat) == (first.position, first.answer, True)
    assert await stores[0].head() == 1
