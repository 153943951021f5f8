"""Nothing is open without a token that was meant for us, and a token says no more than it may."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, OKPKey

from services.kit.tokens import TokenIssuer
from services.workflow.http.operations import OPERATIONS
from tests.support.api import APPLICATION, AUDIENCE, ISSUER, Api

READS = ["", "/actions", "/confidential-notes"]
DISPUTE = "/v1/disputes/1f0c8d3e-4c58-4b3b-9b0e-3f1b8a7c2d10"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.move)
async def test_no_command_is_taken_without_a_token(api: Api, operation: Any) -> None:
    numbers = dict.fromkeys(operation.from_path, 1)
    path = operation.path.format(dispute_id=DISPUTE.rsplit("/", 1)[1], **numbers)
    answer = await api.client.post(path, json={}, headers={"Idempotency-Key": "x"})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["type"] == "/problems/unauthenticated"


@pytest.mark.parametrize("read", READS)
async def test_nothing_is_read_without_a_token(api: Api, read: str) -> None:
    assert (await api.client.get(DISPUTE + read)).status_code == 401


async def test_what_does_not_exist_is_not_told_without_a_token(api: Api) -> None:
    assert (await api.client.get("/v1/nonsense")).status_code == 401


def forged(api: Api, **changes: Any) -> str:
    """A token of our issuer with some claims changed; None leaves a claim out."""
    now = int(api.clock.now().timestamp())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "clerk",
        "role": "clerk",
        "iat": now,
        "exp": now + 3600,
        "org": str(api.service.body("centre")),
    } | changes
    kept = {name: value for name, value in claims.items() if value is not None}
    key = api.issuer._key
    return jwt.encode({"alg": "Ed25519", "kid": key.kid}, kept, key, algorithms=["Ed25519"])


async def status(api: Api, token: str) -> int:
    return (await api.post("/v1/disputes", APPLICATION, token=token)).status_code


async def test_a_token_as_it_should_be_is_taken(api: Api) -> None:
    assert await status(api, forged(api)) == 201


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "somebody-else"},
        {"iss": "urn:somebody:else"},
        {"exp": None},
        {"aud": None},
        {"iss": None},
        {"sub": None},
        {"sub": ""},
        {"role": None},
        {"role": "system"},
        {"role": "emperor"},
        {"org": "not-an-id"},
        {"region": "99"},
        {"exp": 1},
    ],
    ids=str,
)
async def test_a_token_with_claims_amiss_is_refused(api: Api, changes: dict[str, Any]) -> None:
    assert await status(api, forged(api, **changes)) == 401


async def test_a_token_of_another_key_is_refused(api: Api) -> None:
    key = OKPKey.generate_key("Ed25519", parameters={"alg": "Ed25519"})
    key.ensure_kid()
    stranger = TokenIssuer(key, issuer=ISSUER, audience=AUDIENCE, clock=api.clock)
    token = stranger.issue("clerk", {"role": "clerk"}, lifetime_seconds=60)

    assert await status(api, token) == 401


async def test_an_unsigned_token_is_refused(api: Api) -> None:
    _, payload, _ = forged(api).split(".")
    head = base64.urlsafe_b64encode(json.dumps({"alg": "none"}).encode()).rstrip(b"=").decode()

    assert await status(api, f"{head}.{payload}.") == 401


async def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(api: Api) -> None:
    public = api.issuer._key.as_dict(private=False)
    secret = OctKey.import_key(json.dumps(public))
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "x", "role": "clerk", "exp": 9_999_999_999}
    token = jwt.encode({"alg": "HS256"}, claims, secret, algorithms=["HS256"])

    assert await status(api, token) == 401


@pytest.mark.parametrize("token", ["x", "a.b.c", "." * 9000, "eyJ.eyJ.eyJ", "%00"])
async def test_garbage_is_refused_as_a_token(api: Api, token: str) -> None:
    assert await status(api, token) == 401


async def test_a_verified_token_ends_when_it_expires(api: Api) -> None:
    token = api.token("clerk", "centre")
    assert await status(api, token) == 201

    api.clock.instant += timedelta(seconds=3700)
    assert await status(api, token) == 401


async def test_a_supervisor_of_a_city_reads_its_districts(api: Api) -> None:
    dispute = await api.registered()
    of_city = api.token("supervisor", region="650100")
    elsewhere = api.token("supervisor", region="330200")

    async def read(token: str) -> int:
        headers = {"Authorization": f"Bearer {token}"}
        return (await api.client.get(dispute, headers=headers)).status_code

    assert (await read(of_city), await read(elsewhere)) == (200, 404)
