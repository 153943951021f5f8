"""Keys and tokens: made once and private, fetched when unknown, verified once in a while."""

import asyncio
import json
import stat
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import OKPKey

from services.kit.tokens import (
    FetchedKeys,
    FixedKeys,
    InvalidToken,
    KeySource,
    TokenIssuer,
    TokenVerifier,
    load_or_create_key,
)
from tests.support.write_side import StandingClock


def new_key() -> OKPKey:
    key = OKPKey.generate_key("Ed25519", parameters={"use": "sig", "alg": "Ed25519"})
    key.ensure_kid()
    return key


def issuer_of(key: OKPKey, clock: StandingClock) -> TokenIssuer:
    return TokenIssuer(key, issuer="urn:us", audience="us", clock=clock)


def verifier_of(
    keys: KeySource, clock: StandingClock, seen: list[Mapping[str, Any]] | None = None
) -> TokenVerifier[str]:
    def read(claims: Mapping[str, Any]) -> str:
        if seen is not None:
            seen.append(claims)
        return str(claims["sub"])

    return TokenVerifier(
        keys,
        issuer="urn:us",
        audience="us",
        algorithms=["Ed25519"],
        clock=clock,
        read=read,
        limit=2,
    )


def test_a_signing_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "token-key.json"
    first, second = load_or_create_key(file), load_or_create_key(file)

    assert first.as_dict() == second.as_dict()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["token-key.json"]


async def test_a_verified_token_is_not_verified_again_for_a_while() -> None:
    clock, seen = StandingClock(), list[Mapping[str, Any]]()
    issuer = issuer_of(new_key(), clock)
    verifier = verifier_of(issuer.public_keys(), clock, seen)
    token = issuer.issue("clerk", {}, lifetime_seconds=3600)
    assert [await verifier.verify(token) for _ in range(3)] == ["clerk"] * 3
    assert len(seen) == 1

    clock.advance(seconds=301)
    await verifier.verify(token)
    assert len(seen) == 2


async def test_only_so_many_tokens_are_remembered() -> None:
    clock, seen = StandingClock(), list[Mapping[str, Any]]()
    issuer = issuer_of(new_key(), clock)
    verifier = verifier_of(issuer.public_keys(), clock, seen)
    tokens = [issuer.issue(name, {}, lifetime_seconds=60) for name in "abc"]
    for token in (*tokens, tokens[0]):
        await verifier.verify(token)

    assert len(seen) == 4


async def test_a_key_that_is_withdrawn_ends_its_tokens() -> None:
    class Withdrawable:
        kept = True

        async def keys(self, *, newer_than: float) -> Any:
            found = issuer.public_keys() if self.kept else issuer_of(new_key(), clock).public_keys()
            return await found.keys(newer_than=newer_than)

    clock = StandingClock()
    issuer, source = issuer_of(new_key(), clock), Withdrawable()
    verifier = verifier_of(source, clock)
    token = issuer.issue("clerk", {}, lifetime_seconds=3600)
    await verifier.verify(token)
    source.kept = False
    clock.advance(seconds=301)

    with pytest.raises(InvalidToken):
        await verifier.verify(token)


def test_a_shared_secret_is_no_way_to_sign() -> None:
    with pytest.raises(ValueError, match="HS256"):
        TokenVerifier(
            FixedKeys(issuer_of(new_key(), StandingClock()).public_keys()._keys),
            issuer="urn:us",
            audience="us",
            algorithms=["HS256"],
            clock=StandingClock(),
            read=str,
        )


class Provider:
    """Serves a JWKS that can change."""

    def __init__(self) -> None:
        self.keys: list[OKPKey] = []
        self.asked = 0
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.asked += 1
                keys = [key.as_dict(private=False) for key in provider.keys]
                body = json.dumps({"keys": keys}).encode()
                self.send_response(200 if provider.keys else 500)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/jwks"


