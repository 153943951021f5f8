"""Uploads by HTTP: declared, sent in parts, completed."""

import re
from datetime import UTC
from typing import Any, Final
from uuid import UUID, uuid5

from starlette.requests import Request
from starlette.responses import Response

from services.kit.problem_details import NOT_FOUND, FieldError, Problem
from services.partners.files.completing import FAULTS, NotWhole
from services.partners.files.names import UNFIT
from services.partners.files.receiving import LIFETIME, OffsetMismatch, TooManyBytes
from services.partners.files.serving import (
    FileServices,
    answer,
    file_in_path,
    standing,
    told_when_unavailable,
)
from services.partners.files.table import DisputeFull
from services.partners.files.told import NewFile
from services.partners.files.upload import Upload, UploadState
from services.workflow.application.ports import KeyReused
from services.workflow.domain.dispute.decider import decide
from services.workflow.domain.dispute.parts import EvidenceFile
from services.workflow.domain.dispute.permissions import require_permitted
from services.workflow.domain.dispute.stages.record.evidence import FileEvidence
from services.workflow.http.answers import dispute_in_path, request_hash
from services.workflow.http.bodies import BodyReader, read_body
from services.workflow.http.headers import idempotency_key, require_json, require_json_taken
from services.workflow.http.identity import Caller, caller_of
from services.workflow.http.problems import (
    FILE_REFUSED,
    INVALID_BODY,
    INVALID_HEADER,
    TOO_LARGE,
    UPLOAD_OFFSET,
)

PART_TYPES: Final = ("application/offset+octet-stream", "application/partial-upload")
"""Of parts of an upload: as tus says it, and as the IETF's resumable uploads do."""
_BODY_LIMIT: Final = 16_384
_OFFSET: Final = re.compile(r"\d{1,15}")


