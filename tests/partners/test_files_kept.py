"""Stored files: sealed, tied to their place, scanned, erased with their keys, and ended when unfinished."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from pydantic import SecretStr

from services.partners.files.composing import FilesSide, files_side
from services.partners.files.objects import Objects
from services.partners.files.scanning import ScannerUnavailable
from services.partners.files.sealing import Unreadable
from services.workflow.settings import load
from tests.support.api import Api, api_on, dispute_id
from tests.support.database import Databases
from tests.support.uploads import MIB, filed, offset_of, pdf, send, uploaded

SCANNED_AT_MOST = MIB
EICAR = b"%PDF-1.7 X5O!P%@AP[4\\PZX54(P^)7CC)7} %%EOF"


def stored(folder: Path) -> list[Path]:
    """The objects that hold stored contents."""
    return sorted(p for p in (folder / "files" / "disputes").rglob("*") if p.is_file())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the app keeps its data."""
    return tmp_path_factory.mktemp("data")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(migrated: Databases, folder: Path) -> AsyncIterator[Api]:
    migrated.empty()
    async with api_on(migrated, folder) as running:
        yield running


async def test_what_lies_in_the_store_is_sealed_and_opens_at_its_own_place_alone(
    api: Api, folder: Path
) -> None:
    dispute, before = await api.in_mediation(), stored(folder)
    content = pdf(2 * MIB)
    path = await filed(api, dispute, content)
    objects = [p for p in stored(folder) if p not in before]
    assert len(objects) == 3
    assert all(dispute.rsplit("/", 1)[1] in str(p) for p in objects)
    assert not any(content[100:164] in p.read_bytes() for p in objects)
    assert not list((folder / "files" / "incoming").rglob("*-*-*-*-*/*"))

    found, _ = await api.service.reader.current(dispute_id(dispute), api.service.clerk)
    file = found.evidence[0].file
    assert file is not None
    contents = api.partners.files.contents
    kept = await contents.find(dispute_id(dispute), file.sha256)
    assert kept is not None
    objects[1].write_bytes(objects[0].read_bytes())
    with pytest.raises(Unreadable):
        [part async for part in contents.read(kept, MIB, MIB)]
    assert (await api.get(f"{path}/content", Range="bytes=0-9")).content == content[:10]


async def test_destroying_the_key_erases_the_file_and_leaves_the_record(
    api: Api, folder: Path
) -> None:
    dispute, before = await api.in_mediation(), stored(folder)
    path = await filed(api, dispute, pdf())
    erased = await api.partners.files.contents.erase(dispute_id(dispute), api.service.clock.now())
    assert erased == 1
    assert stored(folder) == before
    assert (await api.get(f"{path}/content")).status_code == 404
    assert [one["evidence"] for one in (await api.get(f"{dispute}/files")).json()] == [1]


async def test_no_name_of_a_file_stands_in_the_tables_in_the_clear(
    api: Api, migrated: Databases
) -> None:
    dispute, name = await api.in_mediation(), "阿依古丽的身份证.pdf"
    await uploaded(api, dispute, pdf(), name=name)
    await filed(api, dispute, pdf(), name=name)
    with psycopg.connect(migrated.admin) as connection:
        rows = connection.execute("SELECT f::text FROM files.files f").fetchall()
        rows += connection.execute("SELECT encode(state, 'escape') FROM log.events").fetchall()
    escaped = name.encode().hex()
    assert rows
    assert not [r for (r,) in rows if name in r or escaped in r]


def set_state(databases: Databases, path: str, state: str) -> None:
    """As if a process had died before it noted more."""
    with psycopg.connect(databases.admin) as connection:
        connection.execute(
            "UPDATE files.files SET state = %s WHERE id = %s", (state, path.rsplit("/", 1)[1])
        )


async def test_an_unfinished_upload_ends_after_a_day_and_one_on_record_stays(
    api: Api, migrated: Databases
) -> None:
    dispute, content = await api.in_mediation(), pdf()
    done = await filed(api, dispute, pdf())
    set_state(migrated, done, "stored")
    path = await uploaded(api, dispute, content)
    keeper = api.partners.files.keeper
    await keeper.once()
    assert (await offset_of(api, path)).status_code == 204
    api.service.clock.advance(hours=25)
    assert await keeper.once() >= 1
    assert (await api.get(path)).json()["state"] == "expired"
    assert (await send(api, path, len(content), b"x")).status_code == 409
    assert (await api.post(f"{path}/completion")).status_code == 404
    assert (await api.get(f"{done}/content")).status_code == 200
    assert await keeper.once() == 0


async def test_what_was_stored_and_never_came_on_record_is_erased_with_its_upload(
    api: Api, folder: Path
) -> None:
    dispute, before = await api.in_mediation(), stored(folder)
    path = await uploaded(api, dispute, pdf())
    await closed(api, dispute)
    assert (await api.post(f"{path}/completion")).status_code == 409
    assert stored(folder) != before
    api.service.clock.advance(hours=25)
    await api.partners.files.keeper.once()
    assert stored(folder) == before


async def closed(api: Api, dispute: str) -> None:
    """End a mediation without an agreement."""
    await api.done(f"{dispute}/failure", {"reasons": [{"code": "gap_too_wide"}]})
    await api.done(f"{dispute}/closing", {"outcome": "no_agreement", "reason": "双方不再申请"})


