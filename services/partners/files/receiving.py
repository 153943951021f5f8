"""Takes an upload in, part by part: declared once, continued where it stopped, ended after a day."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

import msgspec
import structlog

from services.kit.clock import Clock
from services.partners.files.objects import Objects
from services.partners.files.sealing import CHUNK, new_key, seal, unseal
from services.partners.files.table import FileTable
from services.partners.files.upload import (
    Upload,
    UploadPart,
    UploadState,
    name_context,
    part_context,
    upload_key_context,
)
from services.workflow.storage.master_key import MasterKey

LIFETIME: Final = timedelta(days=1)
"""So long may an upload take."""
_AT_ONCE: Final = 100
_log = structlog.stdlib.get_logger("fengqiao.files")


class OffsetMismatch(Exception):
    """The bytes do not begin where the upload stands, or it takes none any more."""

    def __init__(self, received: int) -> None:
        super().__init__(str(received))
        self.received = received


class TooManyBytes(Exception):
    """More bytes came than were declared; those up to the size are kept."""


class Receiving:
    """Uploads up to their last byte."""

    def __init__(self, table: FileTable, objects: Objects, master: MasterKey, clock: Clock) -> None:
        self._table = table
        self._objects = objects
        self._master = master
        self._clock = clock

    async def declare(self, wanted: Upload, name: str, *, most_bytes: int) -> Upload:
        """Keep a new upload, its name sealed; a repeat gives the first one. Raises DisputeFull."""
        key = new_key()
        sealed = msgspec.structs.replace(
            wanted,
            name=seal(key, name.encode(), name_context(wanted.id)),
            wrapped_key=await self._master.wrap(key, upload_key_context(wanted.id)),
        )
        return await self._table.add(sealed, most_bytes=most_bytes)

    async def receive(self, upload: Upload, offset: int, stream: AsyncIterator[bytes]) -> int:
        """Keep what comes, also of a stream that breaks off; gives how many bytes there are now.

        Raises OffsetMismatch and TooManyBytes.
        """
        if offset != upload.received or upload.state is not UploadState.RECEIVING:
            raise OffsetMismatch(upload.received)
        key = await self.key_of(upload)
        held, at = bytearray(), offset
        try:
            async for piece in stream:
                room = upload.size - at - len(held)
                held += piece[:room]
                while len(held) >= CHUNK:
                    at = await self._keep(upload, key, at, bytes(held[:CHUNK]))
                    del held[:CHUNK]
                if len(piece) > room:
                    raise TooManyBytes
        finally:
            if held:
                at = await self._keep(upload, key, at, bytes(held))
        return at

    async def key_of(self, upload: Upload) -> bytes:
        """The data key of an upload."""
        assert upload.wrapped_key is not None
        return await self._master.unwrap(upload.wrapped_key, upload_key_context(upload.id))

    async def name_of(self, upload: Upload) -> str:
        """The name that was declared; empty once it stands in the log."""
        if upload.name is None:
            return ""
        key = await self.key_of(upload)
        return unseal(key, upload.name, name_context(upload.id)).decode()

    async def drop(self, file: UUID) -> None:
        """Take the parts of an upload away."""
        await self._objects.delete(part.object for part in await self._table.parts(file))
        await self._table.forget_parts(file)

    async def overdue(self) -> list[Upload]:
        """Uploads whose day is over."""
        return list(await self._table.unfinished(self._clock.now(), _AT_ONCE))

    async def expire(self, upload: Upload) -> None:
        """End an upload that nobody finished; of a refused one only what was kept of it goes."""
        is_open = upload.state in {UploadState.RECEIVING, UploadState.STORED}
        state = UploadState.EXPIRED if is_open else upload.state
        await self.drop(upload.id)
        await self._table.settle(upload.id, state, name=None, wrapped_key=None)
        _log.info("an upload has ended", file=str(upload.id), state=str(state))

    async def _keep(self, upload: Upload, key: bytes, start: int, plaintext: bytes) -> int:
        path = f"incoming/{upload.id}/{start:012}-{uuid4()}"
        await self._objects.put(path, seal(key, plaintext, part_context(upload.id, start)))
        part = UploadPart(start=start, size=len(plaintext), object=path)
        if not await self._table.add_part(upload.id, part):
            # Another request brought these bytes first.
            await self._objects.delete([path])
            current = await self._table.get(upload.id)
            raise OffsetMismatch(current.received if current else 0)
        return start + len(plaintext)