@pytest.fixture
def provider() -> Iterator[Provider]:
    running = Provider()
    serve = running.server.serve_forever
    thread = threading.Thread(target=serve, kwargs={"poll_interval": 0.05})
    thread.start()
    yield running
    running.server.shutdown()
    thread.join()
    running.server.server_close()


async def test_an_unknown_key_is_fetched_but_not_over_and_over(provider: Provider) -> None:
    clock, first, second = StandingClock(), new_key(), new_key()
    provider.keys = [first]
    verifier = verifier_of(FetchedKeys(provider.url, clock), clock)
    await verifier.verify(issuer_of(first, clock).issue("a", {}, lifetime_seconds=60))

    provider.keys = [first, second]
    clock.advance(seconds=61)
    rotated = issuer_of(second, clock).issue("b", {}, lifetime_seconds=60)
    assert await verifier.verify(rotated) == "b"
    assert provider.asked == 2

    for _ in range(5):
        stranger = issuer_of(new_key(), clock).issue("c", {}, lifetime_seconds=60)
        with pytest.raises(InvalidToken):
            await verifier.verify(stranger)
    assert provider.asked == 2


async def test_a_provider_that_is_away_keeps_the_known_keys_valid(provider: Provider) -> None:
    clock, key = StandingClock(), new_key()
    verifier = verifier_of(FetchedKeys(provider.url, clock), clock)
    token = issuer_of(key, clock).issue("a", {}, lifetime_seconds=3600)
    with pytest.raises(InvalidToken):
        await verifier.verify(token)

    provider.keys = [key]
    assert await verifier.verify(token) == "a"
    provider.keys = []
    clock.advance(seconds=400)
    assert await verifier.verify(token) == "a"


async def test_a_key_that_the_provider_withdraws_is_trusted_for_minutes_only(
    provider: Provider,
) -> None:
    clock, leaked, other = StandingClock(), new_key(), new_key()
    provider.keys = [leaked, other]
    verifier = verifier_of(FetchedKeys(provider.url, clock), clock)
    forger, honest = issuer_of(leaked, clock), issuer_of(other, clock)
    await verifier.verify(forger.issue("a", {}, lifetime_seconds=600))
    provider.keys = [other]
    clock.advance(seconds=601)

    with pytest.raises(InvalidToken):
        await verifier.verify(forger.issue("b", {}, lifetime_seconds=600))
    assert await verifier.verify(honest.issue("c", {}, lifetime_seconds=600)) == "c"
    assert provider.asked == 2


async def test_keys_are_fetched_again_beside_calls_that_do_not_wait(provider: Provider) -> None:
    clock, leaked, other = StandingClock(), new_key(), new_key()
    provider.keys = [leaked, other]
    keys = FetchedKeys(provider.url, clock)
    before = await keys.keys(newer_than=0.0)
    provider.keys = [other]
    clock.advance(seconds=301)
    assert await keys.keys(newer_than=0.0) is before

    async with asyncio.timeout(10):
        while await keys.keys(newer_than=0.0) is before:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert [key.kid for key in (await keys.keys(newer_than=0.0)).keys] == [other.kid]
    assert provider.asked == 2


async def test_a_provider_that_stays_away_vouches_for_nobody_after_an_hour(
    provider: Provider,
) -> None:
    clock, key = StandingClock(), new_key()
    provider.keys = [key]
    verifier = verifier_of(FetchedKeys(provider.url, clock), clock)
    token = issuer_of(key, clock).issue("a", {}, lifetime_seconds=36_000)
    assert await verifier.verify(token) == "a"
    provider.keys = []
    clock.advance(seconds=3_600)
    assert await verifier.verify(token) == "a"
    clock.advance(seconds=301)
    with pytest.raises(InvalidToken):
        await verifier.verify(token)

    provider.keys = [key]
    assert await verifier.verify(token) == "a"


def test_a_jwks_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "jwks.json"
    file.write_text(json.dumps({"keys": [new_key().as_dict(private=False)]}), "utf-8")

    assert len(FixedKeys.from_file(file)._keys.keys) == 1
