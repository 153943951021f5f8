"""Our own tokens: keys rotate without ending any of them, and nothing else passes for one."""

import asyncio
import base64
import json
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from services.access.signing_keys import LONGEST_TOKEN, PUBLISHED_AHEAD, SigningKeys
from services.cli.people import OwnKeys, example_tokens, verifier
from services.kit.tokens import InvalidToken, TokenIssuer, TokenVerifier, new_key
from services.workflow.http.identity import Caller
from services.workflow.settings import Mode, load
from tests.support.access import SITE, Door, door_on
from tests.support.database import Databases


async def issued(door: Door, lifetime_seconds: int = 900) -> str:
    assert door.access.sign_in.tokens
    return await door.access.sign_in.tokens.issue(
        "somebody", {"role": "clerk"}, lifetime_seconds=lifetime_seconds
    )


async def published(door: Door) -> list[str]:
    async with door.browser() as browser:
        answer = await browser.get("/.well-known/jwks.json")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert not any("d" in key for key in answer.json()["keys"])
    return [key["kid"] for key in answer.json()["keys"]]


def kid_of(token: str) -> str:
    head = token.split(".", maxsplit=1)[0]
    return str(json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))["kid"])


async def other_worker(door: Door) -> TokenVerifier[Caller]:
    """A second process over the same tables."""
    keys = SigningKeys(door.pool, door.side.master, door.clock)
    return verifier(door.settings, door.clock, OwnKeys(keys, door.access.standing.stands))


async def test_a_new_key_is_published_before_it_signs_and_the_old_one_verifies_to_the_end(
    door: Door,
) -> None:
    before = await issued(door, int(LONGEST_TOKEN.total_seconds()))
    elsewhere = await other_worker(door)
    await elsewhere.verify(before)
    new = await door.access.keys.rotate(by="test")
    old = kid_of(before)
    assert set(await published(door)) == {old, new}
    assert kid_of(await issued(door)) == old

    door.clock.advance(seconds=PUBLISHED_AHEAD.total_seconds() - 1)
    last_of_old = await issued(door, int(LONGEST_TOKEN.total_seconds()))
    assert kid_of(last_of_old) == old
    door.clock.advance(seconds=1)
    after = await issued(door)
    assert kid_of(after) == new
    for token in (before, last_of_old, after):
        assert (await elsewhere.verify(token)).actor.account == "somebody"

    door.clock.advance(seconds=LONGEST_TOKEN.total_seconds() - 2)
    assert (await elsewhere.verify(last_of_old)).actor.account == "somebody"
    door.clock.advance(seconds=120)
    assert await published(door) == [new]
    rows = await door.rows("SELECT by, what FROM access.changes WHERE subject = $1", new)
    assert [tuple(row) for row in rows] == [("test", "rotated")]


async def test_a_key_that_is_no_longer_secret_ends_with_all_its_tokens(door: Door) -> None:
    stolen = await issued(door)
    await door.verifier.verify(stolen)
    new = await door.access.keys.rotate(by="test", is_compromised=True)
    assert await published(door) == [new]
    assert kid_of(await issued(door)) == new

    door.clock.advance(seconds=301)
    for worker in (door.verifier, await other_worker(door)):
        with pytest.raises(InvalidToken):
            await worker.verify(stolen)


async def test_several_processes_make_the_first_key_once(
    databases: Databases, tmp_path: Path
) -> None:
    async with door_on(databases, tmp_path) as door:
        workers = [SigningKeys(door.pool, door.side.master, door.clock) for _ in range(3)]
        keys = await asyncio.gather(*(worker.signer() for worker in workers))

        assert len({key.kid for key in keys}) == 1
        rows = await door.rows("SELECT wrapped, public::text FROM access.signing_keys")
        assert len(rows) == 1
        private = keys[0].as_dict(private=True)["d"]
        assert str(private).encode() not in bytes(rows[0]["wrapped"])
        assert str(private) not in rows[0]["public"]


