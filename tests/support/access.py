"""Tokens, sign-in and a page to see, over real tables: the small app of the tests of who calls."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from fastapi import FastAPI
from pwdlib.hashers.argon2 import Argon2Hasher

from services.access.account import Account
from services.access.client import Client, new_id
from services.access.passwords import Passwords
from services.cli.access_side import AccessSide, access_side, own_keys
from services.cli.people import verifier
from services.console.caller import console_caller
from services.console.parts import ConsoleParts
from services.console.router import console_router
from services.kit.database import create_pool
from services.kit.tokens import TokenVerifier
from services.partners.profiles.store import Profiles
from services.projections.words.naming import nothing
from services.workflow.domain.given import Role
from services.workflow.http.edge import Edge
from services.workflow.http.identity import Caller
from services.workflow.settings import Mode, Settings, load
from services.workflow.storage.master_key import LocalMasterKey
from tests.support.database import Databases
from tests.support.partners import partner, profiles_on
from tests.support.write_side import StandingClock

CHEAP = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)
SITE = "https://fengqiao.example"
NOTHING: Any = None
"""Nobody is told of deadlines here."""
_FORM = re.compile(r'name="form" value="([^"]+)"')


@dataclass
class Side:
    """What who calls needs of a write side."""

    clock: StandingClock
    master: LocalMasterKey


@dataclass
class Door:
    """The app, what is behind it, and a browser for whoever comes."""

    app: FastAPI
    side: Side
    settings: Settings
    access: AccessSide
    profiles: Profiles
    verifier: TokenVerifier[Caller]
    pool: Any

    @property
    def clock(self) -> StandingClock:
        return self.side.clock

    def browser(self, site: str = SITE) -> httpx2.AsyncClient:
        """A browser of its own: cookies, Chinese, no redirects followed."""
        address = ("10.0.0.9", 4711)
        transport = httpx2.ASGITransport(self.app, client=address)
        language = {"Accept-Language": "zh-CN"}
        return httpx2.AsyncClient(transport=transport, base_url=site, headers=language)

    async def client(self, **of: Any) -> tuple[Client, str]:
        """A new client of the court, unless told otherwise, and its secret."""
        if await self.profiles.find("court") is None:
            await partner(self.profiles, "court")
        told = {"partner": "court"} if "role" not in of else {}
        made = Client(
            **{"client_id": new_id(), "name": "test", "made_at": self.clock.now(), **told, **of}
        )
        return made, await self.access.clients.add(made, by="test")

    async def account(self, name: str, **of: Any) -> str:
        """A new account of a supervisor, unless told otherwise; gives its first password."""
        told = {"role": Role.SUPERVISOR, "region": "650105", "made_at": self.clock.now()}
        return await self.access.accounts.add(
            Account(**{"account": name, "name": f"岗位{name}", **told, **of}), by="test"
        )

    async def settled(self, name: str, password: str = "Ganjing-Xishui-7", **of: Any) -> str:
        """A new account that has its own password; gives it."""
        await self.account(name, **of)
        await self.access.accounts.change_password(name, password)
        return password

    async def ask(self, client: Client, secret: str, **form: str) -> httpx2.Response:
        """Ask for a token, the secret in the header."""
        async with self.browser() as browser:
            return await browser.post(
                "/oauth/token",
                data={"grant_type": "client_credentials", **form},
                auth=(client.client_id, secret),
            )

    async def rows(self, query: str, *values: object) -> list[Any]:
        return list(await self.pool.fetch(query, *values))


def form_in(page: httpx2.Response) -> str:
    """What the page's form carries to prove that it was given out here."""
    found = _FORM.search(page.text)
    assert found, page.text
    return found[1]


async def sign_in(
    browser: httpx2.AsyncClient, account: str, password: str, onward: str = "/"
) -> httpx2.Response:
    """Fill in the form of the sign-in page."""
    page = await browser.get("/sign-in", params={"next": onward})
    told = {"form": form_in(page), "account": account, "password": password, "next": onward}
    return await browser.post("/sign-in", data=told)


@asynccontextmanager
async def door_on(databases: Databases, folder: Path, **settings: Any) -> AsyncIterator[Door]:
    """Serve tokens and pages; the settings are those of production unless told otherwise."""
    clock = StandingClock()
    side = Side(clock, LocalMasterKey.load(None, folder, is_production=False))
    told = {"mode": Mode.PRODUCTION, "data_dir": folder, "token_issuer": SITE, "public_url": SITE}
    chosen = load().model_copy(update={**told, **settings})
    async with (
        profiles_on(databases, folder, clock) as profiles,
        access_side(chosen, databases.app, side, profiles, Passwords(CHEAP)) as access,
        await create_pool(databases.app, name="test door", size=2) as pool,
    ):
        verifies = verifier(chosen, clock, own_keys(access))
        app = FastAPI(openapi_url=None)
        for router in access.routers:
            app.include_router(router)
        parts = ConsoleParts(
            caller=console_caller(is_development=chosen.mode is Mode.DEVELOPMENT),
            read_models=pool.acquire,
            open_names=nothing,
            clocks=NOTHING,
            region_name=lambda _: None,
            sign_in=access.sign_in,
        )
        app.include_router(console_router(parts))
        app.add_middleware(Edge, verifier=verifies)
        yield Door(app, side, chosen, access, profiles, verifies, pool)
