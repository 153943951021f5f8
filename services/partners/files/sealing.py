"""Seals the bytes of files in chunks: each opens only under its key, at its own place of its own file."""

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK: Final = 1 << 20
"""Bytes of plaintext in one object."""
_NONCE: Final = 12
_KEY: Final = 32


class Unreadable(ValueError):
    """The bytes are not those that were sealed for this place under this key."""


def new_key() -> bytes:
    """A data key: one for each upload and each content."""
    return secrets.token_bytes(_KEY)


def seal(key: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Nonce and AES-256-GCM ciphertext, bound to the context."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, context)


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """The plaintext. Raises Unreadable for bytes of another key, file or place."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], context)
    except (InvalidTag, ValueError):
        raise Unreadable from None


def chunks_of(size: int) -> int:
    """How many chunks a content of so many bytes has."""
    return -(-size // CHUNK)
