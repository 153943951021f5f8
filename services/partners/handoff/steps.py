"""The messages of the hand-overs of one dispute, numbered and chained, as its events tell them.

Nothing of it is stored apart: the log is the outbox, and whoever reads it again finds the same.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import msgspec
import rfc8785

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.fold import evolve
from services.workflow.domain.dispute.parts import Mandate, MandateResult, OfferKind
from services.workflow.domain.dispute.state import Dispute
from services.workflow.recorded.metadata import Recorded

BEGINNING: Final = bytes(32)


class ReferralStep(StrEnum):
    """How far an offer is."""

    OFFERED = "offered"
    DELIVERED = "delivered"
    """Transport: it is in the receiver's system."""
    RECEIVED = "received"
    """The receiver's business receipt."""
    ACCEPTED = "accepted"
    REFUSED = "refused"
    RECALLED = "recalled"
    EXPIRED = "expired"


RANK: Final[dict[ReferralStep, int]] = {
    ReferralStep.OFFERED: 1,
    ReferralStep.DELIVERED: 2,
    ReferralStep.RECEIVED: 3,
    ReferralStep.ACCEPTED: 4,
    ReferralStep.REFUSED: 4,
    ReferralStep.RECALLED: 4,
    ReferralStep.EXPIRED: 4,
}
"""Which step comes after which; of those that end an offer one happens."""
BY_RECEIVER: Final = frozenset({ReferralStep.RECEIVED, ReferralStep.ACCEPTED, ReferralStep.REFUSED})
"""Steps that are the receiver's to take; the others are the sender's and its transport's."""
_STEPS: Final[dict[type[Any], ReferralStep]] = {
    e.ReferralOffered: ReferralStep.OFFERED,
    e.TransferOffered: ReferralStep.OFFERED,
    e.ReturnOffered: ReferralStep.OFFERED,
    e.ReferralDelivered: ReferralStep.DELIVERED,
    e.ReferralReceived: ReferralStep.RECEIVED,
    e.ReferralAccepted: ReferralStep.ACCEPTED,
    e.TransferAccepted: ReferralStep.ACCEPTED,
    e.ReturnAccepted: ReferralStep.ACCEPTED,
    e.ReferralRefused: ReferralStep.REFUSED,
    e.ReferralRecalled: ReferralStep.RECALLED,
    e.ReferralExpired: ReferralStep.EXPIRED,
}


class ReferralMessage(msgspec.Struct, frozen=True, kw_only=True):
    """One step of one offer, as a receipt tells it to the other side."""

    offer: int
    step: ReferralStep
    by: UUID | None
    """The body whose message it is."""
    sequence: int
    """Counts 1, 2, 3 … over all that this body has said of hand-overs of this dispute."""
    occurred_on: date
    at: datetime
    """When it was recorded."""
    position: int
    """In the log; events of the feed carry the same one."""
    version: int
    chain: str
    """SHA-256 in hex of the chain before it (32 zero bytes at first) and of this message as
    canonical JSON (RFC 8785) without `chain`: two sides with the same one agree on all before it."""


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """One offer and all that was said of it."""

    offer: int
    kind: OfferKind
    sender: UUID | None
    receiver: UUID
    expires_on: date | None
    messages: tuple[ReferralMessage, ...]

    @property
    def last(self) -> ReferralMessage:
        """How far it is."""
        return self.messages[-1]

    @property
    def is_open(self) -> bool:
        """Whether it is in flight."""
        return RANK[self.last.step] < RANK[ReferralStep.ACCEPTED]

    def is_of(self, body: UUID | None) -> bool:
        """Whether this body is one of the two sides."""
        return body is not None and body in (self.sender, self.receiver)

    def may_fetch(self, body: UUID | None) -> bool:
        """Whether this body gets the package: the sender always, the receiver unless it came to nothing."""
        is_receivers = self.is_open or self.last.step is ReferralStep.ACCEPTED
        return body is not None and (
            body == self.sender or (body == self.receiver and is_receivers)
        )


