"""What is sent to begin an upload, and what is told of files and evidence."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from services.kit.language import Language
from services.partners.files.completing import FAULTS
from services.partners.files.names import REMARKS
from services.partners.files.upload import Upload, UploadState
from services.workflow.domain.dispute.parts import EvidenceKind
from services.workflow.domain.dispute.records import Evidence

Numbers = Annotated[tuple[int, ...], msgspec.Meta(max_length=100)]


class NewFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file that is going to be uploaded: what it is, and on whose behalf it is handed in."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    """What it is called; it is kept sealed."""
    size: Annotated[int, msgspec.Meta(ge=1)]
    """Bytes."""
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    """Of the content, in lower-case hexadecimal; checked once it has come in."""
    kind: EvidenceKind
    party: int | None = None
    """Number of the party who hands it in; none where the body itself made or fetched it."""
    claims: Numbers = ()
    """Numbers of the claims it bears on; none: the whole matter."""
    document: int | None = None
    """Number of the document of the file that it is a copy of."""


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """Something to look at; nothing is refused for it."""

    code: str
    detail: str


class FileTold(msgspec.Struct, frozen=True, kw_only=True):
    """An upload, or the stored file that it became."""

    id: UUID
    dispute: UUID
    state: UploadState
    name: str | None
    """None: not for this caller, or it was erased."""
    size: int
    received: int
    """Bytes that have come in; the upload goes on from here."""
    sha256: str
    media_type: str | None
    """Told by the content; none before it was checked."""
    scan: str | None
    """`none`: no virus scanner is set up, it was not looked at; `clean`; `infected`."""
    fault: Remark | None
    """Why it was refused."""
    remarks: tuple[Remark, ...]
    kind: EvidenceKind
    evidence: int | None
    """Number of the evidence within the dispute, once it is on record."""
    created_at: datetime
    expires_at: datetime | None
    """The upload ends then; none once it is done with."""


class EvidenceTold(msgspec.Struct, frozen=True, kw_only=True):
    """A material on record."""

    evidence: int
    kind: EvidenceKind
    title: str | None
    """None: not for this caller, or it was erased."""
    party: int | None
    claims: tuple[int, ...]
    document: int | None
    filed_on: date | None
    withdrawn_on: date | None
    file: UUID | None
    """None: it was handed in on paper or as an object."""
    size: int | None
    sha256: str | None
    media_type: str | None


ANSWERS: tuple[type, ...] = (FileTold, EvidenceTold)
BODIES: tuple[type, ...] = (NewFile,)


def file_told(
    upload: Upload, filed: Evidence | None, name: str | None, language: Language
) -> FileTold:
    """An upload in a language; `filed` is its evidence, if it is on record."""
    state = UploadState.FILED if filed else upload.state
    fault = _remark(upload.fault, FAULTS, language) if upload.fault else None
    is_open = state in {UploadState.RECEIVING, UploadState.STORED}
    return FileTold(
        id=upload.id,
        dispute=upload.dispute,
        state=state,
        name=name,
        size=upload.size,
        received=upload.received,
        sha256=upload.sha256.hex(),
        media_type=upload.media_type,
        scan=upload.scan,
        fault=fault,
        remarks=tuple(_remark(code, REMARKS, language) for code in upload.remarks),
        kind=upload.kind,
        evidence=filed.no if filed else None,
        created_at=upload.created_at,
        expires_at=upload.expires_at if is_open else None,
    )


def evidence_told(filed: Evidence, title: str | None) -> EvidenceTold:
    """A material on record."""
    file = filed.file
    return EvidenceTold(
        evidence=filed.no,
        kind=filed.kind,
        title=title,
        party=filed.party,
        claims=filed.claims,
        document=filed.document,
        filed_on=filed.filed_on,
        withdrawn_on=filed.withdrawn_on,
        file=file.id if file else None,
        size=file.size if file else None,
        sha256=file.sha256 if file else None,
        media_type=file.media_type if file else None,
    )


def _remark(code: str, words: dict[str, tuple[str, str]], language: Language) -> Remark:
    return Remark(code=code, detail=words[code][0 if language == "zh" else 1])
