"""Puts the files of a package that came in on file, by the same way and checks as an upload."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid5

from services.partners.files.receiving import LIFETIME
from services.partners.files.scanning import ScannerUnavailable
from services.partners.files.serving import FileServices
from services.partners.files.table import DisputeFull
from services.partners.files.upload import Upload, UploadState
from services.partners.handoff.enclosed import EnclosedFile
from services.workflow.application.ports import StoreUnavailable
from services.workflow.domain.given import Actor


class UploadedFiles:
    """Checks them by content, hash and virus scanner, seals and stores them."""

    def __init__(self, services: FileServices) -> None:
        self._services = services

    async def keep(self, dispute: UUID, file: EnclosedFile, actor: Actor) -> str | None:
        """The fault where it is not taken: of its type, infected, too large, or empty."""
        if not 0 < len(file.content) <= self._services.file_limit:
            return "size_not_taken"
        try:
            upload = await self._services.receiving.declare(
                self._declared(dispute, file, actor),
                file.title,
                most_bytes=self._services.dispute_limit,
            )
            if upload.state is UploadState.RECEIVING and upload.received < upload.size:
                rest = file.content[upload.received :]
                await self._services.receiving.receive(upload, upload.received, _once(rest))
            done = await self._services.completing.complete(upload.id, actor)
        except DisputeFull:
            return "dispute_full"
        except ScannerUnavailable as error:
            raise StoreUnavailable from error
        return None if done.state is UploadState.FILED else done.fault or str(done.state)

    def _declared(self, dispute: UUID, file: EnclosedFile, actor: Actor) -> Upload:
        now = self._services.clock.now()
        digest = bytes.fromhex(file.sha256)
        return Upload(
            id=uuid5(dispute, f"enclosed {file.sha256}"),
            dispute=dispute,
            account=actor.account,
            organisation=actor.organisation,
            request_hash=digest,
            name=None,
            kind=file.kind,
            party=file.party,
            claims=(),
            document=None,
            size=len(file.content),
            sha256=digest,
            created_at=now,
            expires_at=now + LIFETIME,
        )


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content
