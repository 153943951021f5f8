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
    DeclineGround,
    Disposition,
    Mandate,
    Outcome,
)
from services.workflow.domain.dispute.permissions import may_see_contacts, may_see_names
from services.workflow.domain.dispute.records import MatterDecision
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Actor
from services.workflow.domain.values.sealed import Sealed
from services.workflow.http.record.agreement import (
    AgreementRecord,
    PastReinforcementRecord,
    ReinforcementRecord,
    agreement_record,
    duty_boxes,
    past_reinforcements,
    reinforcement_record,
)
from services.workflow.http.record.handover import HandoverRecord, handover_of
from services.workflow.http.record.limitation import LimitationRecord, limitation_of
from services.workflow.http.record.mediation import (
    DocumentRecord,
    MediationRecord,
    documents_of,
    mediation_of,
    undisputed_boxes,
)
from services.workflow.http.record.people import (
    PartyRecord,
    RepresentativeRecord,
    contacts,
    names,
    party_records,
    representative_records,
)
from services.workflow.http.record.tribunal import TribunalRecord, tribunal_of


class ClaimEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One claim and what became of it."""

    no: int
    kind: ClaimKind
    amount: int | None
    """In fen."""
    known_on: date | None
    """Day on which the worker knew or should have known of the infringement."""
    disposition: Disposition


class RelatedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Another dispute, and what was decided about it."""

    other: UUID
    decision: MatterDecision


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
    region: str
    parties: tuple[PartyRecord, ...]
    representatives: tuple[RepresentativeRecord, ...]
    claims: tuple[ClaimEntry, ...]
    worker_count: int
    received_on: date | None
    correction_due_on: date | None
    """By when the applicant is to hand in what is missing."""
    decline_ground: DeclineGround | None
    """Why it was not accepted."""
    accepted_on: date | None
    mediator: UUID | None
    mediation: MediationRecord
    agreement: AgreementRecord | None
    """The version that is being signed, or the one that took effect last."""
    standing: AgreementRecord | None
    """The version in force, while another is being signed."""
    reinforcement: ReinforcementRecord | None
    """The confirmation, review or payment order that uses the agreement's one slot."""
    past_reinforcements: tuple[PastReinforcementRecord, ...]
    instrument: str
    """What makes it enforceable, such as the number of the confirming ruling."""
    handover: HandoverRecord
    tribunal: TribunalRecord
    limitation: LimitationRecord
    documents: tuple[DocumentRecord, ...]
    outcome: Outcome | None
    leader: UUID | None
    """The dispute that leads this matter, where this one was merged into it."""
    related: tuple[RelatedEntry, ...]
    """What was decided about other disputes; a link is taken back by naming the other."""
    retention_until: date | None
    """Day until which the archived file is kept."""
    is_sample: bool
    """示例数据: invented, shipped as an example."""


_AS_IT_IS = (
    "id",
    "case_number",
    "organisation",
    "custodian",
    "transferred_by",
    "channel",
    "mandate",
    "region",
    "worker_count",
    "received_on",
    "correction_due_on",
    "decline_ground",
    "accepted_on",
    "mediator",
    "instrument",
    "outcome",
    "leader",
    "retention_until",
)
"""What is told as the dispute has it."""


async def record_of(
    dispute: Dispute,
    version: int,
    present: Dispute,
    actor: Actor,
    reader: DisputeReader,
    language: Language,
) -> DisputeRecord:
    """The record for a caller who may read it; `present`, the dispute as it is now, says what of it."""
    assert dispute.id is not None
    opened = await _opened(dispute, present, actor, reader)
    given = await reader.given(dispute, actor)
    state, slot = dispute.state, dispute.reinforcement
    return DisputeRecord(
        **{name: getattr(dispute, name) for name in _AS_IT_IS},
        version=version,
        state=state,
        state_name=STATE_NAMES[state] if language == "zh" else state.replace("_", " "),
        parties=party_records(dispute, opened),
        representatives=representative_records(dispute, opened),
        claims=_claims(dispute),
        mediation=mediation_of(dispute, given, opened, english=language == "en"),
        agreement=agreement_record(dispute.agreement, opened) if dispute.agreement else None,
        standing=agreement_record(dispute.standing, opened) if dispute.standing else None,
        reinforcement=reinforcement_record(slot) if slot else None,
        past_reinforcements=past_reinforcements(dispute.past_reinforcements),
        handover=handover_of(dispute),
        tribunal=tribunal_of(dispute, given),
        limitation=limitation_of(dispute),
        documents=documents_of(dispute),
        related=tuple(
            RelatedEntry(other=one.other, decision=one.decision) for one in dispute.related
        ),
        is_sample=dispute.source is not None and dispute.source.sample,
    )


async def _opened(
    dispute: Dispute, present: Dispute, actor: Actor, reader: DisputeReader
) -> dict[str, str | None]:
    """Box to text, of all that this caller may see."""
    boxes: list[Sealed] = []
    if may_see_names(actor, present):
        boxes += names(dispute)
        boxes += duty_boxes(dispute)
        boxes += undisputed_boxes(dispute)
    if may_see_contacts(actor, present):
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
