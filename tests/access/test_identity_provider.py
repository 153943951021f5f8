"""Signing in at an identity provider (OpenID Connect), against one over real HTTP."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
import pytest_asyncio
from pydantic import SecretStr

from services.kit.tokens import InvalidToken
from services.workflow.application.registry import organisation_id
from services.workflow.domain.given import Role
from tests.support.access import SITE, Door, door_on
from tests.support.database import Databases
from tests.support.identity_provider import (
    CLIENT,
    SECRET,
    IdentityProvider,
    identity_provider,
    other_key,
)
from tests.support.write_side import StandingClock

USER = {
    "sub": "u-17",
    "roles": ["staff", "arbitration_clerk"],
    "dept": "commission",
    "area": "650105",
}
REFUSED = "没有登录成功"


@dataclass
class Outside:
    """The app, set to sign people in at the provider."""

    door: Door
    provider: IdentityProvider


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def outside(
    migrated: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Outside]:
    migrated.empty()
    with identity_provider(StandingClock()) as provider:
        settings = {
            "oidc_issuer": provider.url,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SecretStr(SECRET),
            "oidc_role_claim": "roles",
            "oidc_organisation_claim": "dept",
            "oidc_region_claim": "area",
        }
        async with door_on(migrated, tmp_path_factory.mktemp("keys"), **settings) as door:
            provider.clock = door.clock
            yield Outside(door, provider)


@pytest.fixture
def provider(outside: Outside) -> IdentityProvider:
    outside.provider.claims, outside.provider.lies = dict(USER), {}
    outside.provider.refuses = False
    return outside.provider


@pytest.fixture
def door(outside: Outside) -> Door:
    return outside.door


async def to_the_provider(browser: httpx2.AsyncClient, onward: str = "/help") -> str:
    """Where the browser is sent back to after its stay at the provider."""
    away = await browser.get("/sign-in/provider", params={"next": onward})
    assert away.status_code == 303, away.text
    async with httpx2.AsyncClient(verify=False) as elsewhere:
        back = await elsewhere.get(away.headers["Location"])
    assert back.headers["Location"].startswith(f"{SITE}/sign-in/callback?")
    return str(back.headers["Location"])


async def signed_in(browser: httpx2.AsyncClient) -> bool:
    return (await browser.get("/help")).status_code == 200


async def test_whoever_the_provider_vouches_for_reads_as_its_claims_say(
    door: Door, provider: IdentityProvider
) -> None:
    async with door.browser() as browser:
        page = await browser.get("/sign-in", params={"next": "/help"})
        assert "去身份系统登录" in page.text
        assert 'type="password"' not in page.text
        answer = await browser.get(await to_the_provider(browser))

        assert (answer.status_code, answer.headers["Location"]) == (303, "/help")
        assert await signed_in(browser)
        account = await browser.get("/account")
        assert "u-17" in account.text
        assert "仲裁办案人员" in account.text
        found = await door.access.sign_in.sessions.find(browser.cookies["__Host-fengqiao-session"])
    assert found
    assert found.actor.role is Role.ARBITRATION_CLERK
    assert found.actor.organisation == organisation_id("commission")
    assert found.actor.region == "650105"


@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://evil.example"},
        {"aud": "another-client"},
        {"aud": ["another-client", CLIENT], "azp": "another-client"},
        {"exp": 1},
        {"iat": None},
        {"sub": None},
        {"sub": "cli_aaaaaaaaaaaaaaaaaaaa"},
        {"roles": ["staff"]},
        {"roles": ["clerk", "supervisor"]},
        {"roles": "system"},
        {"area": "650105; DROP"},
    ],
    ids=str,
)
async def test_an_id_token_that_is_not_of_this_sign_in_lets_nobody_in(
    door: Door, provider: IdentityProvider, lies: dict[str, Any]
) -> None:
    provider.lies = lies
    async with door.browser() as browser:
        answer = await browser.get(await to_the_provider(browser))

        assert answer.status_code == 422
        assert REFUSED in answer.text
        assert not await signed_in(browser)


async def test_a_signature_of_somebody_else_lets_nobody_in(
    door: Door, provider: IdentityProvider
) -> None:
    provider.lies = {"key": other_key(provider.key)}
    async with door.browser() as browser:
        assert REFUSED in (await browser.get(await to_the_provider(browser))).text
        assert not await signed_in(browser)


async def test_the_way_back_is_taken_once_in_time_by_the_browser_that_went(
    door: Door, provider: IdentityProvider
) -> None:
    async with door.browser() as browser, door.browser() as victim:
        await victim.get("/sign-in/provider")
        back = await to_the_provider(browser)
        query = parse_qs(urlsplit(back).query)
        for changed in (
            back.replace(query["state"][0], "forged"),
            back.replace("state=", "stat="),
            "/sign-in/callback",
        ):
            assert REFUSED in (await browser.get(changed)).text
        assert REFUSED in (await victim.get(back)).text
        assert not await signed_in(victim)
        assert (await browser.get(back)).status_code == 303
        again = await browser.get(back)
        assert again.status_code == 422

        late = await to_the_provider(browser)
        door.clock.advance(minutes=11)
        assert REFUSED in (await browser.get(late)).text


async def test_an_answer_of_another_provider_is_refused(
    door: Door, provider: IdentityProvider
) -> None:
    async with door.browser() as browser:
        back = await to_the_provider(browser)
        mixed = httpx2.URL(back).copy_set_param("iss", "https://evil.example")
        assert REFUSED in (await browser.get(mixed)).text
        provider.refuses = True
        assert REFUSED in (await browser.get(await to_the_provider(browser))).text


async def test_a_password_is_no_way_in_beside_the_provider(
    door: Door, provider: IdentityProvider
) -> None:
    password = await door.settled("lin")
    async with door.browser() as browser:
        said = await door.access.sign_in.sessions.begin("lin")
        browser.cookies.set("__Host-fengqiao-session", said)
        assert not await signed_in(browser)
        told = {"account": "lin", "password": password}
        answer = await browser.post("/sign-in", data=told)
        assert answer.headers["Location"] == "/sign-in"


async def test_a_provider_that_is_away_is_told_in_words(
    databases: Databases, tmp_path: Path
) -> None:
    settings = {"oidc_issuer": "http://127.0.0.1:9", "oidc_client_id": CLIENT}
    async with door_on(databases, tmp_path, **settings) as door, door.browser() as browser:
        answer = await browser.get("/sign-in/provider")

        assert answer.status_code == 503
        assert "身份系统暂时没有应答" in answer.text


async def test_an_operator_signs_somebody_of_the_provider_out(
    door: Door, provider: IdentityProvider
) -> None:
    tokens = door.access.sign_in.tokens
    assert tokens
    async with door.browser() as here, door.browser() as there, door.browser() as other:
        for browser in (here, there):
            await browser.get(await to_the_provider(browser))
        provider.claims = {**USER, "sub": "u-18"}
        await other.get(await to_the_provider(other))
        token = await tokens.issue("u-17", {"role": "clerk"}, lifetime_seconds=3600)
        assert await door.verifier.verify(token)
        ended = await door.access.sign_in.sessions.end_all("u-17", by="ops")

        assert ended >= 2
        assert [await signed_in(each) for each in (here, there, other)] == [False, False, True]
    door.clock.advance(seconds=301)
    with pytest.raises(InvalidToken):
        await door.verifier.verify(token)
    again = await tokens.issue("u-17", {"role": "clerk"}, lifetime_seconds=3600)
    assert await door.verifier.verify(again)
    query = "SELECT by, what, detail::text FROM access.changes WHERE subject = 'u-17'"
    (row,) = await door.rows(query)
    assert (row["by"], row["what"], json.loads(row["detail"])) == (
        "ops", "signed out", {"sessions": ended},
    )  # fmt: skip


async def test_what_is_kept_of_people_at_the_provider_is_no_secret_of_theirs(
    door: Door, provider: IdentityProvider
) -> None:
    async with door.browser() as browser:
        back = await to_the_provider(browser)
        kept = str(await door.rows("SELECT sign_ins_begun::text FROM access.sign_ins_begun"))
        assert parse_qs(urlsplit(back).query)["state"][0] not in kept
        await browser.get(back)
        assert not await door.rows(
            "SELECT 1 FROM access.sign_ins_begun WHERE ends_at <= $1", door.clock.now()
        )
