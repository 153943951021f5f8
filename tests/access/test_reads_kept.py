"""The record of reads while the database takes nothing, at the end of the process, and of pages."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import httpx2
import pytest
import pytest_asyncio
from fastapi.middleware import Middleware
from msgspec import structs

from services.access.account import Account
from services.access.reads.entry import ReadEntry
from services.access.reads.keeping import LARGEST_BATCH, ReadRecord
from services.access.reads.noting import NoteReads
from services.access.reads.operations import PAGES
from services.console.caller import console_caller
from services.console.parts import ConsoleParts
from services.console.router import PAGES as SHOWN
from services.console.router import console_router
from services.kit.database import create_pool
from services.kit.problem_details import Problem
from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from services.workflow.http.app import create_app
from services.workflow.rules.regions import regions
from tests.support.api import Api, api_on, dispute_id
from tests.support.database import Databases
from tests.support.pages import clocks_of
from tests.support.queries import rows_of

CLOSE = "REVOKE INSERT ON audit.reads FROM fengqiao_app"
OPEN = "GRANT INSERT ON audit.reads TO fengqiao_app"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    migrated.empty()
    async with api_on(migrated, tmp_path_factory.mktemp("keys")) as running:
        yield running


def entry(account: str) -> ReadEntry:
    return ReadEntry(
        at=datetime(2026, 3, 10, tzinfo=UTC),
        request=uuid4(),
        account=account,
        role="clerk",
        organisation=None,
        region=None,
        on_behalf_of=None,
        partner=None,
        operation="list_disputes",
        dispute=None,
        parameters={},
        status=200,
        ground="involved",
        reason=None,
        results=0,
    )


def stored(migrated: Databases, account: str) -> int:
    (found,) = rows_of(
        migrated.admin, "SELECT count(*) FROM audit.reads WHERE account = %s", account
    )
    return int(found[0])


async def signed_in(api: Api, browser: httpx2.AsyncClient) -> None:
    """Sign a supervisor in, who has a password already."""
    accounts, sessions = api.partners.access.accounts, api.partners.access.sign_in.sessions
    made = Account(
        account="lin",
        name="林科员",
        role=Role.SUPERVISOR,
        region="650105",
        made_at=api.service.clock.now(),
    )
    await accounts.add(made, by="test")
    await accounts.change_password("lin", "Ganjing-Xishui-7")
    browser.cookies.set("fengqiao-session", await sessions.begin("lin"))


async def test_what_is_held_at_the_end_is_stored(migrated: Databases) -> None:
    async with ReadRecord.open(migrated.app) as record:
        for _ in range(3 * LARGEST_BATCH + 1):
            await record.keep(entry("many"))

    assert stored(migrated, "many") == 3 * LARGEST_BATCH + 1


async def test_no_read_is_answered_that_cannot_be_recorded(api: Api, migrated: Databases) -> None:
    dispute = await api.in_mediation()
    async with ReadRecord.open(migrated.app, patience=0.8) as record:
        noting = (Middleware(NoteReads, record=record, clock=api.clock),)
        transport = httpx2.ASGITransport(
            create_app(structs.replace(api.dependencies, inner=noting))
        )
        headers = {"Authorization": f"Bearer {api.tokens[Role.MEDIATOR]}"}
        async with httpx2.AsyncClient(
            transport=transport, base_url="http://fengqiao", headers=headers
        ) as client:
            rows_of(migrated.admin, CLOSE)
            try:
                refused = await client.get(f"{dispute}/confidential-notes")
                # The record is known to be away by now: every read waits for its own entry.
                also_refused = await client.get(dispute)
            finally:
                rows_of(migrated.admin, OPEN)
            answered = await client.get(dispute)

    assert (refused.status_code, also_refused.status_code) == (503, 503)
    assert refused.headers["Retry-After"] == "1"
    assert "查阅记录暂时不能写入" in refused.json()["detail"]
    assert answered.status_code == 200
    rows = rows_of(
        migrated.admin,
        "SELECT operation FROM audit.reads WHERE dispute = %s ORDER BY no",
        dispute_id(dispute),
    )
    assert rows == [("list_confidential_notes",), ("get_dispute",), ("get_dispute",)]


async def test_a_full_queue_holds_reads_up_and_loses_none(migrated: Databases) -> None:
    async with ReadRecord.open(migrated.app, patience=0.8) as record:
        rows_of(migrated.admin, CLOSE)
        try:
            with pytest.raises(Problem):
                await record.keep(entry("held"), is_stored_first=True)
            waiting = [asyncio.create_task(record.keep(entry("held"))) for _ in range(5)]
            await asyncio.sleep(0)
        finally:
            rows_of(migrated.admin, OPEN)
        await asyncio.gather(*waiting)

        assert stored(migrated, "held") == 6


def test_every_page_is_known_to_the_record_of_reads() -> None:
    assert set(PAGES) == set(SHOWN)


async def test_a_page_is_taken_down_with_who_saw_what(api: Api, migrated: Databases) -> None:
    dispute = dispute_id(await api.registered())
    await catch_up(migrated.projector)
    pool = await create_pool(migrated.app, name="test pages", size=2)
    parts = ConsoleParts(
        caller=console_caller(is_development=True),
        read_models=pool.acquire,
        open_names=api.service.keyring.open_all,
        clocks=clocks_of(api),
        region_name=regions().name,
        sign_in=api.partners.access.sign_in,
    )
    api.app.include_router(console_router(parts))
    transport = httpx2.ASGITransport(api.app, client=("127.0.0.1", 1))
    rows_of(migrated.admin, "TRUNCATE audit.reads")
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as browser:
        for path in (f"/disputes/{dispute}", "/disputes?number=阿依古丽", "/help", "/sign-in"):
            assert (await browser.get(path)).status_code == 200, path
        assert (await browser.get(f"/disputes/{uuid4()}")).status_code == 404
        await signed_in(api, browser)
        assert (await browser.get("/disputes")).status_code == 200
    await pool.close()
    await api.partners.record.stored()
    rows = rows_of(
        migrated.admin,
        "SELECT operation, dispute, status, ground, parameters, account FROM audit.reads"
        " ORDER BY no",
    )

    assert rows[:2] == [
        ("page /disputes/{dispute}", dispute, 200, "own_machine", {}, ""),
        ("page /disputes", None, 200, "own_machine", {"…": "…"}, ""),
    ]
    assert rows[2][:4:2] == ("page /disputes/{dispute}", 404)
    assert rows[3:] == [("page /disputes", None, 200, "own_region", {}, "lin")]