class MandateTold(msgspec.Struct, frozen=True, kw_only=True):
    """One mandate to mediate, given by a seised body and returned to it."""

    mandate: Mandate
    body: UUID
    """Who gave it."""
    organisation: UUID | None
    given_on: date
    position: int
    """Of the event by which it last changed."""
    returned_on: date | None = None
    result: MandateResult | None = None


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """All hand-overs and mandates of a dispute, and who has it."""

    dispute: UUID
    case_number: str
    custodian: UUID | None
    version: int
    position: int
    handovers: tuple[Handover, ...]
    mandates: tuple[MandateTold, ...]

    def handover(self, offer: int) -> Handover | None:
        """That of an offer's number."""
        return next((one for one in self.handovers if one.offer == offer), None)

    def of(self, body: UUID) -> "Conversation":
        """What concerns this body: hand-overs and mandates in which it is a side."""
        return msgspec.structs.replace(
            self,
            handovers=tuple(one for one in self.handovers if one.is_of(body)),
            mandates=tuple(m for m in self.mandates if body in (m.body, m.organisation)),
        )


def conversation(events: Sequence[Recorded]) -> Conversation:
    """What the events of one dispute, from the first on, say of its hand-overs."""
    dispute, found = Dispute(), _Told()
    for recorded in events:
        before = dispute
        dispute = evolve(dispute, recorded.event, recorded.stream_id)
        found.follow(recorded, before, dispute)
    first, last = events[0], events[-1]
    return Conversation(
        dispute=first.stream_id,
        case_number=dispute.case_number,
        custodian=dispute.custodian,
        version=last.version,
        position=last.position,
        handovers=tuple(found.handovers.values()),
        mandates=tuple(found.mandates),
    )


def chained(chain: bytes, message: ReferralMessage) -> str:
    """The chain after a message."""
    told: dict[str, Any] = msgspec.to_builtins(message)
    del told["chain"]
    return hashlib.sha256(chain + rfc8785.dumps(told)).hexdigest()


class _Told:
    """Hand-overs and mandates as far as the events were followed."""

    def __init__(self) -> None:
        self.handovers: dict[int, Handover] = {}
        self.mandates: list[MandateTold] = []
        self._said: Counter[UUID | None] = Counter()
        self._chain = BEGINNING

    def follow(self, recorded: Recorded, before: Dispute, after: Dispute) -> None:
        event = recorded.event
        step = _STEPS.get(type(event))
        if step is not None:
            self._offer(step, recorded, after)
        elif isinstance(event, e.MandateReturned):
            self._return(event, recorded.position)
        elif after.mandate_record is not None and before.mandate_record is None:
            self._give(recorded, after)

    def _offer(self, step: ReferralStep, recorded: Recorded, dispute: Dispute) -> None:
        event: Any = recorded.event
        if step is ReferralStep.OFFERED:
            made = dispute.offer
            assert made is not None  # the event has made it
            self.handovers[event.offer] = Handover(
                offer=event.offer,
                kind=made.kind,
                sender=made.sender,
                receiver=made.to,
                expires_on=made.expires_on,
                messages=(),
            )
        handover = self.handovers[event.offer]
        message = self._message(step, handover, recorded)
        self.handovers[event.offer] = msgspec.structs.replace(
            handover, messages=(*handover.messages, message)
        )

    def _message(
        self, step: ReferralStep, handover: Handover, recorded: Recorded
    ) -> ReferralMessage:
        by = handover.receiver if step in BY_RECEIVER else handover.sender
        self._said[by] += 1
        message = ReferralMessage(
            offer=handover.offer,
            step=step,
            by=by,
            sequence=self._said[by],
            occurred_on=recorded.event.occurred_on,
            at=recorded.recorded_at,
            position=recorded.position,
            version=recorded.version,
            chain="",
        )
        chain = chained(self._chain, message)
        self._chain = bytes.fromhex(chain)
        return msgspec.structs.replace(message, chain=chain)

    def _give(self, recorded: Recorded, dispute: Dispute) -> None:
        record = dispute.mandate_record
        assert record is not None  # asked before
        self.mandates.append(
            MandateTold(
                mandate=record.mandate,
                body=record.body,
                organisation=dispute.organisation,
                given_on=record.given_on or recorded.event.occurred_on,
                position=recorded.position,
            )
        )

    def _return(self, event: e.MandateReturned, position: int) -> None:
        if not self.mandates:
            return
        self.mandates[-1] = msgspec.structs.replace(
            self.mandates[-1],
            returned_on=event.occurred_on,
            result=event.result,
            position=position,
        )


def said_by(handovers: Iterable[Handover], body: UUID) -> tuple[ReferralMessage, ...]:
    """What a body has said, in order."""
    said = (m for one in handovers for m in one.messages if m.by == body)
    return tuple(sorted(said, key=lambda message: message.position))
