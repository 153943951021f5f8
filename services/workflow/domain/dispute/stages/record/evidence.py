"""Evidence of the file: handed in by a party on its claims, and taken back."""

from uuid import UUID

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import Event, EvidenceFiled, EvidenceWithdrawn
from services.workflow.domain.dispute.guards import named
from services.workflow.domain.dispute.parts import EvidenceFile, EvidenceKind
from services.workflow.domain.dispute.records import Evidence
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists, Unknown
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Written, is_blank


class FileEvidence(Command, frozen=True, kw_only=True):
    """Put a material on file: on paper as it is sent here, or as the file that was uploaded."""

    move = "file_evidence"
    kind: EvidenceKind
    party: int | None = None
    """Number of the party who hands it in; none where the body itself made or fetched it."""
    claims: tuple[int, ...] = ()
    """Numbers of the claims it bears on; none: the whole matter."""
    document: int | None = None
    """Number of the document of the file that it is a copy of."""
    title: Written = ""
    """What it is called."""
    file: EvidenceFile | None = None
    """The stored file; filled once it has come in wholly and was checked."""


class WithdrawEvidence(Command, frozen=True, kw_only=True):
    """Take a material back: it is relied on no more, and stays on file."""

    move = "withdraw_evidence"
    evidence: int
    reason: Written


def file_evidence(command: FileEvidence, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a stranger's, one on claims or documents that are not there, and the same file again."""
    named.require_parties((command.party,), dispute, given)
    _require_claims(command.claims, dispute, given)
    known = {document.no for document in dispute.documents}
    if command.document is not None and command.document not in known:
        raise Unknown("unknown_document", document=command.document)
    if command.file is not None:
        _require_new(command.file, dispute, given)
    return (
        EvidenceFiled(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            evidence=len(dispute.evidence) + 1,
            kind=command.kind,
            party=command.party,
            claims=tuple(sorted(set(command.claims))),
            document=command.document,
            title=command.title,
            file=command.file,
        ),
    )


def withdraw(command: WithdrawEvidence, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without a reason, and what was never filed or is withdrawn already."""
    found = next((one for one in dispute.evidence if one.no == command.evidence), None)
    if found is None:
        raise Unknown("unknown_evidence", evidence=command.evidence)
    given.insist(
        found.stands, "evidence_withdrawn_already", kind=AlreadyExists, evidence=command.evidence
    )
    given.insist(not is_blank(command.reason), "evidence_withdrawal_needs_reason")
    given.insist(
        found.filed_on is None or given.occurred_on >= found.filed_on,
        "evidence_withdrawn_before_filed",
        occurred_on=given.occurred_on.isoformat(),
        filed_on=found.filed_on.isoformat() if found.filed_on else "",
    )
    return (
        EvidenceWithdrawn(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            evidence=command.evidence,
            reason=command.reason,
        ),
    )


def standing_with(sha256: str, dispute: Dispute) -> Evidence | None:
    """The evidence on file with this content that was not withdrawn."""
    return next(
        (one for one in dispute.evidence if one.stands and one.file and one.file.sha256 == sha256),
        None,
    )


def of_file(file: UUID, dispute: Dispute) -> Evidence | None:
    """The evidence that a stored file belongs to."""
    return next((one for one in dispute.evidence if one.file and one.file.id == file), None)


def _require_claims(claims: tuple[int, ...], dispute: Dispute, given: Given) -> None:
    unknown = sorted(set(claims) - {record.claim.no for record in dispute.claims})
    given.insist(not unknown, "unknown_claim", claims="、".join(map(str, unknown)))


def _require_new(file: EvidenceFile, dispute: Dispute, given: Given) -> None:
    same = standing_with(file.sha256, dispute)
    given.insist(
        same is None,
        "evidence_filed_already",
        kind=AlreadyExists,
        evidence=same.no if same else 0,
    )


DECISIONS: Decisions = {FileEvidence: file_evidence, WithdrawEvidence: withdraw}
READY: Readiness = {}
