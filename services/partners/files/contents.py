"""Reads what is stored: whole or from a place on, chunk by chunk; and erases it by destroying its keys."""

from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

from services.partners.files.objects import Objects
from services.partners.files.sealing import CHUNK, chunks_of, unseal
from services.partners.files.table import FileTable
from services.partners.files.upload import Content, chunk_context, chunk_path, content_key_context
from services.workflow.storage.master_key import MasterKey


class Contents:
    """Stored contents by dispute and hash."""

    def __init__(self, table: FileTable, objects: Objects, master: MasterKey) -> None:
        self._table = table
        self._objects = objects
        self._master = master

    async def find(self, dispute: UUID, sha256: str) -> Content | None:
        """What is stored; None where it was erased or never stored."""
        return await self._table.content(dispute, bytes.fromhex(sha256))

    async def read(
        self, content: Content, first: int = 0, last: int | None = None
    ) -> AsyncIterator[bytes]:
        """The bytes from `first` to `last`, both included. Raises Unreadable, FileNotFoundError."""
        assert content.wrapped_key is not None
        context = content_key_context(content.id, content.dispute, content.sha256)
        key = await self._master.unwrap(content.wrapped_key, context)
        end = content.size if last is None else last + 1
        for number in range(first // CHUNK, -(-end // CHUNK)):
            sealed = await self._objects.get(chunk_path(content, number))
            plaintext = unseal(key, sealed, chunk_context(content.id, number))
            begin = number * CHUNK
            yield plaintext[max(0, first - begin) : end - begin]

    async def erase(self, dispute: UUID, now: datetime) -> int:
        """Destroy the keys of all that is stored of a dispute, then its objects; how many there were."""
        erased = await self._table.destroy_keys(dispute, now)
        for content in erased:
            await self._delete(content)
        return len(erased)

    async def discard(self, dispute: UUID, sha256: bytes, now: datetime) -> None:
        """Erase what was stored for an upload that never came on record, if nothing else has it."""
        unused = await self._table.destroy_unused(dispute, sha256, now)
        if unused is not None:
            await self._delete(unused)

    async def _delete(self, content: Content) -> None:
        await self._objects.delete(chunk_path(content, n) for n in range(chunks_of(content.size)))
