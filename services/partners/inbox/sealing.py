"""Bodies and reasons are kept under a key of their own, which the master key wraps."""

import secrets
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.workflow.storage.master_key import MasterKey

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


async def seal(master: MasterKey, text: bytes, about: UUID) -> tuple[bytes, bytes]:
    """The text encrypted, and its key wrapped; both bound to the message they are about."""
    key, nonce = secrets.token_bytes(_KEY_BYTES), secrets.token_bytes(_NONCE_BYTES)
    sealed = nonce + AESGCM(key).encrypt(nonce, text, about.bytes)
    return sealed, await master.wrap(key, _context(about))


async def unseal(master: MasterKey, sealed: bytes, wrapped: bytes, about: UUID) -> bytes:
    """The text. Raises MasterKeyRefused, or InvalidTag where it was tampered with."""
    key = await master.unwrap(wrapped, _context(about))
    return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about.bytes)


def _context(about: UUID) -> bytes:
    return b"inbox" + about.bytes
