"""`POST /oauth/token`: who gets a token, of what, and how everybody else is told (RFC 6749)."""

import base64
import json
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
from joserfc import jws
from msgspec import structs

from services.access.client import Client
from services.access.standing import StandingReaders
from services.partners.profiles.partner import ALL_SCOPES
from services.workflow.application.registry import organisation_id
from services.workflow.domain.given import Actor, Role
from tests.support.access import Door

GRANT = {"grant_type": "client_credentials"}


def basic(client_id: str, secret: str) -> dict[str, str]:
    told = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    return {"Authorization": f"Basic {told}"}


async def asked(
    door: Door, data: Any, headers: dict[str, str] | None = None, path: str = ""
) -> Any:
    async with door.browser() as browser:
        return await browser.post(f"/oauth/token{path}", data=data, headers=headers or {})


async def test_a_client_of_a_partner_gets_a_token_that_acts_as_the_partner(door: Door) -> None:
    client, secret = await door.client()
    answer = await door.ask(client, secret)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.json()
    assert (told["token_type"], told["expires_in"]) == ("Bearer", 900)
    assert told["scope"].split() == list(ALL_SCOPES)
    caller = await door.verifier.verify(told["access_token"])
    assert caller.partner == "court"
    assert caller.scopes == frozenset(ALL_SCOPES)
    assert (caller.actor.account, caller.actor.role) == (client.client_id, Role.COURT_LIAISON)
    assert (caller.actor.organisation, caller.actor.region) == (organisation_id("court"), "650105")


async def test_the_token_is_of_the_form_that_rfc_9068_asks_for(door: Door) -> None:
    client, secret = await door.client()
    token = (await door.ask(client, secret)).json()["access_token"]
    signed = jws.extract_compact(token.encode())

    assert signed.headers()["typ"] == "at+jwt"
    assert signed.headers()["kid"]
    claims = json.loads(signed.payload)
    assert {"iss", "aud", "sub", "client_id", "iat", "exp", "jti", "scope"} <= set(claims)
    assert claims["sub"] == claims["client_id"] == client.client_id


async def test_the_secret_may_come_in_the_form_as_well(door: Door) -> None:
    client, secret = await door.client()
    told = {**GRANT, "client_id": client.client_id, "client_secret": secret}

    assert (await asked(door, told)).status_code == 200


async def test_a_client_of_no_partner_acts_by_its_own_role(door: Door) -> None:
    centre = organisation_id("centre")
    client, secret = await door.client(role=Role.CLERK, organisation=centre, region="650105013")
    told = (await door.ask(client, secret)).json()

    caller = await door.verifier.verify(told["access_token"])
    assert "scope" not in told
    assert caller.scopes is None
    assert caller.partner is None
    assert (caller.actor.role, caller.actor.organisation) == (Role.CLERK, centre)


async def test_what_is_granted_lies_within_the_clients_and_the_partners_scopes(door: Door) -> None:
    narrow, secret = await door.client(scopes=("feed:read", "disputes:read"))
    granted = await door.ask(narrow, secret, scope="feed:read")
    beyond = await door.ask(narrow, secret, scope="feed:read disputes:write")
    unheard = await door.ask(narrow, secret, scope="everything")

    assert granted.json()["scope"] == "feed:read"
    assert (await door.ask(narrow, secret)).json()["scope"] == "disputes:read feed:read"
    for refused in (beyond, unheard):
        assert (refused.status_code, refused.json()["error"]) == (400, "invalid_scope")


async def test_a_partner_that_may_no_more_lends_its_clients_no_more(door: Door) -> None:
    client, secret = await door.client(scopes=("feed:read",))
    court = await door.profiles.find("court")
    assert court
    without = structs.replace(court, scopes=("disputes:read",), version=court.version + 1)
    await door.profiles.save(without, by="test", what="narrowed")
    narrowed = await door.ask(client, secret)
    off = structs.replace(without, is_active=False, version=without.version + 1)
    await door.profiles.save(off, by="test", what="deactivated")
    inactive = await door.ask(client, secret)
    await door.profiles.save(structs.replace(court, version=off.version + 1), by="test", what="on")

    assert (narrowed.status_code, narrowed.json()["error"]) == (400, "invalid_scope")
    assert (inactive.status_code, inactive.json()["error"]) == (400, "unauthorized_client")
    assert (await door.ask(client, secret)).status_code == 200


async def test_a_wrong_secret_an_unknown_id_and_a_disabled_client_are_told_alike(
    door: Door,
) -> None:
    client, secret = await door.client()
    disabled, its_secret = await door.client()
    await door.access.clients.disable(disabled.client_id, by="test")
    stranger = structs.replace(client, client_id="cli_" + "a" * 20)
    answers = [
        await door.ask(client, f"{secret}x"),
        await door.ask(stranger, secret),
        await door.ask(disabled, its_secret),
        await asked(door, GRANT),
        await asked(door, GRANT, {"Authorization": "Bearer x"}),
        await asked(door, GRANT, {"Authorization": "Basic ***"}),
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer.json()["error"] for answer in answers} == {"invalid_client"}
    assert all("Basic" in answer.headers["WWW-Authenticate"] for answer in answers)
    assert all(answer.headers["Cache-Control"] == "no-store" for answer in answers)
    assert len({answer.text for answer in answers[:4]}) == 1