async def test_an_upload_whose_filing_was_refused_can_still_be_completed(api: Api) -> None:
    dispute, content = await api.in_mediation(), pdf()
    path = await uploaded(api, dispute, content)
    await closed(api, dispute)
    refused = await api.post(f"{path}/completion")
    assert refused.status_code == 409
    assert (await api.get(path)).json()["state"] == "stored"
    seen = (await api.get(dispute)).headers["ETag"]
    await api.done(f"{dispute}/reopening", {"reason": "结案有误"}, If_Match=seen)
    assert (await api.post(f"{path}/completion")).json()["state"] == "filed"


def keys_of(databases: Databases, path: str) -> int:
    """Whether what came in as this file could still be opened."""
    with psycopg.connect(databases.admin) as connection:
        row = connection.execute(
            "SELECT count(wrapped_key) FROM files.files WHERE id = %s", (path.rsplit("/", 1)[1],)
        ).fetchone()
    assert row is not None
    return int(row[0])


@asynccontextmanager
async def clamd() -> AsyncIterator[tuple[str, list[int]]]:
    """A scanner that speaks clamd's INSTREAM, and the sizes of what it was sent."""
    sizes: list[int] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readline() == b"nINSTREAM\n"
        received = b""
        while length := int.from_bytes(await reader.readexactly(4), "big"):
            received += await reader.readexactly(length)
        sizes.append(len(received))
        if len(received) > SCANNED_AT_MOST:
            writer.write(b"INSTREAM size limit exceeded. ERROR\n")
            writer.close()
            return
        is_bad = b"X5O!P%@AP" in received
        writer.write(b"stream: Eicar-Test-Signature FOUND\n" if is_bad else b"stream: OK\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}", sizes


@asynccontextmanager
async def scanned_by(
    api: Api, databases: Databases, folder: Path, address: str
) -> AsyncIterator[FilesSide]:
    """The files of the app with a scanner before them."""
    settings = load().model_copy(update={"clamd": address, "data_dir": folder})
    async with files_side(settings, databases.app, api.service, api.partners.profiles) as files:
        yield files


async def test_an_infected_file_goes_into_quarantine_and_a_clean_one_on_record(
    api: Api, migrated: Databases, folder: Path
) -> None:
    dispute, clean = await api.in_mediation(), pdf(MIB // 2)
    good, bad = await uploaded(api, dispute, clean), await uploaded(api, dispute, EICAR)
    large = await uploaded(api, dispute, pdf(2 * MIB))
    async with clamd() as (address, sizes), scanned_by(api, migrated, folder, address) as files:
        for path in (good, bad, large):
            await files.services.completing.complete(dispute_id(path), api.service.clerk)
    assert sizes[:2] == [len(clean), len(EICAR)]
    assert (await api.post(f"{large}/completion")).json()["code"] == "too_large_to_scan"
    assert (await api.get(good)).json()["scan"] == "clean"
    refused = (await api.get(bad)).json()
    assert (refused["state"], refused["scan"]) == ("quarantined", "infected")
    assert (await api.post(f"{bad}/completion")).json()["code"] == "infected"

    api.service.clock.advance(days=2)
    await api.partners.files.keeper.once()
    assert keys_of(migrated, bad) == 1
    api.service.clock.advance(days=30)
    await api.partners.files.keeper.once()
    assert keys_of(migrated, bad) == 0
    assert (await api.get(bad)).json()["state"] == "quarantined"


async def test_a_scanner_that_does_not_answer_lets_nothing_through(
    api: Api, migrated: Databases, folder: Path, unused_tcp_port: int
) -> None:
    path = await uploaded(api, await api.in_mediation(), pdf())
    async with scanned_by(api, migrated, folder, f"127.0.0.1:{unused_tcp_port}") as files:
        with pytest.raises(ScannerUnavailable):
            await files.services.completing.complete(dispute_id(path), api.service.clerk)
    assert (await api.get(path)).json()["state"] == "receiving"


@asynccontextmanager
async def bucket() -> AsyncIterator[tuple[str, list[str]]]:
    """An object store that takes everything, and the heads of the requests to it."""
    heads: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(h for h in head.lower().splitlines() if h.startswith("content-length:"))
        await reader.readexactly(int(length.partition(":")[2]))
        heads.append(head)
        writer.write(
            b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heads


async def test_an_object_store_is_written_to_signed_and_never_over_what_is_there() -> None:
    async with bucket() as (endpoint, heads):
        settings = load().model_copy(
            update={
                "files_url": "s3://evidence/fengqiao",
                "files_endpoint": endpoint,
                "files_region": "cn-beijing",
                "files_access_key": SecretStr("AKID-of-the-test"),
                "files_secret_key": SecretStr("secret-of-the-test"),
            }
        )
        await Objects.of(settings).put("disputes/1/000000", b"sealed")
    (head,) = heads
    assert head.startswith("PUT /evidence/fengqiao/disputes/1/000000 ")
    assert "if-none-match: *" in head.lower()
    assert "AWS4-HMAC-SHA256 Credential=AKID-of-the-test/" in head
    assert "secret-of-the-test" not in head + repr(settings)