class FileUploads:
    """The endpoints that take files in."""

    def __init__(self, services: FileServices) -> None:
        self._services = services
        self._body: BodyReader[Any] = BodyReader(NewFile)

    @told_when_unavailable
    async def declare_file(self, request: Request) -> Response:
        """Say what is going to be uploaded; the answer says where to. Nothing is on record yet."""
        require_json(request.headers)
        require_json_taken(request.headers)
        caller, dispute = caller_of(request), dispute_in_path(request)
        key = caller.key(idempotency_key(request.headers))
        raw = await read_body(request, _BODY_LIMIT)
        wanted: NewFile = await self._body.read(raw)
        self._require_fitting(wanted)
        upload = self._new(wanted, dispute, caller, key, request_hash(request, raw))
        known = await self._known(upload, caller)
        if known is None:
            await self._require_possible(wanted, upload, caller)
            try:
                known = await self._services.receiving.declare(
                    upload, wanted.name, most_bytes=self._services.dispute_limit
                )
            except DisputeFull:
                raise _too_large(self._services.dispute_limit, of_dispute=True) from None
        return await self._answer(request, known, 201)

    @told_when_unavailable
    async def upload_offset(self, request: Request) -> Response:
        """Where an upload of your own stands."""
        upload = await self._services.access.own(caller_of(request), file_in_path(request))
        return Response(status_code=204, headers=standing(upload, upload.received))

    @told_when_unavailable
    async def upload_part(self, request: Request) -> Response:
        """Send bytes from `Upload-Offset` on; what came in of a broken connection is kept."""
        sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if sent not in PART_TYPES:
            raise _bad_header("Content-Type", " / ".join(PART_TYPES))
        offset = request.headers.get("upload-offset", "")
        if not _OFFSET.fullmatch(offset):
            raise _bad_header("Upload-Offset", "0, 1048576 …")
        upload = await self._services.access.own(caller_of(request), file_in_path(request))
        try:
            received = await self._services.receiving.receive(upload, int(offset), request.stream())
        except OffsetMismatch as mismatch:
            raise _stands_at(mismatch.received, upload.size) from None
        except TooManyBytes:
            raise _too_large(upload.size, of_dispute=False) from None
        return Response(status_code=204, headers=standing(upload, received))

    @told_when_unavailable
    async def complete_file(self, request: Request) -> Response:
        """Check what came in and put it on record as evidence; asked again, nothing is done twice."""
        require_json_taken(request.headers)
        caller = caller_of(request)
        upload = await self._services.access.own(caller, file_in_path(request))
        if upload.state in {UploadState.RECEIVING, UploadState.STORED}:
            try:
                upload = await self._services.completing.complete(upload.id, caller.actor)
            except NotWhole as missing:
                raise _stands_at(missing.received, missing.size) from None
        if upload.fault is not None:
            zh, en = FAULTS[upload.fault]
            raise Problem(FILE_REFUSED, zh=zh, en=en, members={"code": upload.fault})
        if upload.state is UploadState.EXPIRED:
            raise Problem(NOT_FOUND, zh="上传已过期，请重新上传", en="the upload has expired")
        return await self._answer(request, upload)

    def _require_fitting(self, wanted: NewFile) -> None:
        if wanted.size > self._services.file_limit:
            raise _too_large(self._services.file_limit, of_dispute=False)
        if UNFIT.search(wanted.name):
            fault = FieldError(
                pointer="#/name",
                zh="文件名不能含有路径、控制字符或改变书写方向的字符",
                en="a name has no path, no control characters and none that turn the writing",
            )
            raise Problem(INVALID_BODY, errors=(fault,))

    def _new(
        self, wanted: NewFile, dispute: UUID, caller: Caller, key: UUID, hashed: bytes
    ) -> Upload:
        now = self._services.clock.now().astimezone(UTC)
        return Upload(
            id=uuid5(key, "file"),
            dispute=dispute,
            account=caller.actor.account,
            organisation=caller.actor.organisation,
            request_hash=hashed,
            name=None,
            kind=wanted.kind,
            party=wanted.party,
            claims=wanted.claims,
            document=wanted.document,
            size=wanted.size,
            sha256=bytes.fromhex(wanted.sha256),
            created_at=now,
            expires_at=now + LIFETIME,
        )

    async def _known(self, upload: Upload, caller: Caller) -> Upload | None:
        """The upload that was declared under the same key before. Raises KeyReused."""
        try:
            known = await self._services.access.own(caller, upload.id)
        except Problem:
            return None
        if known.request_hash != upload.request_hash:
            raise KeyReused(upload.id)
        return known

    async def _require_possible(self, wanted: NewFile, upload: Upload, caller: Caller) -> None:
        """Refuse before any byte is sent what could not be put on record afterwards."""
        dispute, _ = await self._services.reader.current(upload.dispute, caller.actor)
        require_permitted(
            "file_evidence", caller.actor, dispute, today=self._services.reader.today()
        )
        command = FileEvidence(
            kind=wanted.kind,
            party=wanted.party,
            claims=wanted.claims,
            document=wanted.document,
            file=EvidenceFile(id=upload.id, sha256=wanted.sha256, size=wanted.size, media_type=""),
        )
        decide(command, dispute, await self._services.reader.given(dispute, caller.actor))

    async def _answer(self, request: Request, upload: Upload, status: int = 200) -> Response:
        known = await self._services.access.file(caller_of(request), upload.id)
        return await answer(self._services, request, known, status)


def _stands_at(received: int, size: int) -> Problem:
    return Problem(
        UPLOAD_OFFSET,
        zh=f"已收到 {received} 字节，共 {size} 字节",
        en=f"{received} of {size} bytes have come in",
        headers={"Upload-Offset": str(received), "Upload-Length": str(size)},
        members={"data": {"received": received, "size": size}},
    )


def _too_large(limit: int, *, of_dispute: bool) -> Problem:
    zh, en = ("内容超过允许的大小", "more bytes than are allowed")
    if of_dispute:
        zh, en = (
            "本争议的文件总量超过上限",
            "the files of the dispute would be too large together",
        )
    return Problem(TOO_LARGE, zh=zh, en=en, members={"limit_bytes": limit})


def _bad_header(name: str, known: str) -> Problem:
    place = FieldError(parameter=name, zh=f"须为：{known}", en=f"must be: {known}")
    return Problem(INVALID_HEADER, errors=(place,))
