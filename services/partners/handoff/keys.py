"""Keys of packages: ours, wrapped by the master key and told for ever, and those of partners."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC
from typing import Any, Final, Self
from uuid import UUID

from joserfc import jws
from joserfc.jwk import OKPKey

from services.kit.clock import Clock
from services.kit.database import create_pool, fetch
from services.partners.handoff.archive import Sign
from services.partners.handoff.verifying import thumbprint
from services.workflow.storage.master_key import MasterKey

ALGORITHM: Final = "Ed25519"
_LOCK = 0x68616E64  # "hand": one process at a time makes or retires a key
_CURRENT = "SELECT kid, sealed FROM handoff.signing_keys WHERE retired_at IS NULL"
_PUBLIC = """
SELECT public, revoked_at, is_compromised FROM handoff.signing_keys
 ORDER BY retired_at DESC NULLS FIRST, made_at DESC, kid
"""
_REVOKE = """
UPDATE handoff.signing_keys
   SET retired_at = coalesce(retired_at, $2), revoked_at = coalesce(revoked_at, $2),
       is_compromised = is_compromised OR $3
 WHERE kid = $1 AND (revoked_at IS NULL OR $3 AND NOT is_compromised)
"""
_OF_PARTNER = """
SELECT kid, public FROM handoff.partner_keys WHERE partner = $1 AND ended_at IS NULL
 ORDER BY added_at, kid
"""
_ADD = """
INSERT INTO handoff.partner_keys (partner, kid, public, added_at, added_by)
VALUES ($1, $2, $3::jsonb, $4, $5) ON CONFLICT (partner, kid) DO NOTHING
"""


class NoEd25519Key(ValueError):
    """It is no public Ed25519 key in JWK form."""


class PackageKeys:
    """Signs packages and knows with which keys partners sign theirs; one per process."""

    def __init__(self, pool: Any, master: MasterKey, clock: Clock) -> None:
        self._pool = pool
        self._master = master
        self._clock = clock

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str, master: MasterKey, clock: Clock) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""
        pool: Any = await create_pool(dsn, name="fengqiao package keys", size=2)
        try:
            yield cls(pool, master, clock)
        finally:
            await pool.close()

    async def signer(self) -> Sign:
        """Signs with the present key, which is made where there is none yet."""
        rows = await fetch(self._pool, _CURRENT)
        if not rows:
            await self._renew(is_first=True)
            rows = await fetch(self._pool, _CURRENT)
        kid, sealed = rows[0]
        raw = await self._master.unwrap(sealed, _context(kid))
        key = OKPKey.import_key(json.loads(raw))
        return lambda manifest: signed(key, manifest)

    async def rotate(self) -> str:
        """Sign with a new key from now on, whose thumbprint it gives; the old one stays public."""
        await self._renew(is_first=False)
        rows = await fetch(self._pool, _CURRENT)
        return str(rows[0]["kid"])

    async def public(self) -> dict[str, Any]:
        """Every key that ever signed, as a JWK Set, the newest first; of revoked ones since when."""
        return {"keys": [_published(row) for row in await fetch(self._pool, _PUBLIC)]}

    async def revoke(self, kid: str, *, is_compromised: bool) -> bool:
        """Say of a key of ours that nothing counts that it signs from now on; whether that is new.

        `is_compromised`: nor anything that it signed before. Another key signs from then on.
        """
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock($1)", _LOCK)
            done = await connection.execute(_REVOKE, kid, self._clock.now(), is_compromised)
        return str(done) == "UPDATE 1"

    async def of_partner(self, partner: UUID) -> dict[str, Mapping[str, Any]]:
        """The keys with which a partner signs, by thumbprint."""
        rows = await fetch(self._pool, _OF_PARTNER, partner)
        return {row["kid"]: json.loads(row["public"]) for row in rows}

    async def add_of_partner(self, partner: UUID, key: Mapping[str, Any], *, by: str) -> str:
        """Trust a key of a partner; gives its thumbprint. Raises NoEd25519Key."""
        public = public_half(key)
        kid = public["kid"]
        told = json.dumps(public)
        async with self._pool.acquire() as connection:
            await connection.execute(_ADD, partner, kid, told, self._clock.now(), by)
        return str(kid)

    async def end_of_partner(self, partner: UUID, kid: str) -> bool:
        """Trust a key of a partner no longer; whether it was trusted until now."""
        async with self._pool.acquire() as connection:
            done = await connection.execute(
                "UPDATE handoff.partner_keys SET ended_at = $3"
                " WHERE partner = $1 AND kid = $2 AND ended_at IS NULL",
                *(partner, kid, self._clock.now()),
            )
        return str(done) == "UPDATE 1"

    async def _renew(self, *, is_first: bool) -> None:
        key = new_key()
        kid, raw = key.thumbprint(), json.dumps(key.as_dict(private=True)).encode()
        sealed = await self._master.wrap(raw, _context(kid))
        public = json.dumps(public_half(key.as_dict(private=False)))
        now = self._clock.now()
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock($1)", _LOCK)
            if is_first and await connection.fetchval(_CURRENT):
                return
            await connection.execute(
                "UPDATE handoff.signing_keys SET retired_at = $1 WHERE retired_at IS NULL", now
            )
            await connection.execute(
                "INSERT INTO handoff.signing_keys (kid, public, sealed, made_at)"
                " VALUES ($1, $2::jsonb, $3, $4)",
                *(kid, public, sealed, now),
            )


def _published(row: Any) -> dict[str, Any]:
    public: dict[str, Any] = json.loads(row["public"])
    if row["revoked_at"] is None:
        return public
    revoked_at = row["revoked_at"].astimezone(UTC).isoformat()
    return {**public, "revoked_at": revoked_at, "is_compromised": row["is_compromised"]}


def new_key() -> OKPKey:
    """A new key that can sign."""
    return OKPKey.generate_key(ALGORITHM, parameters={"use": "sig", "alg": ALGORITHM})


def signed(key: OKPKey, manifest: bytes) -> str:
    """The detached JWS of a manifest, with the public key in its header."""
    public = public_half(key.as_dict(private=False))
    header = {"alg": ALGORITHM, "kid": public["kid"], "jwk": public}
    return str(jws.detach_content(jws.serialize_compact(header, manifest, key, [ALGORITHM])))


def public_half(key: Mapping[str, Any]) -> dict[str, str]:
    """The public key as it is told: known by its thumbprint. Raises NoEd25519Key."""
    try:
        bare = {"kty": "OKP", "crv": "Ed25519", "x": key["x"]}
        is_right = (key["kty"], key["crv"]) == ("OKP", "Ed25519")
        OKPKey.import_key({**bare})
    except (KeyError, TypeError, ValueError) as error:
        raise NoEd25519Key(str(error)) from None
    if not is_right:
        raise NoEd25519Key("kty, crv")
    return {**bare, "use": "sig", "alg": ALGORITHM, "kid": thumbprint(bare)}


def _context(kid: str) -> bytes:
    return b"package key" + kid.encode()
