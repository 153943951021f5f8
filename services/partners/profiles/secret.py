"""Webhook secrets: made here, kept wrapped, several of a direction valid while one follows the other."""

import base64
import secrets as randomness
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec

MOST_VALID: Final = 3
"""Secrets of a direction at a time: every message is signed by each of them."""
_BYTES: Final = 32
_PREFIX: Final = "whsec_"


class Direction(StrEnum):
    """Who signs with it."""

    IN = "in"
    """The partner signs what it sends to us."""
    OUT = "out"
    """We sign what we send to the partner."""


class Secret(msgspec.Struct, frozen=True, kw_only=True):
    """One secret, in the clear: never logged, never told again after it was made."""

    id: UUID
    direction: Direction
    text: str
    """`whsec_` and base64, as the Standard Webhooks libraries take it."""
    valid_from: datetime
    valid_until: datetime | None = None

    def __repr__(self) -> str:
        return f"Secret({self.id}, {self.direction})"


def make() -> bytes:
    """The bytes of a new secret."""
    return randomness.token_bytes(_BYTES)


def written(key: bytes) -> str:
    """The bytes as the libraries write them."""
    return _PREFIX + base64.b64encode(key).decode()
