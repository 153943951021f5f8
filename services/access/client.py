"""A client: a program that gets tokens by a secret of its own."""

import base64
import hashlib
import secrets as randomness
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from services.workflow.domain.given import Role

ID_PREFIX: Final = "cli_"
"""How a client's id begins: no account of a person does."""
SECRET_PREFIX: Final = "fqs_"  # noqa: S105
"""How a secret begins, so that one left in a file or a log is found."""
_SECRET_BYTES: Final = 32
_ID_BITS: Final = 100


class Client(msgspec.Struct, frozen=True, kw_only=True):
    """One client as it is on the list."""

    client_id: str
    name: str
    """What it is, in the operator's words."""
    partner: str | None = None
    """Code of the partner whose system it is, which then gives role, body and region."""
    role: Role | None = None
    organisation: UUID | None = None
    region: str | None = None
    scopes: tuple[str, ...] = ()
    """What it may ask for; none: all that its partner may, or without a partner its role."""
    made_at: datetime
    disabled_at: datetime | None = None


class PartnerStanding(msgspec.Struct, frozen=True, kw_only=True):
    """What an active partner lends its clients."""

    role: Role
    organisation: UUID | None
    region: str | None
    scopes: tuple[str, ...]


def new_id() -> str:
    """An id that no client has."""
    drawn = randomness.token_bytes(_ID_BITS // 8 + 1)
    return ID_PREFIX + base64.b32encode(drawn).decode().lower()[: _ID_BITS // 5]


def new_secret() -> str:
    """A secret of 32 random bytes, to be shown once."""
    return SECRET_PREFIX + randomness.token_urlsafe(_SECRET_BYTES)


def hashed(secret: str) -> bytes:
    """What is kept of a secret.

    A plain SHA-256: nobody can guess 256 random bits, however fast the hash is. Slow hashes
    (argon2) are for passwords, which people choose; here they would only slow every token.
    """
    return hashlib.sha256(secret.encode()).digest()
