"""What one append stores, and what it refuses without touching its neighbours."""

import asyncio
from uuid import uuid4

import pytest

from services.workflow.application.ports import KeyReused, Receipt, VersionConflict
from services.workflow.storage.chain import GENESIS, event_hash
from services.workflow.storage.event_store import PostgresEventStore
from tests.support.appends import request, write
from tests.support.database import Databases
from tests.support.queries import rows_of


async def test_events_get_contiguous_versions_and_positions(store: PostgresEventStore) -> None:
    first, second = uuid4(), uuid4()
    receipt = await store.append(request(write(first, 0, b"a", b"b"), write(second, 0, b"c")))
    assert (receipt.first_position, receipt.position, receipt.is_repeat) == (1, 3, False)
    rows = await store.read_log(after=0, limit=10)
    assert [(row.position, row.stream_id, row.version, row.state) for row in rows] == [
        (1, first, 1, b"a"),
        (2, first, 2, b"b"),
        (3, second, 1, b"c"),
    ]
    assert {row.recorded_at for row in rows} == {receipt.recorded_at}
    assert await store.head() == 3


async def test_a_stream_is_read_between_two_versions(store: PostgresEventStore) -> None:
    stream = uuid4()
    await store.append(request(write(stream, 0, b"1", b"2", b"3", b"4")))
    rows = await store.read_stream(stream, after=1, up_to=3)
    assert [row.version for row in rows] == [2, 3]
    assert [row.version for row in await store.read_stream(stream)] == [1, 2, 3, 4]
    assert await store.read_stream(uuid4()) == []


async def test_a_command_decided_on_an_old_version_is_told_the_current_one(
    store: PostgresEventStore,
) -> None:
    stream = uuid4()
    await store.append(request(write(stream, 0, b"1", b"2")))
    for expected in (0, 1, 3):
        with pytest.raises(VersionConflict) as refused:
            await store.append(request(write(stream, expected)))
        assert (refused.value.stream_id, refused.value.current_version) == (stream, 2)
    assert await store.head() == 2


async def test_a_stream_cannot_begin_after_its_beginning(store: PostgresEventStore) -> None:
    with pytest.raises(VersionConflict) as refused:
        await store.append(request(write(uuid4(), 1)))
    assert refused.value.current_version == 0


async def test_an_empty_stream_may_begin_at_version_zero(store: PostgresEventStore) -> None:
    stream = uuid4()
    await store.append(request(write(stream, -1, b"0", b"1")))
    await store.append(request(write(stream, 1)))
    assert [row.version for row in await store.read_stream(stream, after=-1)] == [0, 1, 2]


async def test_of_several_streams_all_are_written_or_none(store: PostgresEventStore) -> None:
    good, bad = uuid4(), uuid4()
    await store.append(request(write(bad)))
    with pytest.raises(VersionConflict) as refused:
        await store.append(request(write(good), write(bad, 0)))
    assert refused.value.stream_id == bad
    assert await store.read_stream(good) == []
    await store.append(request(write(good), write(bad, 1)))


async def test_losers_of_a_batch_leave_the_others_and_no_gap(store: PostgresEventStore) -> None:
    taken = uuid4()
    await store.append(request(write(taken)))
    streams = [taken if number % 3 == 0 else uuid4() for number in range(30)]
    outcomes = await asyncio.gather(
        *(store.append(request(write(stream))) for stream in streams), return_exceptions=True
    )
    lost = [number for number, outcome in enumerate(outcomes) if number % 3 == 0]
    assert [n for n, outcome in enumerate(outcomes) if isinstance(outcome, VersionConflict)] == lost
    rows = await store.read_log(after=0, limit=100)
    assert [row.position for row in rows] == list(range(1, 22))


async def test_two_commands_of_one_batch_may_follow_each_other(store: PostgresEventStore) -> None:
    stream = uuid4()
    receipts = await asyncio.gather(
        *(store.append(request(write(stream, version))) for version in range(5))
    )
    assert [receipt.position for receipt in receipts] == [1, 2, 3, 4, 5]


