"""Keys of many people are made at once, one for each person however often the person occurs."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from services.workflow.storage.keys import PersonKeyring
from services.workflow.storage.master_key import LocalMasterKey
from tests.support.database import Databases
from tests.support.numbers import resident_number

NUMBERS = [resident_number("650105", date(1990, 1, 1), n) for n in range(1, 60)]


@pytest.fixture
async def keyring(databases: Databases, tmp_path: Path) -> AsyncIterator[PersonKeyring]:
    master = LocalMasterKey.load(None, tmp_path, is_production=False)
    async with await PersonKeyring.connect(databases.key_app, master) as opened:
        yield opened


async def test_a_document_is_one_person_and_no_document_always_a_new_one(
    keyring: PersonKeyring,
) -> None:
    known = await keyring.person_for(NUMBERS[0])

    people = await keyring.people_for([NUMBERS[0], None, NUMBERS[1], None, NUMBERS[1]])

    assert people[0] == known
    assert people[2] == people[4] == await keyring.person_for(NUMBERS[1])
    assert len(set(people)) == 4


async def test_two_imports_of_the_same_people_at_once_get_the_same_people(
    keyring: PersonKeyring,
) -> None:
    one, other = await asyncio.gather(
        keyring.people_for(NUMBERS), keyring.people_for(NUMBERS[::-1])
    )

    assert one == other[::-1]
    sealed = [await keyring.seal(person, person, "name", "王芳") for person in one]
    assert await keyring.open_all([(s.person, s) for s in sealed]) == ["王芳"] * len(one)


async def test_nobody_needs_no_key(keyring: PersonKeyring) -> None:
    assert await keyring.people_for([]) == []
