"""Offers of hand-over, in flight and ended: one item each, with the days they were told on."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import Dispute, dispute_parts


class HandoverState(StrEnum):
    """How far an offer of hand-over is, or how it ended."""

    OFFERED = "offered"
    DELIVERED = "delivered"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    RECALLED = "recalled"
    EXPIRED = "expired"


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """One offer; `key` is its number within the dispute."""

    key: str
    kind: dispute_parts.OfferKind
    state: HandoverState
    is_open: bool
    sender: UUID | None
    """Who had the dispute when it was offered."""
    receiver: UUID
    on: date
    """Day of the offer."""
    expires_on: date | None = None
    delivered_on: date | None = None
    received_on: date | None = None
    """Day of the receiver's business receipt."""
    ended_on: date | None = None
    ended_by: UUID | None = None
    """None where it expired or another act overtook it."""
    ground: dispute_parts.RefusalGround | None = None
    overtaken_by: dispute_parts.Overtaken | None = None


def after(
    handovers: tuple[Handover, ...], dispute: Dispute, recorded: Recorded
) -> tuple[Handover, ...]:
    """The offers after an event, given the dispute that the event has made."""
    if not handovers and dispute.offer is None:
        return handovers
    day = recorded.event.occurred_on
    kept = tuple(_followed(one, dispute, day) if one.is_open else one for one in handovers)
    offer = dispute.offer
    if offer is None or any(one.key == str(offer.no) for one in kept):
        return kept
    made = Handover(
        key=str(offer.no),
        kind=offer.kind,
        state=HandoverState.OFFERED,
        is_open=True,
        sender=offer.sender,
        receiver=offer.to,
        on=offer.offered_on or day,
        expires_on=offer.expires_on,
    )
    return (*kept, made)


def _followed(one: Handover, dispute: Dispute, day: date) -> Handover:
    offer = dispute.offer
    if offer is not None and str(offer.no) == one.key:
        if offer.is_received:
            return msgspec.structs.replace(
                one, state=HandoverState.RECEIVED, received_on=offer.received_on
            )
        if offer.is_delivered:
            return msgspec.structs.replace(
                one, state=HandoverState.DELIVERED, delivered_on=one.delivered_on or day
            )
        return one
    past = next((past for past in dispute.past_offers if str(past.no) == one.key), None)
    if past is None:
        # A body that took the dispute up by itself took the offer away with it.
        return msgspec.structs.replace(
            one, state=HandoverState.RECALLED, is_open=False, ended_on=day
        )
    return msgspec.structs.replace(
        one,
        state=HandoverState(past.end),
        is_open=False,
        ended_on=past.on,
        ended_by=past.by,
        ground=past.ground,
        overtaken_by=past.overtaken_by,
    )
