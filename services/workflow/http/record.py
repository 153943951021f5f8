"""The record of a dispute as callers read it: names opened for those who may, the rest as it stands."""

from datetime import date
from uuid import UUID

import msgspec

from services.kit.language import Language
from services.workflow.application.read import DisputeReader
from services.workflow.domain.dispute.lifecycle import STATE_NAMES, State
from services.workflow.domain.dispute.parts import (
    Channel,
    ClaimKind,
    Disposition,
    Instalment,
    Mandate,
    Outcome,
    RequiredAct,
)
from services.workflow.domain.dispute.permissions import may_see_contacts, may_see_names
from services.workflow.domain.dispute.records import Agreement, Offer, Reinforcement
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Actor
from services.workflow.domain.values.sealed import Sealed
from services.workflow.http.record_people import (
    PartyRecord,
    RepresentativeRecord,
    contacts,
    names,
    party_records,
    representative_records,
)


class ClaimEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One claim and what became of it."""

    no: int
    kind: ClaimKind
    amount: int | None
    """In fen."""
    known_on: date | None
    """Day on which the worker knew or should have known of the infringement."""
    disposition: Disposition


class TermEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What was agreed on one claim."""

    claim: int
    instalments: tuple[Instalment, ...]
    duty: str | None


class AgreementRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The agreement in its present version, the acts done on it, and what was paid."""

    version: int
    terms: tuple[TermEntry, ...]
    required: tuple[RequiredAct, ...]
    """The acts without which it has no effect."""
    recorded_on: date
    signed_by: tuple[int, ...]
    """Numbers of the parties that signed."""
    is_signed_by_mediator: bool
    is_sealed: bool
    effective_on: date | None
    """Day of the last required act; windows run from the next day."""
    due: int
    """All that is to be paid, in fen."""
    paid: int
    """Paid so far, in fen."""


class ConfirmationRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The application for judicial confirmation."""

    court: UUID
    applied_on: date
    docket_number: str
    ruling_number: str


class OfferRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The offer of hand-over in flight."""

    no: int
    to: UUID
    is_delivered: bool
    is_received: bool


class DisputeRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute as its events make it."""

    id: UUID
    version: int
    """Number of events; the ETag of the newest version."""
    state: State
    state_name: str
    case_number: str
    organisation: UUID | None
    custodian: UUID | None
    transferred_by: UUID | None
    channel: Channel
    mandate: Mandate
    mandated_by: UUID | None
    """The court or commission whose mandate is to be returned."""
    mandate_reference: str
    pending_before: UUID | None
    """The court or commission that is seised while an organisation mediates for it."""
    region: str
    parties: tuple[PartyRecord, ...]
    representatives: tuple[RepresentativeRecord, ...]
    claims: tuple[ClaimEntry, ...]
    worker_count: int
    received_on: date | None
    correction_due_on: date | None
    """By when the applicant is to hand in what is missing."""
    accepted_on: date | None
    mediator: UUID | None
    agreement: AgreementRecord | None
    confirmation: ConfirmationRecord | None
    instrument: str
    """What makes it enforceable, such as the number of the confirming ruling."""
    offer: OfferRecord | None
    commission: UUID | None
    arbitration_number: str
    outcome: Outcome | None
    leader: UUID | None
    """The dispute that leads this matter, where this one was merged into it."""
    is_sample: bool
    """示例数据: invented, shipped as an example."""


async def record_of(
    dispute: Dispute, version: int, actor: Actor, reader: DisputeReader, language: Language
) -> DisputeRecord:
    """The record for a caller who may read it."""
    assert dispute.id is not None
    opened = await _opened(dispute, actor, reader)
    state = dispute.state
    return DisputeRecord(
        id=dispute.id,
        version=version,
        state=state,
        state_name=STATE_NAMES[state] if language == "zh" else state.replace("_", " "),
        case_number=dispute.case_number,
        organisation=dispute.organisation,
        custodian=dispute.custodian,
        transferred_by=dispute.transferred_by,
        channel=dispute.channel,
        mandate=dispute.mandate,
        mandated_by=dispute.mandate_record.body if dispute.mandate_record else None,
        mandate_reference=dispute.mandate_record.reference if dispute.mandate_record else "",
        pending_before=dispute.pending_before,
        region=dispute.region,
        parties=party_records(dispute, opened),
        representatives=representative_records(dispute, opened),
        claims=_claims(dispute),
        worker_count=dispute.worker_count,
        received_on=dispute.received_on,
        correction_due_on=dispute.correction_due_on,
        accepted_on=dispute.accepted_on,
        mediator=dispute.mediator,
        agreement=_agreement(dispute.agreement, opened) if dispute.agreement else None,
        confirmation=_confirmation(dispute.reinforcement) if dispute.reinforcement else None,
        instrument=dispute.instrument,
        offer=_offer(dispute.offer) if dispute.offer else None,
        commission=dispute.commission,
        arbitration_number=dispute.arbitration_number,
        outcome=dispute.outcome,
        leader=dispute.leader,
        is_sample=dispute.source is not None and dispute.source.sample,
    )


async def _opened(dispute: Dispute, actor: Actor, reader: DisputeReader) -> dict[str, str | None]:
    """Box to text, of all that this caller may see."""
    boxes: list[Sealed] = []
    if may_see_names(actor, dispute):
        boxes += names(dispute)
        if dispute.agreement is not None:
            boxes += [term.duty for term in dispute.agreement.terms if term.duty]
    if may_see_contacts(actor, dispute):
        boxes += contacts(dispute)
    if not boxes:
        return {}
    assert dispute.id is not None
    texts = await reader.open_all(dispute.id, boxes)
    return {box.box: text for box, text in zip(boxes, texts, strict=True)}


def _claims(dispute: Dispute) -> tuple[ClaimEntry, ...]:
    return tuple(
        ClaimEntry(
            no=entry.claim.no,
            kind=entry.claim.kind,
            amount=entry.claim.amount,
            known_on=entry.claim.known_on,
            disposition=entry.disposition,
        )
        for entry in dispute.claims
    )


def _confirmation(slot: Reinforcement) -> ConfirmationRecord:
    return ConfirmationRecord(
        court=slot.body,
        applied_on=slot.applied_on,
        docket_number=slot.docket_number,
        ruling_number=slot.ruling_number,
    )


def _offer(offer: Offer) -> OfferRecord:
    return OfferRecord(
        no=offer.no, to=offer.to, is_delivered=offer.is_delivered, is_received=offer.is_received
    )


def _agreement(agreement: Agreement, opened: dict[str, str | None]) -> AgreementRecord:
    return AgreementRecord(
        version=agreement.version,
        terms=tuple(
            TermEntry(
                claim=term.claim,
                instalments=term.instalments,
                duty=opened.get(term.duty.box) if term.duty else None,
            )
            for term in agreement.terms
        ),
        required=agreement.required,
        recorded_on=agreement.recorded_on,
        signed_by=tuple(sorted(agreement.signed_by)),
        is_signed_by_mediator=agreement.is_signed_by_mediator,
        is_sealed=agreement.is_sealed,
        effective_on=agreement.effective_on,
        due=agreement.due,
        paid=agreement.paid,
    )
