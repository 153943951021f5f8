"""Signed tokens (JWT): issue them with a key of ours, verify them with ours or an outside one's keys."""

import asyncio
import hashlib
import json
import math
import os
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Final, Generic, Protocol, TypeVar
from uuid import uuid4

import httpx2
import structlog
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from services.kit.clock import Clock

ALGORITHMS = ("Ed25519", "ES256", "ES384", "RS256", "PS256")
"""What may be accepted at all: signatures with a public key only, never a shared secret."""
OWN_ALGORITHM = "Ed25519"
LONGEST_TOKEN = 8192
TRUSTED_FOR_SECONDS = 300
"""How long a verified token is not verified again, so that a withdrawn key ends soon."""
CLOCK_SKEW_SECONDS = 30
REFRESH_AFTER_SECONDS = 60
FRESH_FOR_SECONDS: Final = 300
"""Keys that are older are fetched again, beside a verification that goes on with them."""
WAITED_FOR_AFTER_SECONDS: Final = 600
"""Keys that are older are used only where their issuer is away."""
LONGEST_AWAY_SECONDS: Final = 3_600
"""Keys that are older are not used."""
RFC9068: Final = "at+jwt"
"""The type that RFC 9068 gives access tokens, so that no other signed document passes for one."""
OWN_TYPES: Final = frozenset({RFC9068, f"application/{RFC9068}"})
OUTSIDE_TYPES: Final = OWN_TYPES | {"jwt"}
"""Outside issuers write `JWT` or nothing."""

Caller = TypeVar("Caller")
_log = structlog.stdlib.get_logger("fengqiao.tokens")


class InvalidToken(Exception):
    """The token is not one of ours, not for us, or no longer valid."""


class KeySource(Protocol):
    """Where the public keys come from."""

    async def keys(self, *, newer_than: float) -> KeySet:
        """The keys, fetched again if those at hand are older than that instant (epoch seconds)."""
        ...


class FixedKeys:
    """Public keys that are known from the start."""

    def __init__(self, keys: KeySet) -> None:
        self._keys = keys

    @classmethod
    def from_file(cls, path: Path) -> "FixedKeys":
        """Read a JWKS file."""
        return cls(KeySet.import_key_set(json.loads(path.read_text(encoding="utf-8"))))

    async def keys(self, *, newer_than: float) -> KeySet:  # noqa: ARG002
        """The keys; they never change."""
        return self._keys


class FetchedKeys:
    """Public keys of an issuer or identity provider, fetched from its JWKS address over and over.

    A key that it withdraws is trusted for minutes only; while it is away, its last keys for an hour.
    """

    def __init__(self, url: str, clock: Clock) -> None:
        self._url = url
        self._clock = clock
        self._keys: KeySet | None = None
        self._fetched_at = -math.inf
        self._tried_at = -math.inf
        self._fetching: asyncio.Task[None] | None = None

    async def keys(self, *, newer_than: float) -> KeySet:
        """The keys; tried at most once a minute while there are some. Raises InvalidToken without."""
        now = self._clock.now().timestamp()
        age = now - self._fetched_at
        may_try = now - self._tried_at > REFRESH_AFTER_SECONDS
        is_wanted = self._fetched_at < newer_than or age > WAITED_FOR_AFTER_SECONDS
        if age > LONGEST_AWAY_SECONDS or (is_wanted and (may_try or self._fetching)):
            # Whoever asks may go away; others wait for the same answer.
            await asyncio.shield(self._begun(now))
        elif may_try and age > FRESH_FOR_SECONDS:
            self._begun(now)
        if self._keys is None or now - self._fetched_at > LONGEST_AWAY_SECONDS:
            raise InvalidToken(f"no keys from {self._url}")
        return self._keys

    def _begun(self, now: float) -> asyncio.Task[None]:
        if self._fetching is None:
            self._tried_at = now
            self._fetching = asyncio.create_task(self._fetch(now))
        return self._fetching

    async def _fetch(self, now: float) -> None:
        try:
            async with httpx2.AsyncClient(timeout=5) as client:
                answer = await client.get(self._url)
                self._keys = KeySet.import_key_set(answer.raise_for_status().json())
                self._fetched_at = now
        except Exception as error:  # noqa: BLE001
            # Whatever it answers instead of keys, it is an issuer that is away.
            _log.warning("keys not fetched", url=self._url, why=type(error).__name__)
        finally:
            self._fetching = None


class JoinedKeys:
    """The keys of several sources together."""

    def __init__(self, *sources: KeySource) -> None:
        self._sources = sources

    async def keys(self, *, newer_than: float) -> KeySet:
        """All of them."""
        found = [await source.keys(newer_than=newer_than) for source in self._sources]
        return KeySet([key for each in found for key in each.keys])


