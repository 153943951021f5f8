"""Completes an upload: checks what came in, stores it under its hash, puts it on record as evidence."""

import asyncio
import hashlib
import io
from collections.abc import Callable
from typing import BinaryIO, Final
from uuid import UUID, uuid4, uuid5

import structlog

from services.kit.clock import Clock
from services.partners.files.media import Kind, kind_of
from services.partners.files.names import remarks_on
from services.partners.files.objects import Objects
from services.partners.files.reader import PartsFile
from services.partners.files.receiving import Receiving
from services.partners.files.scanning import Scan, Scanner
from services.partners.files.sealing import CHUNK, new_key, seal
from services.partners.files.table import FileTable
from services.partners.files.upload import (
    Content,
    Upload,
    UploadState,
    chunk_context,
    chunk_path,
    content_key_context,
)
from services.workflow.application.handle import CommandHandler, Envelope
from services.workflow.domain.dispute.parts import EvidenceFile
from services.workflow.domain.dispute.stages.record.evidence import FileEvidence
from services.workflow.domain.given import Actor
from services.workflow.storage.master_key import MasterKey

AT_ONCE: Final = 4
"""Completions at a time: each holds a connection, and needs others besides."""
HASH_MISMATCH: Final = "hash_mismatch"
UNKNOWN_TYPE: Final = "type_not_taken"
INFECTED: Final = "infected"
TOO_LARGE_TO_SCAN: Final = "too_large_to_scan"
FAULTS: Final[dict[str, tuple[str, str]]] = {
    HASH_MISMATCH: (
        "收到的内容与申报的 SHA-256 不符，请重新上传",
        "what came in does not have the declared SHA-256; upload it again",
    ),
    UNKNOWN_TYPE: (
        "文件内容不属于可接收的类型：PDF、PNG、JPEG、DOCX、XLSX、OFD、TXT、MP4、MP3、AMR（不含宏）",
        "none of the types taken: PDF, PNG, JPEG, DOCX, XLSX, OFD, TXT, MP4, MP3, AMR; no macros",
    ),
    TOO_LARGE_TO_SCAN: (
        "文件超过病毒扫描程序的大小上限，未经扫描不予接收",
        "larger than the virus scanner takes, and nothing is taken unscanned",
    ),
    INFECTED: (
        "查出病毒，文件已隔离，不予接收",
        "a virus was found: the file is in quarantine and is not taken",
    ),
}
"""Code of what is wrong with a file to its words."""
_log = structlog.stdlib.get_logger("fengqiao.files")


class NotWhole(Exception):
    """Bytes are still missing."""

    def __init__(self, received: int, size: int) -> None:
        super().__init__(f"{received}/{size}")
        self.received = received
        self.size = size


