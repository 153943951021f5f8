"""Signing in at an identity provider: OpenID Connect, authorization code with PKCE, state and nonce."""

import hashlib
import secrets as randomness
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache
from typing import Any, Final, Self

import httpx2
import msgspec
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError

from services.access.provider_claims import ClaimNames, actor_of
from services.kit.clock import Clock
from services.kit.database import create_pool, fetch
from services.kit.tokens import CLOCK_SKEW_SECONDS, FetchedKeys, InvalidToken
from services.workflow.domain.given import Actor

ALGORITHMS: Final = ("RS256", "PS256", "ES256", "ES384", "Ed25519")
LONGEST_AWAY: Final = timedelta(minutes=10)
"""So long may a person take at the provider."""
_DISCOVERY: Final = "/.well-known/openid-configuration"
_TIMEOUT_SECONDS: Final = 10
_BYTES: Final = 32
_ADD = """
INSERT INTO access.sign_ins_begun (state, visit, nonce, verifier, onward, ends_at)
VALUES ($1, $2, $3, $4, $5, $6)
"""
_TAKE = """
DELETE FROM access.sign_ins_begun WHERE state = $1 AND visit = $2
RETURNING nonce, verifier, onward, ends_at
"""
_TIDY = "DELETE FROM access.sign_ins_begun WHERE ends_at <= $1"


class SignInRefused(Exception):
    """Nobody is signed in; the message is for our log and holds nothing secret."""


class ProviderAway(Exception):
    """The identity provider does not answer, or not as one."""


class ProviderSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Which provider, and as whom we ask it."""

    issuer: str
    client_id: str
    client_secret: str | None
    redirect_uri: str
    claims: ClaimNames = ClaimNames()

    def __repr__(self) -> str:
        return f"ProviderSettings({self.issuer!r})"


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who came back from the provider, and where that person wanted to go."""

    actor: Actor
    onward: str


class Provider:
    """One identity provider; one object per process."""

    def __init__(self, pool: Any, settings: ProviderSettings, clock: Clock) -> None:
        self._pool = pool
        self._set = settings
        self._clock = clock
        self._told: dict[str, Any] = {}
        self._keys: FetchedKeys | None = None

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str, settings: ProviderSettings, clock: Clock) -> AsyncIterator[Self]:
        """Connect for as long as it is used; the provider itself is asked when somebody comes."""
        pool = await create_pool(dsn, name="fengqiao sign-in", size=2)
        try:
            yield cls(pool, settings, clock)
        finally:
            await pool.close()

    async def begin(self, visit: str, onward: str) -> str:
        """The provider's address for a browser to go to. Raises ProviderAway."""
        told = await self._discovered()
        state, nonce, verifier = (randomness.token_urlsafe(_BYTES) for _ in range(3))
        now = self._clock.now()
        await fetch(self._pool, _TIDY, now)
        begun = (_hashed(state), _hashed(visit), nonce, verifier, onward, now + LONGEST_AWAY)
        await fetch(self._pool, _ADD, *begun)
        async with self._client() as client:
            url, _ = client.create_authorization_url(
                told["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        return str(url)

    async def finish(self, answered: Mapping[str, str], visit: str) -> Arrived:
        """Who came back, by the parameters of the way back. Raises SignInRefused, ProviderAway."""
        state = _hashed(answered.get("state", ""))
        rows = await fetch(self._pool, _TAKE, state, _hashed(visit))
        if not rows or rows[0]["ends_at"] <= self._clock.now():
            raise SignInRefused("state")
        if answered.get("iss", self._set.issuer) != self._set.issuer:
            raise SignInRefused("iss of the answer")
        if "error" in answered or not answered.get("code"):
            raise SignInRefused("the provider refused")
        told = await self._discovered()
        token = await self._exchanged(told, answered["code"], rows[0]["verifier"])
        claims = await self._verified(token, rows[0]["nonce"])
        try:
            return Arrived(actor=actor_of(claims, self._set.claims), onward=rows[0]["onward"])
        except InvalidToken as error:
            raise SignInRefused(f"claims: {error}") from None

    async def _discovered(self) -> dict[str, Any]:
        """What the provider tells of itself; asked once."""
        if not self._told:
            try:
                async with httpx2.AsyncClient(
                    timeout=_TIMEOUT_SECONDS, verify=_trusted()
                ) as client:
                    answer = await client.get(self._set.issuer.rstrip("/") + _DISCOVERY)
                    told = dict(answer.raise_for_status().json())
            except (httpx2.HTTPError, ValueError, TypeError) as error:
                raise ProviderAway(type(error).__name__) from error
            needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            if told.get("issuer") != self._set.issuer or any(name not in told for name in needed):
                raise ProviderAway("its metadata names another issuer, or lacks an address")
            self._keys = FetchedKeys(told["jwks_uri"], self._clock)
            self._told = told
        return self._told

    async def _exchanged(self, told: Mapping[str, Any], code: str, verifier: str) -> str:
        """The id token for a code."""
        try:
            async with self._client() as client:
                answer = await client.fetch_token(
                    told["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=verifier,
                )
        except httpx2.HTTPError as error:
            raise ProviderAway(type(error).__name__) from error
        except (AuthlibBaseError, ValueError) as error:
            raise SignInRefused("the code was refused") from error
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise SignInRefused("no id token")
        return token

    async def _verified(self, token: str, nonce: str) -> dict[str, Any]:
        """The claims of an id token that is the provider's, for us, of now and of this sign-in."""
        assert self._keys is not None
        now = self._clock.now().timestamp()
        registry = jwt.JWTClaimsRegistry(
            now=lambda: int(now),
            leeway=CLOCK_SKEW_SECONDS,
            iss={"essential": True, "value": self._set.issuer},
            aud={"essential": True, "value": self._set.client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        refused: Exception | None = None
        # A key that is not known may be new: asked for once more before the token is refused.
        for newer_than in (0.0, now):
            try:
                keys = await self._keys.keys(newer_than=newer_than)
                claims = jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims
                registry.validate(claims)
            except (JoseError, ValueError, KeyError, TypeError, InvalidToken) as error:
                refused = error
            else:
                if claims.get("azp", self._set.client_id) != self._set.client_id:
                    raise SignInRefused("azp")
                return dict(claims)
        raise SignInRefused(f"id token: {type(refused).__name__}") from refused

    def _client(self) -> Any:
        return AsyncOAuth2Client(
            client_id=self._set.client_id,
            client_secret=self._set.client_secret,
            token_endpoint_auth_method="client_secret_basic" if self._set.client_secret else "none",
            scope="openid profile",
            redirect_uri=self._set.redirect_uri,
            code_challenge_method="S256",
            timeout=_TIMEOUT_SECONDS,
            verify=_trusted(),
        )


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are trusted: read once, for that takes long."""
    return httpx2.create_ssl_context()


def _hashed(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
