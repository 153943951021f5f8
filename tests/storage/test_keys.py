"""Keys of persons: sealing, opening, finding, and what remains when a key is destroyed."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest

from services.workflow.domain.values.sealed import Sealed
from services.workflow.storage.keys import KeyDestroyed, PersonKeyring, SealBroken
from services.workflow.storage.master_key import LocalMasterKey, MasterKeyRefused
from tests.support.database import Databases
from tests.support.queries import rows_of

STREAM = uuid4()


def _master(folder: Path) -> LocalMasterKey:
    return LocalMasterKey.load(None, folder, is_production=False)


@pytest.fixture
async def keyring(databases: Databases, tmp_path: Path) -> AsyncIterator[PersonKeyring]:
    async with await PersonKeyring.connect(databases.key_app, _master(tmp_path)) as opened:
        yield opened


async def test_what_is_sealed_is_opened_where_it_stands(keyring: PersonKeyring) -> None:
    person = await keyring.person_for(None)
    sealed = await keyring.seal(person, STREAM, "party/1/name", "欧阳娜娜")
    assert "欧阳" not in sealed.box
    assert await keyring.open(STREAM, sealed) == "欧阳娜娜"


async def test_the_same_text_is_never_sealed_the_same_way(keyring: PersonKeyring) -> None:
    person = await keyring.person_for(None)
    boxes = {(await keyring.seal(person, STREAM, "name", "王芳")).box for _ in range(10)}
    assert len(boxes) == 10


async def test_a_ciphertext_does_not_open_elsewhere_or_changed(keyring: PersonKeyring) -> None:
    person, other = await keyring.person_for(None), await keyring.person_for(None)
    sealed = await keyring.seal(person, STREAM, "name", "王芳")
    moved: list[tuple[UUID, Sealed]] = [
        (uuid4(), sealed),
        (STREAM, msgspec.structs.replace(sealed, label="phone")),
        (STREAM, msgspec.structs.replace(sealed, person=other)),
        (STREAM, msgspec.structs.replace(sealed, box="A" + sealed.box[1:])),
        (STREAM, msgspec.structs.replace(sealed, box="AAAA")),
        (STREAM, msgspec.structs.replace(sealed, box="not base64!")),
    ]
    for stream, box in moved:
        if box != sealed or stream != STREAM:
            with pytest.raises(SealBroken):
                await keyring.open(stream, box)


async def test_a_person_not_known_gets_a_key_when_first_sealed_for(keyring: PersonKeyring) -> None:
    stream = uuid4()
    sealed = await keyring.seal(stream, stream, "note", "调解笔录")
    assert await keyring.open(stream, sealed) == "调解笔录"


async def test_another_process_opens_what_this_one_sealed(
    keyring: PersonKeyring, databases: Databases, tmp_path: Path
) -> None:
    person = await keyring.person_for("11010519491231002X")
    sealed = await keyring.seal(person, STREAM, "name", "王芳")
    async with await PersonKeyring.connect(databases.key_app, _master(tmp_path)) as other:
        assert await other.person_for("11010519491231002x") == person
        assert await other.open(STREAM, sealed) == "王芳"


async def test_one_document_is_one_person_however_many_ask_at_once(
    databases: Databases, tmp_path: Path
) -> None:
    master = _master(tmp_path)
    rings = [await PersonKeyring.connect(databases.key_app, master) for _ in range(4)]
    people = await asyncio.gather(*(rings[n % 4].person_for("E12345678") for n in range(40)))
    for ring in rings:
        await ring.close()
    assert len(set(people)) == 1
    assert rows_of(databases.key_admin, "SELECT count(*) FROM keys.person_keys") == [(1,)]
    assert rows_of(databases.key_admin, "SELECT act FROM keys.journal") == [("created",)]


async def test_a_person_without_a_document_is_always_new(keyring: PersonKeyring) -> None:
    assert len({await keyring.person_for(None) for _ in range(3)}) == 3


async def test_people_are_found_by_exact_name_or_number_only(keyring: PersonKeyring) -> None:
    one, two = await keyring.person_for("E00000001"), await keyring.person_for("E00000002")
    for person in (one, two, one):
        await keyring.index_name(person, "单 于婧")
    assert set(await keyring.find_person("name", "单于婧 ")) == {one, two}
    assert await keyring.find_person("document", "e00000001") == [one]
    assert await keyring.find_person("name", "单于") == []
    assert await keyring.find_person("name", "E00000001") == []


async def test_the_index_holds_neither_name_nor_number_nor_a_plain_hash(
    keyring: PersonKeyring, databases: Databases, tmp_path: Path
) -> None:
    await keyring.person_for("E00000001")
    first = rows_of(databases.key_admin, "SELECT hmac FROM keys.person_index")
    await keyring.close()
    databases.empty()
    async with await PersonKeyring.connect(databases.key_app, _master(tmp_path)) as other:
        await other.person_for("E00000001")
    second = rows_of(databases.key_admin, "SELECT hmac FROM keys.person_index")
    assert len(first[0][0]) == 16
    assert first != second


async def test_a_destroyed_key_opens_nothing_for_anybody(
    keyring: PersonKeyring, databases: Databases, tmp_path: Path
) -> None:
    gone, stays = await keyring.person_for("E00000001"), await keyring.person_for("E00000002")
    boxes = [
        (STREAM, await keyring.seal(person, STREAM, "name", "王芳")) for person in (gone, stays)
    ]
    async with await PersonKeyring.connect(databases.key_app, _master(tmp_path)) as other:
        assert await other.open_all(boxes) == ["王芳", "王芳"]
        assert await keyring.destroy(gone)
        assert not await keyring.destroy(gone)
        assert await other.open_all(boxes) == [None, "王芳"]
    assert await keyring.open_all(boxes) == [None, "王芳"]
    with pytest.raises(KeyDestroyed):
        await keyring.seal(gone, STREAM, "name", "王芳")
    assert await keyring.find_person("document", "E00000001") == []
    assert await keyring.person_for("E00000001") != gone
    journal = rows_of(databases.key_admin, "SELECT person, act FROM keys.journal ORDER BY entry")
    assert (gone, "destroyed") in journal


async def test_a_page_of_boxes_takes_one_query(keyring: PersonKeyring) -> None:
    boxes = []
    for number in range(50):
        stream, person = uuid4(), await keyring.person_for(None)
        boxes.append((stream, await keyring.seal(person, stream, "name", f"姓名{number}")))
    assert await keyring.open_all(boxes) == [f"姓名{number}" for number in range(50)]
    assert await keyring.open_all([]) == []


async def test_no_more_keys_are_kept_in_memory_than_allowed(
    databases: Databases, tmp_path: Path
) -> None:
    async with await PersonKeyring.connect(
        databases.key_app, _master(tmp_path), cache_limit=3
    ) as keyring:
        boxes = []
        for number in range(10):
            person = await keyring.person_for(None)
            boxes.append((STREAM, await keyring.seal(person, STREAM, "name", str(number))))
        assert await keyring.open_all(boxes) == [str(number) for number in range(10)]
        assert len(keyring._unwrapped) == len(keyring._sealing) == 3


async def test_a_key_database_refuses_another_master_key(
    keyring: PersonKeyring, databases: Databases, tmp_path: Path
) -> None:
    another = tmp_path / "another"
    another.mkdir()
    with pytest.raises(MasterKeyRefused, match="does not belong"):
        await PersonKeyring.connect(databases.key_app, _master(another))


async def test_a_lost_connection_to_the_keys_goes_unnoticed(
    keyring: PersonKeyring, databases: Databases
) -> None:
    sealed = await keyring.seal(await keyring.person_for("E00000001"), STREAM, "name", "王芳")
    for _ in range(3):
        rows_of(
            databases.key_admin,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'fengqiao keys' AND datname = current_database()",
        )
        assert await keyring.open(STREAM, sealed) == "王芳"
        assert await keyring.person_for("E00000001") == sealed.person


async def test_namesakes_are_found_and_not_who_they_are(keyring: PersonKeyring) -> None:
    one, two, other = [await keyring.person_for(None) for _ in range(3)]
    for person, name in ((one, "王 芳"), (two, "王芳"), (other, "王方")):
        await keyring.index_name(person, name)
    assert await keyring.namesakes([one]) == [two]
    assert await keyring.namesakes([one, two]) == []
    assert await keyring.namesakes([]) == []
    await keyring.destroy(two)
    assert await keyring.namesakes([one]) == []