@pytest.mark.parametrize(
    ("data", "headers", "path", "error"),
    [
        ({"grant_type": "password"}, None, "", "unsupported_grant_type"),
        ({}, None, "", "invalid_request"),
        (GRANT, None, "?client_secret=x", "invalid_request"),
        (GRANT, {"Content-Type": "application/json"}, "", "invalid_request"),
        ({**GRANT, "client_secret": "x"}, basic("a", "b"), "", "invalid_request"),
        ({**GRANT, "client_id": "c"}, basic("a", "b"), "", "invalid_request"),
        ({"grant_type": ["client_credentials", "x"]}, None, "", "invalid_request"),
        ({**GRANT, "scope": "x" * 9000}, None, "", "invalid_request"),
        ({**GRANT, "scope": "a\0b"}, None, "", "invalid_request"),
        ({f"f{n}": "x" for n in range(30)}, None, "", "invalid_request"),
    ],
)
async def test_what_is_no_request_for_a_token_is_told_as_one(
    door: Door, data: Any, headers: dict[str, str] | None, path: str, error: str
) -> None:
    answer = await asked(door, data, headers, path)

    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "told",
    ["a%00b:x", "x:a%00b", "a\0b:x", "a%ed%a0%80:x", "a%ff:x", "a" * 501 + ":x", "a:" + "x" * 501],
)
async def test_an_id_or_secret_that_can_be_none_is_refused_like_a_wrong_one(
    door: Door, told: str
) -> None:
    header = {"Authorization": f"Basic {base64.b64encode(told.encode()).decode()}"}
    answer = await asked(door, GRANT, header)

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    client_id, _, secret = told.partition(":")
    in_form = {**GRANT, "client_id": client_id, "client_secret": secret}
    assert (await asked(door, in_form)).status_code in {400, 401}


@pytest.mark.parametrize("body", [b"\xff=\xff", b"%ff%fe=%00", b"&&&=&", b"\0"])
async def test_garbage_is_refused_in_words(door: Door, body: bytes) -> None:
    async with door.browser() as browser:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = await browser.post("/oauth/token", content=body, headers=form)

    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_request"


async def test_two_secrets_are_valid_while_one_follows_the_other(door: Door) -> None:
    client, old = await door.client()
    keep = timedelta(hours=1)
    new = await door.access.clients.rotate(client.client_id, by="test", keep_old=keep)
    both = [(await door.ask(client, secret)).status_code for secret in (old, new)]
    door.clock.advance(hours=1)
    after = [(await door.ask(client, secret)).status_code for secret in (old, new)]

    assert both == [200, 200]
    assert after == [401, 200]


async def test_the_journal_says_who_changed_which_client_and_no_secret(door: Door) -> None:
    client, secret = await door.client(name="立案系统")
    new = await door.access.clients.rotate(client.client_id, by="ops", keep_old=timedelta(0))
    await door.access.clients.disable(client.client_id, by="ops")
    query = "SELECT by, what, detail::text FROM access.changes WHERE subject = $1 ORDER BY no"
    rows = await door.rows(query, client.client_id)

    told = [(row["by"], row["what"]) for row in rows]
    assert told == [("test", "added"), ("ops", "secret rotated"), ("ops", "disabled")]
    assert "立案系统" in rows[0]["detail"]
    everything = str(await door.rows("SELECT changes::text FROM access.changes"))
    kept = str(await door.rows("SELECT client_secrets::text FROM access.client_secrets"))
    for hidden in (secret, new, secret.removeprefix("fqs_")):
        assert hidden not in everything + kept


async def test_the_journal_can_only_be_added_to(door: Door) -> None:
    await door.client()
    for statement in ("UPDATE access.changes SET by = 'x'", "DELETE FROM access.changes"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await door.pool.execute(statement)


async def test_a_disabled_client_loses_its_tokens_within_minutes(door: Door) -> None:
    client, secret = await door.client()
    token = (await door.ask(client, secret)).json()["access_token"]
    await door.verifier.verify(token)
    await door.access.clients.disable(client.client_id, by="test")
    door.clock.advance(seconds=301)

    async with door.browser() as browser:
        answer = await browser.get("/v1/x", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


async def test_what_a_client_set_going_goes_on_until_the_client_is_disabled(door: Door) -> None:
    centre, standing = organisation_id("centre"), StandingReaders(door.pool)
    of_court, _ = await door.client()
    of_court_as = Actor(account=of_court.client_id, role=Role.COURT_LIAISON, organisation=centre)
    own, _ = await door.client(role=Role.CLERK, organisation=centre)
    own_as = Actor(account=own.client_id, role=Role.CLERK, organisation=centre)
    before = [await standing.stands(each) for each in (of_court_as, own_as)]
    for client in (of_court, own):
        await door.access.clients.disable(client.client_id, by="test")

    assert before == [True, True]
    assert [await standing.stands(each) for each in (of_court_as, own_as)] == [False, False]
    unknown = structs.replace(own_as, account="cli_" + "a" * 20)
    assert not await standing.stands(unknown)
    assert await standing.stands(structs.replace(own_as, account="of-another-issuer"))


def test_a_client_is_shown_without_any_secret() -> None:
    assert not {"secret", "hash"} & set(Client.__struct_fields__)