async def test_a_repeat_gets_the_stored_receipt_and_stores_nothing(
    store: PostgresEventStore,
) -> None:
    stream, key = uuid4(), uuid4()
    first = await store.append(request(write(stream, 0, b"a", b"b"), key=key, answer=b"first"))
    again = await store.append(request(write(stream, 7), key=key, answer=b"second"))
    assert again == Receipt(1, 2, first.recorded_at, b"first", is_repeat=True)
    assert await store.head() == 2
    found = await store.find_receipt(key)
    assert found == (request(key=key).request_hash, again)
    assert await store.find_receipt(uuid4()) is None


async def test_a_key_with_another_body_is_refused(store: PostgresEventStore) -> None:
    key = uuid4()
    await store.append(request(write(uuid4()), key=key))
    with pytest.raises(KeyReused) as refused:
        await store.append(request(write(uuid4()), key=key, body="another"))
    assert refused.value.key == key
    assert await store.head() == 1


async def test_a_key_twice_in_one_batch_has_one_effect(store: PostgresEventStore) -> None:
    key, stream = uuid4(), uuid4()
    outcomes = await asyncio.gather(
        store.append(request(write(uuid4()))),
        store.append(request(write(stream), key=key, answer=b"kept")),
        store.append(request(write(stream), key=key, answer=b"dropped")),
        store.append(request(write(stream), key=key, body="another")),
        return_exceptions=True,
    )
    assert [getattr(outcome, "position", None) for outcome in outcomes] == [1, 2, 2, None]
    assert isinstance(outcomes[2], Receipt)
    assert (outcomes[2].answer, outcomes[2].is_repeat) == (b"kept", True)
    assert isinstance(outcomes[3], KeyReused)


async def test_a_key_whose_first_command_lost_is_free_for_the_next(
    store: PostgresEventStore,
) -> None:
    key, stream = uuid4(), uuid4()
    outcomes = await asyncio.gather(
        store.append(request(write(stream, 5), key=key)),
        store.append(request(write(stream, 0), key=key)),
        store.append(request(write(stream, 0), key=key)),
        return_exceptions=True,
    )
    assert isinstance(outcomes[0], VersionConflict)
    assert [outcome.is_repeat for outcome in outcomes[1:] if isinstance(outcome, Receipt)] == [
        False,
        True,
    ]
    assert await store.head() == 1


async def test_a_command_without_events_keeps_its_answer(store: PostgresEventStore) -> None:
    key = uuid4()
    await store.append(request(write(uuid4())))
    receipt = await store.append(request(key=key, answer=b"nothing to do"))
    assert (receipt.first_position, receipt.position) == (2, 1)
    again = await store.append(request(key=key))
    assert (again.answer, again.is_repeat) == (b"nothing to do", True)


async def test_every_event_is_chained_to_the_one_before(
    store: PostgresEventStore, databases: Databases
) -> None:
    for number in range(3):
        state = "状态".encode() * number
        await store.append(request(write(uuid4(), 0, state, b""), write(uuid4(), -1)))
    previous = GENESIS
    hashes = rows_of(databases.admin, "SELECT hash FROM log.events ORDER BY position")
    rows = await store.read_log(after=0, limit=100)
    assert len(rows) == 9
    for row, (stored,) in zip(rows, hashes, strict=True):
        previous = event_hash(previous, row)
        assert previous == stored
    assert rows_of(databases.admin, "SELECT position, hash FROM log.head") == [(9, previous)]


async def test_time_never_goes_back_along_the_log(
    store: PostgresEventStore, databases: Databases
) -> None:
    await store.append(request(write(uuid4())))
    ahead = rows_of(
        f"{databases.admin}&options=-csession_replication_role%3Dreplica",
        "UPDATE log.events SET recorded_at = clock_timestamp() + interval '1 hour'"
        " RETURNING recorded_at",
    )
    receipts = [await store.append(request(write(uuid4()))) for _ in range(2)]
    assert [receipt.recorded_at for receipt in receipts] == [ahead[0][0]] * 2
