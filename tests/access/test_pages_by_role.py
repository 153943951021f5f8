"""Whoever signs in sees on the pages what the same account's token sees by the API, and no more."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
import pytest_asyncio

from services.access.account import Account
from services.access.client import Client, new_id
from services.access.passwords import Passwords
from services.cli.access_side import AccessSide, access_side
from services.console.caller import console_caller
from services.console.parts import ConsoleParts
from services.console.router import console_router
from services.kit.database import create_pool
from services.projections.queries.reached import reach
from services.workflow.domain.given import Role
from services.workflow.rules.regions import regions
from tests.support.access import CHEAP, SITE, form_in, sign_in
from tests.support.api import ISSUER, SETTINGS, Api, api_on
from tests.support.database import Databases
from tests.support.following import projecting
from tests.support.pages import clocks_of
from tests.support.partners import partner

PASSWORD = "Ganjing-Xishui-7"
PEOPLE: dict[str, dict[str, Any]] = {
    "clerk": {"role": Role.CLERK, "organisation": "centre"},
    "other-clerk": {"role": Role.CLERK, "organisation": "other-centre"},
    "supervisor": {"role": Role.SUPERVISOR, "region": "650105"},
    "city-supervisor": {"role": Role.SUPERVISOR, "region": "650100"},
    "far-supervisor": {"role": Role.SUPERVISOR, "region": "330281"},
    "liaison": {"role": Role.COURT_LIAISON, "organisation": "court", "region": "650105"},
}
SEE_IT = {"clerk", "supervisor", "city-supervisor"}
_OPTIONS = re.compile(r'<option value="(\d+)"')


@dataclass
class Opened:
    """The app with pages, a dispute of the centre, and accounts of several roles."""

    api: Api
    access: AccessSide
    dispute: str

    @asynccontextmanager
    async def browser(self, account: str) -> AsyncIterator[httpx2.AsyncClient]:
        transport = httpx2.ASGITransport(self.api.app, client=("10.0.0.9", 1))
        language = {"Accept-Language": "zh-CN"}
        async with httpx2.AsyncClient(
            transport=transport, base_url=SITE, headers=language
        ) as browser:
            assert (await sign_in(browser, account, PASSWORD)).status_code == 303
            yield browser


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(
    migrated: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Opened]:
    migrated.empty()
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(api_on(migrated, tmp_path_factory.mktemp("keys")))
        await stack.enter_async_context(projecting(migrated.projector))
        pool: Any = await create_pool(migrated.app, name="test pages", size=4)
        stack.push_async_callback(pool.close)
        own = SETTINGS.model_copy(update={"token_issuer": ISSUER})
        access = await stack.enter_async_context(
            access_side(own, migrated.app, api.service, api.partners.profiles, Passwords(CHEAP))
        )
        parts = ConsoleParts(
            caller=console_caller(is_development=False),
            read_models=pool.acquire,
            open_names=api.service.keyring.open_all,
            clocks=clocks_of(api),
            region_name=regions().name,
            sign_in=access.sign_in,
        )
        api.app.include_router(console_router(parts))
        # Before the app looks for keys: it looks again after a while, and the clock stands.
        await access.keys.signer()
        dispute = await api.registered()
        for name, told in PEOPLE.items():
            body = told.get("organisation")
            ids = {"organisation": api.service.body(body) if body else None}
            made = {"made_at": api.service.clock.now(), "name": name, "account": name}
            await access.accounts.add(Account(**{**told, **ids, **made}), by="test")
            await access.accounts.change_password(name, PASSWORD)
        await reach(pool, await api.service.store.head(), patience=30)
        yield Opened(api, access, dispute)


@pytest.mark.parametrize("account", PEOPLE)
async def test_pages_and_interface_show_the_same_disputes(opened: Opened, account: str) -> None:
    async with opened.browser(account) as browser:
        listed = await browser.get("/disputes")
        page = await browser.get(opened.dispute.removeprefix("/v1"))
        given = await browser.post(
            "/account/token", data={"form": form_in(await browser.get("/account"))}
        )
        token = given.text.partition('<code id="token">')[2].partition("</code>")[0]
        headers = {"Authorization": f"Bearer {token}"}
        by_api = await browser.get("/v1/disputes", headers=headers)
        one_by_api = await browser.get(opened.dispute, headers=headers)

    is_seen = account in SEE_IT
    assert listed.status_code == by_api.status_code == 200
    assert (opened.dispute.removeprefix("/v1") in listed.text) == is_seen
    assert bool(by_api.json()["items"]) == is_seen
    assert page.status_code == one_by_api.status_code == (200 if is_seen else 404)


@pytest.mark.parametrize(
    ("account", "within"),
    [("clerk", "650105013"), ("supervisor", "650105"), ("city-supervisor", "6501")],
)
async def test_figures_are_of_ones_own_region(opened: Opened, account: str, within: str) -> None:
    async with opened.browser(account) as browser:
        overview = await browser.get("/")
        elsewhere = await browser.get("/", params={"region": "330281"})
        figure = await browser.get("/figures/area_resolution@1", params={"region": "330281"})

    assert overview.status_code == 200
    offered = _OPTIONS.findall(overview.text)
    assert offered
    assert all(code.startswith(within) for code in offered)
    assert elsewhere.status_code == figure.status_code == 422


async def test_who_may_not_ask_for_figures_is_shown_the_list_instead(opened: Opened) -> None:
    async with opened.browser("liaison") as browser:
        for path in ("/", "/figures/area_resolution@1"):
            answer = await browser.get(path)
            assert (answer.status_code, answer.headers["Location"]) == (303, "/disputes")


async def test_a_partners_token_from_the_token_endpoint_opens_the_interface(
    opened: Opened,
) -> None:
    await partner(opened.api.partners.profiles, "centre")
    client = Client(
        client_id=new_id(), name="own system", partner="centre", made_at=opened.api.clock.now()
    )
    secret = await opened.access.clients.add(client, by="test")
    given = await opened.api.client.post(
        "/oauth/token",
        data={"grant_type": "client_credentials", "scope": "disputes:read"},
        auth=(client.client_id, secret),
    )
    headers = {"Authorization": f"Bearer {given.json()['access_token']}"}
    read = await opened.api.client.get(opened.dispute, headers=headers)
    feed = await opened.api.client.get("/v1/feed", headers=headers)

    assert read.status_code == 200, read.text
    assert feed.status_code == 403