class Completing:
    """Uploads from their last byte to the record."""

    def __init__(
        self,
        table: FileTable,
        objects: Objects,
        receiving: Receiving,
        scanner: Scanner,
        handler: CommandHandler,
        master: MasterKey,
        clock: Clock,
    ) -> None:
        self._table = table
        self._objects = objects
        self._receiving = receiving
        self._scanner = scanner
        self._handler = handler
        self._master = master
        self._clock = clock
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def complete(self, file: UUID, actor: Actor) -> Upload:
        """Check, store and file it, once however often it is asked for; a broken-off one goes on.

        Raises NotWhole, ScannerUnavailable, or what filing the evidence raises.
        """
        async with self._slots, self._table.alone(file):
            upload = await self._now(file)
            if upload.state is UploadState.RECEIVING:
                if upload.received < upload.size:
                    raise NotWhole(upload.received, upload.size)
                upload = await self._checked(upload)
            if upload.state is UploadState.STORED:
                await self._file(upload, actor)
            return await self._now(file)

    async def filed(self, file: UUID) -> None:
        """The log has it: what was kept for the upload is not needed any more."""
        await self._receiving.drop(file)
        await self._table.settle(file, UploadState.FILED, name=None, wrapped_key=None)

    async def _now(self, file: UUID) -> Upload:
        found = await self._table.get(file)
        assert found is not None
        return found

    async def _checked(self, upload: Upload) -> Upload:
        key = await self._receiving.key_of(upload)
        parts = await self._table.parts(upload.id)

        def opened() -> BinaryIO:
            return io.BufferedReader(PartsFile(self._objects, upload.id, key, parts), CHUNK)

        if await asyncio.to_thread(_digest, opened()) != upload.sha256:
            return await self._refused(upload, UploadState.FAILED, HASH_MISMATCH)
        kind = await asyncio.to_thread(kind_of, opened())
        if kind is None:
            return await self._refused(upload, UploadState.FAILED, UNKNOWN_TYPE)
        scan = await self._scanner.scan(opened())
        if scan is Scan.TOO_LARGE:
            return await self._refused(upload, UploadState.FAILED, TOO_LARGE_TO_SCAN)
        if scan is Scan.INFECTED:
            return await self._refused(upload, UploadState.QUARANTINED, INFECTED)
        await self._store(upload, opened, kind, scan)
        remarks = remarks_on(await self._receiving.name_of(upload), kind)
        await self._table.settle(
            upload.id,
            UploadState.STORED,
            media_type=kind.media_type,
            scan=str(scan),
            remarks=list(remarks),
        )
        return await self._now(upload.id)

    async def _refused(self, upload: Upload, state: UploadState, fault: str) -> Upload:
        if state is UploadState.FAILED:
            await self._receiving.drop(upload.id)
        scan = str(Scan.INFECTED) if fault == INFECTED else None
        await self._table.settle(upload.id, state, fault=fault, scan=scan)
        _log.warning("a file was refused", file=str(upload.id), fault=fault)
        return await self._now(upload.id)

    async def _store(
        self, upload: Upload, opened: Callable[[], BinaryIO], kind: Kind, scan: Scan
    ) -> None:
        """Seal it chunk by chunk under a key of its own; the same content of a dispute is stored once."""
        if await self._table.content(upload.dispute, upload.sha256) is not None:
            return
        key, made = new_key(), uuid4()
        context = content_key_context(made, upload.dispute, upload.sha256)
        content = Content(
            id=made,
            dispute=upload.dispute,
            sha256=upload.sha256,
            size=upload.size,
            media_type=kind.media_type,
            scan=str(scan),
            wrapped_key=await self._master.wrap(key, context),
            stored_at=self._clock.now(),
        )
        whole, number = opened(), 0
        while plaintext := await asyncio.to_thread(whole.read, CHUNK):
            sealed = seal(key, plaintext, chunk_context(made, number))
            await self._objects.put(chunk_path(content, number), sealed)
            number += 1
        if not await self._table.add_content(content):
            # Another upload of the same content was first; nothing refers to these.
            await self._objects.delete(chunk_path(content, n) for n in range(number))

    async def _file(self, upload: Upload, actor: Actor) -> None:
        assert upload.media_type is not None
        command = FileEvidence(
            kind=upload.kind,
            party=upload.party,
            claims=upload.claims,
            document=upload.document,
            title=await self._receiving.name_of(upload),
            file=EvidenceFile(
                id=upload.id,
                sha256=upload.sha256.hex(),
                size=upload.size,
                media_type=upload.media_type,
            ),
        )
        await self._handler.handle(
            Envelope(
                body=command,
                dispute=upload.dispute,
                actor=actor,
                key=uuid5(upload.id, "evidence"),
                request_hash=hashlib.sha256(upload.id.bytes).digest(),
            )
        )
        await self.filed(upload.id)


def _digest(file: BinaryIO) -> bytes:
    found = hashlib.sha256()
    while piece := file.read(CHUNK):
        found.update(piece)
    return found.digest()
