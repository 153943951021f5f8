"""Seals what a job keeps for a while under a key of its own, so that it can be destroyed as a whole."""

import secrets
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.workflow.storage.master_key import MasterKey

_NONCE: Final = 12
_KEY: Final = 32


class Box:
    """The key of one job, in the clear while it is used."""

    def __init__(self, job: UUID, key: bytes) -> None:
        self._job = job
        self._cipher = AESGCM(key)

    @classmethod
    async def make(cls, job: UUID, master: MasterKey) -> tuple["Box", bytes]:
        """A new key, and how it is kept."""
        key = secrets.token_bytes(_KEY)
        return cls(job, key), await master.wrap(key, _context(job))

    @classmethod
    async def open(cls, job: UUID, wrapped: bytes, master: MasterKey) -> "Box":
        """The key of a job as it was kept."""
        return cls(job, await master.unwrap(wrapped, _context(job)))

    def seal(self, plaintext: bytes, what: str) -> bytes:
        """Ciphertext bound to the job and to what it is."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, plaintext, self._place(what))

    def unseal(self, sealed: bytes, what: str) -> bytes:
        """The plaintext again."""
        return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], self._place(what))

    def _place(self, what: str) -> bytes:
        return self._job.bytes + what.encode()


def _context(job: UUID) -> bytes:
    return b"import" + job.bytes
