"""The parts of a hand-off package, as the receiver gets them."""

from datetime import date
from uuid import UUID

import msgspec

from services.workflow.recorded.views import (
    Channel,
    ClaimKind,
    Disposition,
    Mandate,
    PartyKind,
    Side,
    State,
)
from services.workflow.recorded.views import dispute_parts as p


class PackedParty(msgspec.Struct, frozen=True, kw_only=True):
    """A party, and who acts for it."""

    no: int
    side: Side
    kind: PartyKind
    name: str | None
    uscc: str | None
    region: str | None
    """Its domicile (住所地), no further than the county; none: not recorded."""
    has_left: bool
    stance: p.Stance | None
    """What it last said to the claims."""
    representatives: tuple[p.RepresentativeKind, ...]


class PackedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim and what became of it."""

    no: int
    kind: ClaimKind
    amount: int | None
    """In fen."""
    known_on: date | None
    disposition: Disposition


class PackedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One event of the chronology."""

    position: int
    version: int
    type: str
    occurred_on: date
    actor: str
    text: str


class UndisputedFact(msgspec.Struct, frozen=True, kw_only=True):
    """Facts that both sides agree on."""

    recorded_on: date
    position: int
    facts: str | None
    agreed_by: tuple[int, ...]


class PackedTerm(msgspec.Struct, frozen=True, kw_only=True):
    """What was agreed on one claim."""

    claim: int
    instalments: tuple[p.Instalment, ...]
    duty: str | None


class PackedAgreement(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the agreement."""

    version: int
    recorded_on: date
    effective_on: date | None
    terms: tuple[PackedTerm, ...]


class PackedService(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt to serve a document."""

    recipient: int
    on: date
    method: p.ServiceMethod
    outcome: p.ServiceOutcome
    received_on: date | None


class PackedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document of the file and its service."""

    no: int
    position: int
    """Of the event by which it is on file."""
    digest: str
    """SHA-256, in hex, of that event as the log stores it: whoever holds both can compare."""
    kind: p.DocumentKind
    title: str | None
    reference: str
    issued_on: date
    recipients: tuple[int, ...]
    service: tuple[PackedService, ...]


class PackedEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """A material that was handed in (证据材料)."""

    no: int
    kind: p.EvidenceKind
    party: int | None
    claims: tuple[int, ...]
    document: int | None
    """The document of the file that it is a copy of."""
    title: str | None
    sha256: str | None
    """Of the stored file; none: it was handed in on paper or as an object."""
    size: int | None
    media_type: str | None
    filed_on: date | None
    withdrawn_on: date | None


class LimitationFact(msgspec.Struct, frozen=True, kw_only=True):
    """An act that can interrupt limitation (调解仲裁法 27), with the event that is its proof."""

    on: date
    position: int
    type: str


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """The shared record for the body that a dispute is handed to."""

    dispute: UUID
    version: int
    position: int
    """Of the last event that it tells."""
    case_number: str
    state: State
    region: str
    channel: Channel
    mandate: Mandate
    received_on: date | None
    """Of the application."""
    accepted_on: date | None
    is_oral: bool
    """Whether the applicant applied in words, which were written down."""
    matter: str | None
    """What the applicant says happened."""
    worker_count: int
    parties: tuple[PackedParty, ...]
    claims: tuple[PackedClaim, ...]
    undisputed: tuple[UndisputedFact, ...]
    agreements: tuple[PackedAgreement, ...]
    documents: tuple[PackedDocument, ...]
    evidence: tuple[PackedEvidence, ...]
    first_contact_on: date | None
    interruptions: tuple[LimitationFact, ...]
    chronology: tuple[PackedEvent, ...]
    digest: str = ""
    """SHA-256, in hex, of this package as canonical JSON (RFC 8785) without this member, in the
    language in which it is told: what was received is what was sent."""