def signed(key: Any, alg: str, **header_and_claims: Any) -> str:
    now = 1_773_104_400
    claims = {"iss": SITE, "aud": "fengqiao", "sub": "x", "role": "clerk", "iat": now}
    claims |= {"exp": now + 900} | header_and_claims
    header = {"alg": alg, "typ": claims.pop("typ", "at+jwt")}
    if kid := claims.pop("kid", None):
        header["kid"] = kid
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(header, kept, key, algorithms=[alg])


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("another audience", {"aud": "elsewhere"}),
        ("another issuer", {"iss": "https://evil.example"}),
        ("expired", {"exp": 1_773_104_400 - 60}),
        ("without an end", {"exp": None}),
        ("of another type", {"typ": "JWT"}),
        ("a logout token", {"typ": "logout+jwt"}),
        ("without a role", {"role": None}),
        ("as the system", {"role": "system"}),
    ],
)
async def test_a_token_signed_by_us_that_is_not_for_this_is_refused(
    door: Door, what: str, changes: dict[str, Any]
) -> None:
    key = await door.access.keys.signer()
    now = int(door.clock.now().timestamp())
    shift = now - 1_773_104_400
    times = {name: value + shift for name, value in changes.items() if isinstance(value, int)}
    good = {"iat": now, "exp": now + 900}
    await door.verifier.verify(signed(key, "Ed25519", kid=key.kid, **good))

    with pytest.raises(InvalidToken):
        await door.verifier.verify(
            signed(key, "Ed25519", kid=key.kid, **{**good, **changes, **times})
        )


async def test_nobody_elses_signature_passes_for_ours(door: Door) -> None:
    ours = await door.access.keys.signer()
    now = int(door.clock.now().timestamp())
    good = {"iat": now, "exp": now + 900, "kid": ours.kid}
    public = OctKey.import_key(json.dumps(ours.as_dict(private=False)).encode())
    whole = signed(ours, "Ed25519", **good)
    head, body, signature = whole.split(".")
    unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0"
    forged = (
        signed(new_key(), "Ed25519", **good),
        signed(public, "HS256", **good),
        f"{unsigned}.{body}.",
        f"{unsigned}.{body}.{signature}",
        f"{head}.{body}.",
        f"{head}.{body}.{signature[:-4]}AAAA",
    )

    for token in forged:
        with pytest.raises(InvalidToken):
            await door.verifier.verify(token)


async def test_the_metadata_says_where_tokens_are_got(door: Door) -> None:
    async with door.browser() as browser:
        told = (await browser.get("/.well-known/oauth-authorization-server")).json()

    assert told["issuer"] == SITE
    assert told["token_endpoint"] == f"{SITE}/oauth/token"
    assert told["jwks_uri"] == f"{SITE}/.well-known/jwks.json"
    assert told["grant_types_supported"] == ["client_credentials"]


async def test_ready_tokens_pass_in_a_trial_alone_also_those_from_before(
    door: Door, tmp_path: Path
) -> None:
    trial = load(data_dir=tmp_path)
    _, ready = next(iter(example_tokens(trial, door.clock)))
    own = OwnKeys(door.access.keys, door.access.standing.stands)
    assert (await verifier(trial, door.clock, own).verify(ready)).actor.account == "clerk-hgj-01"

    production = trial.model_copy(update={"mode": Mode.PRODUCTION})
    with pytest.raises(InvalidToken):
        await verifier(production, door.clock, own).verify(ready)


async def test_where_tokens_come_from_outside_none_are_issued_here(
    databases: Databases, tmp_path: Path
) -> None:
    key, file = new_key(), tmp_path / "jwks.json"
    file.write_text(json.dumps({"keys": [key.as_dict(private=False)]}), "utf-8")
    async with door_on(databases, tmp_path, token_jwks=str(file)) as door:
        outside = TokenIssuer(key, issuer=SITE, audience="fengqiao", clock=door.clock)
        token = outside.issue("zhang", {"role": "clerk"}, lifetime_seconds=60)
        async with door.browser() as browser:
            answer = await browser.post("/oauth/token", data={"grant_type": "client_credentials"})

        assert (await door.verifier.verify(token)).actor.account == "zhang"
        assert answer.status_code == 404
