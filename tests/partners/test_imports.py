"""Imports by HTTP: worked off by a worker, reported at the cells, followed to the end, never doubled."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import openpyxl
import pytest_asyncio
from msgspec.structs import replace

from services.access.client import Client, new_id
from services.access.clients import Clients
from services.partners.imports.composing import worker_on
from services.partners.imports.table import MOST_OPEN
from services.partners.imports.worker import ImportWorker
from services.workflow.application.ledger.importing import LedgerImport
from services.workflow.domain.given import Role
from services.workflow.integrations import spreadsheet
from services.workflow.storage.directory import PostgresDirectory
from tests.support.api import APPLICATION, Answer, Api
from tests.support.database import Databases
from tests.support.partners import partner
from tests.support.queries import rows_of

BAD = Path(__file__).parents[2] / "examples" / "bad-ledger.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES = "application/x-ndjson"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def worker(api: Api, migrated: Databases) -> AsyncIterator[ImportWorker]:
    async with worker_on(migrated.app, api.service) as doing:
        yield doing


def ledger(*rows: str) -> bytes:
    """A ledger of the centre of the tests."""
    head = "登记编号,调解组织,区划代码,登记日期,申请人,被申请人,争议类型"
    return "\n".join((head, *rows)).encode()


def row(number: str, body: str = "centre", region: str = "650105013") -> str:
    return f"{number},{body},{region},2026-01-06,张三,某某公司,劳动报酬"


def lines(rows: list[dict[str, Any]]) -> bytes:
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in rows).encode()


def application(**changes: Any) -> dict[str, Any]:
    return {"source_key": str(uuid4()), **APPLICATION, **changes}


async def hand_in(
    api: Api,
    content: bytes | AsyncIterator[bytes],
    media: str = "text/csv",
    *,
    query: str = "",
    **more: Any,
) -> Answer:
    return await api.post(f"/v1/imports{query}", content, Content_Type=media, **more)


async def imported(
    api: Api, worker: ImportWorker, content: bytes, media: str = "text/csv", **more: Any
) -> dict[str, Any]:
    """Hand a file in, let the worker do it, and what is told of it then."""
    answer = await hand_in(api, content, media, **more)
    assert answer.status_code == 202, answer.text
    while await worker.once():
        pass
    job = answer.headers["Location"]
    token = more.get("token") or api.tokens[more.get("role", Role.CLERK)]
    told = await api.client.get(job, headers={"Authorization": f"Bearer {token}"})
    return {"path": job, **told.json()}


async def test_a_good_ledger_is_taken_over_and_the_same_file_again_adds_nothing(
    api: Api, worker: ImportWorker
) -> None:
    content = ledger(row("台1"), row("台2"))
    first = await imported(api, worker, content, query="?name=台账.csv")
    assert (first["state"], first["name"], first["stage"]) == ("done", "台账.csv", "recording")
    assert (first["counts"]["added"], first["adds_nothing"]) == (2, False)
    again = await imported(api, worker, content)
    assert (again["counts"]["added"], again["counts"]["unchanged"]) == (0, 2)
    assert (again["adds_nothing"], again["same_file_as"]) == (True, first["id"])


async def test_a_bad_ledger_has_the_same_faults_as_by_the_command_each_at_its_cell(
    api: Api, worker: ImportWorker, migrated: Databases
) -> None:
    content = BAD.read_bytes()
    told = await imported(api, worker, content, XLSX, query="?name=bad-ledger.xlsx")
    service = api.service
    directory = PostgresDirectory(migrated.app)
    parts = (service.store, service.keyring, directory, service.registry, service.clock)
    command = await LedgerImport(*parts, service.rulebook).run(
        spreadsheet.read_bytes(content, BAD.name), is_dry_run=True
    )
    report = (await api.get(f"{told['path']}/report.json")).json()
    cells = {(f["place"]["row"], f["place"]["column"], f["code"]) for f in report["faults"]}
    assert cells == {(f.place.row, f.place.column, f.code) for f in command.faults}
    assert told["counts"]["rows_refused"] == command.counts.rows_refused > 0

    rendered = await api.get(f"{told['path']}/report.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(rendered.content))
    for fault in report["faults"]:
        place = fault["place"]
        if place["row"]:
            cell = book[place["sheet"]].cell(place["row"], place["column"] or 1)
            assert fault["zh"] in cell.comment.text


async def test_rows_of_other_bodies_and_regions_are_refused(api: Api, worker: ImportWorker) -> None:
    rows = (row("本1"), row("别1", "other-centre"))
    clerk = await imported(api, worker, ledger(*rows))
    assert (clerk["counts"]["added"], clerk["counts"]["rows_refused"]) == (1, 1)
    report = (await api.get(f"{clerk['path']}/report.json")).json()
    assert [f["code"] for f in report["faults"] if f["severity"] == "error"] == ["not_your_body"]
    elsewhere = api.token("supervisor", region="330281")
    over = await imported(api, worker, ledger(row("外1")), token=elsewhere)
    assert over["counts"]["rows_refused"] == 1
    here = await imported(api, worker, ledger(*rows), role=Role.SUPERVISOR)
    assert (here["counts"]["added"], here["counts"]["unchanged"]) == (1, 1)


async def test_who_may_import_nothing_is_told_so_and_nobody_sees_anothers_import(
    api: Api, worker: ImportWorker
) -> None:
    content = ledger(row("权1"))
    for role in (Role.MEDIATOR, Role.COURT_LIAISON, Role.PARTNER_BUREAU):
        assert (await hand_in(api, content, role=role)).status_code == 403
    by_supervisor = await hand_in(api, lines([application()]), LINES, role=Role.SUPERVISOR)
    assert by_supervisor.status_code == 403
    assert (await hand_in(api, content, "application/pdf")).status_code == 415
    told = await imported(api, worker, content)
    for part in ("", "/progress", "/report.json", "/report.xlsx"):
        answer = await api.get(told["path"] + part, role=Role.ARBITRATION_CLERK)
        assert answer.status_code == 404


async def test_what_is_no_ledger_at_all_fails_with_the_reason(
    api: Api, worker: ImportWorker
) -> None:
    told = await imported(api, worker, b"a,b\n1,2\n")
    assert (told["state"], told["counts"]) == ("failed", None)
    assert told["fault"]
    assert (await api.get(f"{told['path']}/report.json")).status_code == 404


async def test_of_twenty_applications_five_are_bad_each_at_its_field(
    api: Api, worker: ImportWorker
) -> None:
    rows = [application() for _ in range(20)]
    rows[2]["region"] = "99"
    rows[5]["parties"] = rows[5]["parties"][:1]
    del rows[8]["claims"]
    rows[11]["source_key"] = rows[10]["source_key"]
    rows[11]["channel"] = "post"
    content = lines(rows).split(b"\n")
    content[14] = b'{"source_key": '
    told = await imported(api, worker, b"\n".join(content), LINES)
    assert (told["counts"]["added"], told["counts"]["rows_refused"]) == (15, 5)
    report = (await api.get(f"{told['path']}/report.json")).json()
    errors = [f for f in report["faults"] if f["severity"] == "error"]
    assert [(f["place"]["row"], f["title"]) for f in errors] == [
        (3, "region"),
        (6, "parties"),
        (9, "claims"),
        (12, "source_key"),
        (15, ""),
    ]
    rendered = await api.get(f"{told['path']}/report.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(rendered.content))["JSON Lines"]
    commented = {c.row: str(c.value) for r in sheet.iter_rows() for c in r if c.comment}
    assert commented[3] == "region = 99"
    assert commented[12].startswith("source_key = ")

    again = await imported(api, worker, b"\n".join(content), LINES)
    assert (again["counts"]["added"], again["counts"]["unchanged"]) == (0, 15)
    changed = lines([{**rows[0], "channel": "post"}])
    other = await imported(api, worker, changed, LINES)
    report = (await api.get(f"{other['path']}/report.json")).json()
    assert [f["code"] for f in report["faults"]] == ["source_key_reused"]


async def test_progress_is_a_stream_that_ends_with_the_import(
    api: Api, worker: ImportWorker
) -> None:
    answer = await hand_in(api, ledger(row("流1")))
    path = answer.headers["Location"]
    reading = asyncio.create_task(api.get(f"{path}/progress", Accept="text/event-stream"))
    while await worker.once():
        pass
    stream = await reading
    assert stream.headers["Content-Type"].startswith("text/event-stream")
    events = [one.split("\n") for one in stream.text.strip().split("\n\n")]
    told = [json.loads(data.removeprefix("data: ")) for _, data in events]
    assert [name for name, _ in events] == ["event: progress"] * (len(events) - 1) + ["event: end"]
    assert told[0]["state"] in {"waiting", "running"}
    assert told[-1]["state"] == "done"
    assert told[-1]["counts"]["added"] == 1


async def test_a_cancelled_import_records_nothing_more(api: Api, worker: ImportWorker) -> None:
    answer = await hand_in(api, ledger(row("取1")))
    path = answer.headers["Location"]
    cancelled = (await api.post(f"{path}/cancellation")).json()
    assert cancelled["state"] == "cancelled"
    assert await worker.once() is False
    again = (await api.post(f"{path}/cancellation")).json()
    assert (again["state"], again["counts"]) == ("cancelled", None)


async def test_the_same_key_hands_in_once_and_other_bytes_under_it_are_refused(
    api: Api, worker: ImportWorker
) -> None:
    key, content = str(uuid4()), ledger(row("键1"))
    first = await hand_in(api, content, key=key)
    again = await hand_in(api, content, key=key)
    assert first.headers["Location"] == again.headers["Location"]
    assert (await hand_in(api, ledger(row("键2")), key=key)).status_code == 422
    while await worker.once():
        pass


async def test_a_partner_imports_with_the_scope_for_its_own_body_or_region_alone(
    api: Api, worker: ImportWorker
) -> None:
    await partner(api.partners.profiles, "centre")
    claims = {"partner": "centre", "scope": "imports"}
    own = api.token("clerk", "centre", **claims)
    told = await imported(api, worker, ledger(row("伴1"), row("伴2", "other-centre")), token=own)
    assert (told["counts"]["added"], told["counts"]["rows_refused"]) == (1, 1)
    without = api.token("clerk", "centre", partner="centre", scope="disputes:write")
    assert (await hand_in(api, ledger(row("伴3")), token=without)).status_code == 403

    await partner(api.partners.profiles, "other-centre", region="650105")
    claims = {"partner": "other-centre", "scope": "imports", "region": "650105"}
    bureau = api.token("partner_bureau", "other-centre", **claims)
    centre = str(api.service.body("centre"))
    here, away = application(organisation=centre), application(organisation=centre, region="330281")
    told = await imported(api, worker, lines([here, away]), LINES, token=bureau)
    assert (told["counts"]["added"], told["counts"]["rows_refused"]) == (1, 1)
    report = await api.client.get(
        f"{told['path']}/report.json", headers={"Authorization": f"Bearer {bureau}"}
    )
    refused = [f for f in report.json()["faults"] if f["severity"] == "error"]
    assert [(f["place"]["row"], f["code"]) for f in refused] == [(2, "not_permitted")]


async def bureau(api: Api, **changes: Any) -> str:
    """A partner of no body: what it imports is told apart by its code alone."""
    profiles = api.partners.profiles
    found = await profiles.find("commission")
    if found is None:
        found = await partner(profiles, "commission", organisation=None, region="650105")
    await profiles.save(replace(found, version=found.version + 1, **changes), by="t", what="t")
    return found.code


def system(api: Api, of: str, account: str) -> str:
    claims = {"role": "partner_bureau", "region": "650105", "partner": of, "scope": "imports"}
    return api.issuer.issue(account, claims, lifetime_seconds=3600)


async def test_two_clients_of_a_partner_without_a_body_share_their_source_keys(
    api: Api, worker: ImportWorker
) -> None:
    code = await bureau(api)
    content = lines([application(organisation=str(api.service.body("centre")))])
    told = [
        await imported(api, worker, content, LINES, token=system(api, code, account))
        for account in ("client-one", "client-two")
    ]
    assert [one["counts"]["added"] for one in told] == [1, 0]
    assert told[1]["same_file_as"] == told[0]["id"]


async def test_what_a_partner_handed_in_is_not_done_once_it_is_deactivated(
    api: Api, worker: ImportWorker, migrated: Databases
) -> None:
    code = await bureau(api)
    content, token = lines([application()]), system(api, code, "client-one")
    answer = await hand_in(api, content, LINES, token=token)
    await bureau(api, is_active=False)
    while await worker.once():
        pass
    job = answer.json()["id"]
    ended = rows_of(
        migrated.admin, f"SELECT state, counts, fault_zh FROM imports.jobs WHERE id = '{job}'"
    )
    await bureau(api, is_active=True)
    assert [(*row[:2], "停用" in row[2]) for row in ended] == [("failed", None, True)]


async def test_what_a_disabled_client_handed_in_is_not_done(
    api: Api, worker: ImportWorker, migrated: Databases
) -> None:
    made = api.service.clock.now()
    client = Client(client_id=new_id(), name="t", partner=await bureau(api), made_at=made)
    async with Clients.open(migrated.app, api.service.clock) as clients:
        await clients.add(client, by="t")
        token = system(api, "commission", client.client_id)
        answer = await hand_in(api, lines([application()]), LINES, token=token)
        assert answer.status_code == 202
        await clients.disable(client.client_id, by="t")
    while await worker.once():
        pass
    job = answer.json()["id"]
    ended = rows_of(migrated.admin, f"SELECT state FROM imports.jobs WHERE id = '{job}'")
    assert ended == [("failed",)]


async def test_open_imports_are_few_for_each_and_importers_take_turns(
    api: Api, worker: ImportWorker
) -> None:
    many = [await hand_in(api, ledger(row(f"多{n}"))) for n in range(MOST_OPEN + 1)]
    assert [one.status_code for one in many] == [202] * MOST_OPEN + [429]
    assert str(MOST_OPEN) in many[-1].json()["detail"]
    other = await hand_in(api, ledger(row("后1")), role=Role.SUPERVISOR)
    assert other.status_code == 202
    await worker.once()
    await worker.once()
    second = await api.get(other.headers["Location"], role=Role.SUPERVISOR)
    assert second.json()["state"] == "done"
    assert (await api.get(many[1].headers["Location"])).json()["state"] == "waiting"
    while await worker.once():
        pass


async def test_who_may_not_import_follows_an_import_of_his_body_but_reads_no_report(
    api: Api, worker: ImportWorker
) -> None:
    told = await imported(api, worker, ledger(row("见1")))
    for part in ("", "/progress"):
        assert (await api.get(told["path"] + part, role=Role.MEDIATOR)).status_code == 200
    for part in ("/report.json", "/report.xlsx"):
        assert (await api.get(told["path"] + part, role=Role.MEDIATOR)).status_code == 403
        assert (await api.get(told["path"] + part)).status_code == 200
    cancelled = await api.post(f"{told['path']}/cancellation", role=Role.MEDIATOR)
    assert cancelled.status_code == 403


async def test_streams_end_after_a_while_and_look_together(
    api: Api, worker: ImportWorker, migrated: Databases
) -> None:
    answer = await hand_in(api, ledger(row("望1")))
    following = api.partners.imports
    job = await following.table.get(UUID(answer.json()["id"]))
    assert job is not None
    seen = [one async for one in following.changes(job, longest_seconds=0)]
    assert [one.state for one in seen if one] == ["waiting"]

    streams = [following.changes(job) for _ in range(20)]
    first = [await anext(one) for one in streams]
    waiting = [asyncio.ensure_future(anext(one)) for one in streams]
    while await worker.once():
        pass
    second = await asyncio.gather(*waiting)
    assert {one.state for one in first if one} == {"waiting"}
    assert len({id(one) for one in second}) == 1
    for one in streams:
        await one.aclose()


async def test_one_more_stream_than_an_importer_may_keep_open_is_refused_at_once(
    api: Api, worker: ImportWorker
) -> None:
    path = (await hand_in(api, ledger(row("满1")))).headers["Location"]
    streams = {asyncio.ensure_future(api.get(f"{path}/progress")) for _ in range(9)}
    refused, open_ = await asyncio.wait(streams, return_when=asyncio.FIRST_COMPLETED)
    while await worker.once():
        pass
    assert [one.result().status_code for one in refused] == [429]
    assert {one.status_code for one in await asyncio.gather(*open_)} == {200}


async def test_of_large_files_that_come_in_at_once_each_importer_has_two(
    api: Api, worker: ImportWorker
) -> None:
    gate = asyncio.Event()

    async def slow(number: int) -> AsyncIterator[bytes]:
        await gate.wait()
        yield ledger(row(f"慢{number}"))

    sending = {asyncio.ensure_future(hand_in(api, slow(n))) for n in range(3)}
    refused, taken = await asyncio.wait(sending, return_when=asyncio.FIRST_COMPLETED)
    gate.set()
    assert [one.result().status_code for one in refused] == [429]
    assert {one.status_code for one in await asyncio.gather(*taken)} == {202}
    while await worker.once():
        pass
