"""Verifying the log: silent on a whole one, exact about the place where one was changed."""

from uuid import UUID, uuid4

import pytest

from services.workflow.storage.event_store import PostgresEventStore
from services.workflow.storage.verify_log import verify_log
from tests.support.appends import request, write
from tests.support.database import Databases
from tests.support.queries import rows_of


async def _fill(store: PostgresEventStore) -> UUID:
    """Twenty events: two in the stream returned, at 9 and 10, the others alone in theirs."""
    for _ in range(8):
        await store.append(request(write(uuid4())))
    stream = uuid4()
    await store.append(request(write(stream)))
    await store.append(request(write(stream, 1)))
    for _ in range(10):
        await store.append(request(write(uuid4())))
    return stream


def _tamper(databases: Databases, change: str) -> None:
    """Change the log as a superuser who has switched its triggers off."""
    rows_of(f"{databases.admin}&options=-csession_replication_role%3Dreplica", change)


async def test_a_log_as_it_was_written_is_sound(
    store: PostgresEventStore, databases: Databases
) -> None:
    empty = await verify_log(databases.app)
    assert (empty.is_sound, empty.head) == (True, 0)
    await _fill(store)
    await store.append(request(write(uuid4(), -1, b"0", b"1"), keyless=True))
    await store.append(request(answer=b"no events"))
    sound = await verify_log(databases.app)
    assert sound.findings == ()
    assert (sound.head, sound.events, sound.keyless_events) == (22, 22, 2)


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ("UPDATE log.events SET state = 'forged' WHERE position = 9", {"hash"}),
        ("UPDATE log.events SET topic = 'test:Other' WHERE position = 9", {"hash"}),
        ("UPDATE log.events SET stream_id = gen_random_uuid() WHERE position = 9", {"hash"}),
        ("UPDATE log.events SET hash = sha256('x') WHERE position = 9", {"hash"}),
        (
            "UPDATE log.events SET recorded_at = recorded_at - interval '1 day' WHERE position = 9",
            {"hash", "clock", "key"},
        ),
        ("UPDATE log.events SET prev = 7 WHERE position = 9", {"link"}),
        ("DELETE FROM log.events WHERE position = 9", {"missing", "key"}),
        ("UPDATE log.events SET version = 3 WHERE position = 9", {"hash", "stream"}),
        ("UPDATE log.command_keys SET last_position = 10 WHERE first_position = 9", {"key"}),
    ],
)
async def test_a_change_to_the_log_is_found_at_its_position(
    store: PostgresEventStore, databases: Databases, change: str, kinds: set[str]
) -> None:
    await _fill(store)
    _tamper(databases, change)
    verification = await verify_log(databases.app)
    assert verification.findings[0].position in {9, 10}
    assert {finding.kind for finding in verification.findings if finding.position == 9} >= kinds
    assert {finding.position for finding in verification.findings} <= {9, 10}


async def test_two_swapped_events_are_both_named(
    store: PostgresEventStore, databases: Databases
) -> None:
    stream = await _fill(store)
    _tamper(
        databases,
        "UPDATE log.events SET version = 99 WHERE position = 9;"
        " UPDATE log.events SET version = 1 WHERE position = 10;"
        " UPDATE log.events SET version = 2 WHERE position = 9",
    )
    findings = (await verify_log(databases.app)).findings
    assert {(found.kind, found.position) for found in findings} == {
        ("hash", 9),
        ("hash", 10),
        ("stream", 10),
    }
    assert findings[-1].stream_id == stream


async def test_an_inserted_event_is_found(store: PostgresEventStore, databases: Databases) -> None:
    await _fill(store)
    _tamper(
        databases,
        "INSERT INTO log.events SELECT 21, 20, recorded_at, gen_random_uuid(), 1, topic, state,"
        " hash FROM log.events WHERE position = 20",
    )
    assert [found.position for found in (await verify_log(databases.app)).findings] == [21]


async def test_a_log_cut_off_at_its_end_is_found_by_the_keys_of_what_is_gone(
    store: PostgresEventStore, databases: Databases
) -> None:
    await _fill(store)
    _tamper(databases, "DELETE FROM log.events WHERE position > 18")
    verification = await verify_log(databases.app)
    assert verification.head == 18
    assert [(found.kind, found.position) for found in verification.findings] == [
        ("key", 19),
        ("key", 20),
    ]


async def test_two_keys_for_one_event_are_found(
    store: PostgresEventStore, databases: Databases
) -> None:
    await _fill(store)
    _tamper(
        databases,
        "INSERT INTO log.command_keys SELECT gen_random_uuid(), recorded_at, first_position,"
        " last_position, subject, request_hash, answer FROM log.command_keys"
        " WHERE first_position = 9",
    )
    findings = (await verify_log(databases.app)).findings
    assert [(found.kind, found.position) for found in findings] == [("key", 9)]
