"""What the record of a dispute shows of offers, hand-overs and mandates."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import (
    Mandate,
    MandateResult,
    OfferEnd,
    OfferKind,
    Overtaken,
    RefusalGround,
)
from services.workflow.domain.dispute.records import Offer
from services.workflow.domain.dispute.state import Dispute


class OfferRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The offer of hand-over in flight."""

    no: int
    kind: OfferKind
    sender: UUID | None
    to: UUID
    offered_on: date | None
    expires_on: date | None
    """The last day on which it can be taken over."""
    is_delivered: bool
    """Whether it reached the receiver's system; not yet a receipt."""
    is_received: bool
    """Whether the receiver gave its business receipt; not yet acceptance."""
    received_on: date | None


class PastOfferRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An offer that ended, how, when and by whom."""

    no: int
    kind: OfferKind
    sender: UUID | None
    to: UUID
    end: OfferEnd
    ended_on: date
    ended_at: datetime | None
    ended_by: UUID | None
    """The body that ended it; null where it expired or another act overtook it."""
    ground: RefusalGround | None
    overtaken_by: Overtaken | None


class HandedOverRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An accepted hand-over that can still come back."""

    sender: UUID
    kind: OfferKind
    is_returnable: bool
    """Whether the receiver may still offer it back; not once it put a mediator on it."""


class MandateRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A running mandate of a court or commission."""

    mandate: Mandate
    body: UUID
    reference: str
    due_on: date | None
    """Day by which it is to be returned."""


class PastMandateRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A mandate that was returned, and with what result."""

    mandate: Mandate
    body: UUID
    organisation: UUID | None
    result: MandateResult
    returned_on: date


class HandoverRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about who was to have it, has it, and for whom it is mediated."""

    offer: OfferRecord | None
    past_offers: tuple[PastOfferRecord, ...]
    handed_over: tuple[HandedOverRecord, ...]
    """The latest last."""
    mandate: MandateRecord | None
    past_mandates: tuple[PastMandateRecord, ...]
    pending_before: UUID | None
    """The commission or court that is seised while an organisation mediates for it."""


def handover_of(dispute: Dispute) -> HandoverRecord:
    """The part of the record about hand-over and mandates."""
    return HandoverRecord(
        offer=offer_of(dispute.offer) if dispute.offer else None,
        past_offers=past_offers_of(dispute),
        handed_over=tuple(
            HandedOverRecord(sender=over.sender, kind=over.kind, is_returnable=not over.is_taken_up)
            for over in dispute.handed_over
        ),
        mandate=mandate_of(dispute),
        past_mandates=tuple(
            PastMandateRecord(
                mandate=past.mandate,
                body=past.body,
                organisation=past.organisation,
                result=past.result,
                returned_on=past.on,
            )
            for past in dispute.past_mandates
        ),
        pending_before=dispute.pending_before,
    )


def offer_of(offer: Offer) -> OfferRecord:
    """The offer in flight as callers read it."""
    return OfferRecord(
        no=offer.no,
        kind=offer.kind,
        sender=offer.sender,
        to=offer.to,
        offered_on=offer.offered_on,
        expires_on=offer.expires_on,
        is_delivered=offer.is_delivered,
        is_received=offer.is_received,
        received_on=offer.received_on,
    )


def past_offers_of(dispute: Dispute) -> tuple[PastOfferRecord, ...]:
    """The offers that ended, the earliest first."""
    return tuple(
        PastOfferRecord(
            no=past.no,
            kind=past.kind,
            sender=past.sender,
            to=past.to,
            end=past.end,
            ended_on=past.on,
            ended_at=past.at,
            ended_by=past.by,
            ground=past.ground,
            overtaken_by=past.overtaken_by,
        )
        for past in dispute.past_offers
    )


def mandate_of(dispute: Dispute) -> MandateRecord | None:
    """The running mandate as callers read it."""
    record = dispute.mandate_record
    if record is None:
        return None
    return MandateRecord(
        mandate=record.mandate, body=record.body, reference=record.reference, due_on=record.due_on
    )
