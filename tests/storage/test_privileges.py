"""What the database itself refuses, whatever the code does."""

from uuid import uuid4

import psycopg
import pytest

from services.workflow.storage.event_store import PostgresEventStore
from tests.support.appends import request, write
from tests.support.database import Databases
from tests.support.queries import rows_of

_INSERT = """
INSERT INTO log.events SELECT position + 1, prev + 1, recorded_at, gen_random_uuid(), 1, topic,
       state, hash FROM log.events
"""
_CHANGES = (
    _INSERT,
    "UPDATE log.events SET state = 'forged'",
    "DELETE FROM log.events",
    "TRUNCATE log.events",
    "UPDATE log.command_keys SET answer = 'forged'",
    "DELETE FROM log.command_keys",
    "INSERT INTO log.command_keys VALUES (gen_random_uuid(), now(), 1, 1, NULL, '', '')",
    "ALTER TABLE log.events DISABLE TRIGGER events_stay",
    "DROP TABLE log.events",
    "CREATE TABLE log.mine (x integer)",
    "CREATE TABLE public.mine (x integer)",
    "SELECT log.refuse()",
    "SET ROLE fengqiao_owner",
)


@pytest.mark.parametrize("change", _CHANGES)
async def test_the_service_may_only_append(
    store: PostgresEventStore, databases: Databases, change: str
) -> None:
    await store.append(request(write(uuid4())))
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported)):
        rows_of(databases.app, change)
    assert await store.head() == 1


@pytest.mark.parametrize("change", [*_CHANGES, "SELECT * FROM log.command_keys"])
async def test_the_projector_may_only_read_the_log(databases: Databases, change: str) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported)):
        rows_of(databases.projector, change)


async def test_the_projector_may_not_append(databases: Databases) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows_of(
            databases.projector,
            "SELECT * FROM log.append('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}',"
            " '{}', '{}')",
        )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE log.events SET state = 'forged'",
        "DELETE FROM log.events",
        "TRUNCATE log.events",
        "UPDATE log.command_keys SET answer = 'forged'",
        "TRUNCATE log.command_keys",
    ],
)
async def test_even_the_owner_cannot_change_what_stands(
    store: PostgresEventStore, databases: Databases, change: str
) -> None:
    await store.append(request(write(uuid4())))
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="only ever added to"):
        rows_of(f"{databases.admin}&options=-crole%3Dfengqiao_owner", change)


def test_the_projector_cannot_reach_the_keys(databases: Databases) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        rows_of(databases.projector.replace(databases.log, databases.keys), "SELECT 1")


def test_the_service_cannot_take_back_or_rewrite_the_journal_of_keys(databases: Databases) -> None:
    for change in (
        "INSERT INTO keys.journal (person, act) VALUES (gen_random_uuid(), 'created')",
        "UPDATE keys.journal SET act = 'created'",
        "DELETE FROM keys.journal",
        "DELETE FROM keys.person_keys",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rows_of(databases.key_app, change)