class TokenIssuer:
    """Signs tokens with a key of our own."""

    def __init__(self, key: OKPKey, *, issuer: str, audience: str, clock: Clock) -> None:
        self._key = key
        self._issuer = issuer
        self._audience = audience
        self._clock = clock

    def issue(self, subject: str, claims: Mapping[str, Any], *, lifetime_seconds: int) -> str:
        """An access token (RFC 9068) for a subject; claims without a value are left out."""
        now = int(self._clock.now().timestamp())
        told = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": subject,
            "client_id": subject,
            "iat": now,
            "exp": now + lifetime_seconds,
            "jti": str(uuid4()),
            **{name: value for name, value in claims.items() if value is not None},
        }
        header = {"alg": OWN_ALGORITHM, "kid": self._key.kid, "typ": RFC9068}
        return jwt.encode(header, told, self._key, algorithms=[OWN_ALGORITHM])

    def public_keys(self) -> FixedKeys:
        """What a verifier needs of the key."""
        return FixedKeys(KeySet.import_key_set({"keys": [self._key.as_dict(private=False)]}))


Standing = Callable[[Mapping[str, Any]], Awaitable[bool]]
"""Whether the one whom claims name may still call; asked with each verification."""


class TokenVerifier(Generic[Caller]):
    """Verifies tokens and reads the caller from their claims; remembers those just verified."""

    def __init__(
        self,
        keys: KeySource,
        *,
        issuer: str,
        audience: str,
        algorithms: Collection[str],
        clock: Clock,
        read: Callable[[Mapping[str, Any]], Caller],
        types: Collection[str] = OUTSIDE_TYPES,
        stands: Standing | None = None,
        limit: int = 10_000,
    ) -> None:
        if refused := set(algorithms) - set(ALGORITHMS):
            raise ValueError(f"not accepted as signature algorithms: {sorted(refused)}")
        self._keys = keys
        self._algorithms = list(algorithms)
        self._clock = clock
        self._read = read
        self._types = frozenset(types)
        self._stands = stands
        self._limit = limit
        self._claims = jwt.JWTClaimsRegistry(
            now=lambda: int(clock.now().timestamp()),
            leeway=CLOCK_SKEW_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            sub={"essential": True},
        )
        self._verified: OrderedDict[bytes, tuple[Caller, float]] = OrderedDict()

    async def verify(self, token: str) -> Caller:
        """The caller whose token it is. Raises InvalidToken."""
        if len(token) > LONGEST_TOKEN or not token.isascii():
            raise InvalidToken("unreadable")
        name = hashlib.sha256(token.encode()).digest()
        now = self._clock.now().timestamp()
        known = self._verified.get(name)
        if known is not None and now < known[1]:
            return known[0]
        claims = await self._verify(token, now)
        if self._stands is not None and not await self._stands(claims):
            raise InvalidToken("withdrawn")
        caller = self._read(claims)
        self._verified[name] = (caller, min(float(claims["exp"]), now + TRUSTED_FOR_SECONDS))
        self._verified.move_to_end(name)
        if len(self._verified) > self._limit:
            self._verified.popitem(last=False)
        return caller

    async def _verify(self, token: str, now: float) -> dict[str, Any]:
        # A key that is not known may be new: asked for once more before the token is refused.
        for newer_than in (0.0, now):
            keys = await self._keys.keys(newer_than=newer_than)
            try:
                decoded = jwt.decode(token, keys, algorithms=self._algorithms)
                claims = decoded.claims
                self._claims.validate(claims)
            except (JoseError, ValueError, KeyError, TypeError) as error:
                refused = error
            else:
                if str(decoded.header.get("typ") or "jwt").lower() not in self._types:
                    raise InvalidToken("typ")
                return claims
        raise InvalidToken(type(refused).__name__) from refused


def new_key() -> OKPKey:
    """A new key to sign tokens with, named by its thumbprint."""
    key = OKPKey.generate_key("Ed25519", parameters={"use": "sig", "alg": OWN_ALGORITHM})
    key.ensure_kid()
    return key


def load_or_create_key(path: Path) -> OKPKey:
    """Our signing key, made on first use in a file that only its owner may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        key = new_key()
        _write_once(path, json.dumps(key.as_dict(private=True)).encode())
    return OKPKey.import_key(json.loads(path.read_text(encoding="utf-8")))


def _write_once(path: Path, content: bytes) -> None:
    """Whole or not at all; a second process that comes first wins."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    try:
        os.link(unfinished, path)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()
