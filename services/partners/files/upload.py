"""An upload and a stored content, as the tables hold them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import EvidenceKind


class UploadState(StrEnum):
    """How far an upload has come."""

    RECEIVING = "receiving"
    STORED = "stored"
    """Checked and stored, not yet on record: its completion is sent again."""
    FILED = "filed"
    """On record as evidence of the dispute."""
    FAILED = "failed"
    """It is not what was declared, or of a type that is not taken: `fault` says which."""
    QUARANTINED = "quarantined"
    """A virus was found: nobody can read it here."""
    EXPIRED = "expired"


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """One row: what was declared, by whom, and what came of it."""

    id: UUID
    dispute: UUID
    account: str
    organisation: UUID | None
    request_hash: bytes
    name: bytes | None
    """Sealed under the key of the upload; none once it stands in the log."""
    kind: EvidenceKind
    party: int | None
    claims: tuple[int, ...]
    document: int | None
    size: int
    sha256: bytes
    received: int = 0
    state: UploadState = UploadState.RECEIVING
    fault: str | None = None
    media_type: str | None = None
    scan: str | None = None
    remarks: tuple[str, ...] = ()
    wrapped_key: bytes | None = None
    created_at: datetime
    expires_at: datetime


class UploadPart(msgspec.Struct, frozen=True, kw_only=True):
    """Consecutive bytes of an upload as they came in, in an object of their own."""

    start: int
    size: int
    object: str


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What is stored of a dispute under one hash; without its key it is erased."""

    id: UUID
    dispute: UUID
    sha256: bytes
    size: int
    media_type: str
    scan: str
    wrapped_key: bytes | None
    stored_at: datetime


def part_context(file: UUID, start: int) -> bytes:
    """What a part of an upload is bound to: moved elsewhere it does not open."""
    return b"upload" + file.bytes + start.to_bytes(8, "big")


def chunk_context(content: UUID, number: int) -> bytes:
    """What a chunk of a stored content is bound to."""
    return b"content" + content.bytes + number.to_bytes(8, "big")


def name_context(file: UUID) -> bytes:
    """What the sealed name of an upload is bound to."""
    return b"name" + file.bytes


def upload_key_context(file: UUID) -> bytes:
    """What the wrapped key of an upload is bound to."""
    return b"upload key" + file.bytes


def content_key_context(content: UUID, dispute: UUID, sha256: bytes) -> bytes:
    """What the wrapped key of a content is bound to."""
    return b"content key" + content.bytes + dispute.bytes + sha256


def chunk_path(content: Content, number: int) -> str:
    """Where a chunk lies: by the dispute and the hash of the whole."""
    return f"disputes/{content.dispute}/{content.sha256.hex()}/{content.id}/{number:06}"
