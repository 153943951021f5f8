"""What is known of hand-overs: the offer in flight, offers that ended, and mandates."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import (
    Disposition,
    Mandate,
    MandateResult,
    OfferEnd,
    OfferKind,
    Overtaken,
    RefusalGround,
)
from services.workflow.domain.dispute.records.agreement import Agreement
from services.workflow.domain.dispute.records.mediation import Cover
from services.workflow.domain.dispute.records.tribunal import Arbitration
from services.workflow.domain.dispute.states import State


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """An offer of hand-over in flight: at most one."""

    no: int
    to: UUID
    sender: UUID | None = None
    """Who had the dispute when it was offered."""
    kind: OfferKind = OfferKind.REFERRAL
    offered_on: date | None = None
    expires_on: date | None = None
    is_delivered: bool = False
    is_received: bool = False
    received_on: date | None = None
    """Day of the receiver's business receipt: it has the application from then on."""


class PastOffer(msgspec.Struct, frozen=True, kw_only=True):
    """An offer that ended: how, when, and by whom. The loser of a race is told from it."""

    no: int
    to: UUID
    sender: UUID | None
    kind: OfferKind
    end: OfferEnd
    on: date
    at: datetime | None = None
    by: UUID | None = None
    """The body that ended it; none where it expired or another act overtook it."""
    ground: RefusalGround | None = None
    overtaken_by: Overtaken | None = None


class Stood(msgspec.Struct, frozen=True, kw_only=True):
    """Where a dispute stood before another body had it, to stand there again if it comes back."""

    state: State
    custodian: UUID | None
    organisation: UUID | None
    mediator: UUID | None
    covers: tuple[Cover, ...]
    accepted_on: date | None
    arbitration: Arbitration | None
    agreement: Agreement | None
    standing: Agreement | None
    dispositions: tuple[tuple[int, Disposition], ...]
    """By number of the claim."""


class HandedOver(msgspec.Struct, frozen=True, kw_only=True):
    """An accepted hand-over: who had it, and where it stood, should it come back."""

    sender: UUID
    kind: OfferKind
    stood: Stood
    is_taken_up: bool = False
    """Whether the receiver has put a mediator on it: from then on it is not returned."""


class MandateRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A running mandate of a court or commission, and where the dispute goes when it is returned."""

    mandate: Mandate
    body: UUID
    before: State
    """State to go back to; for a dispute registered under the mandate that of the seised body."""
    reference: str = ""
    rule: str = ""
    """The rule of its period; empty: the one that a mandate of this kind usually has."""
    given_on: date | None = None
    """Day of the mandate; none for a dispute registered under it, which begins with its receipt."""
    due_on: date | None = None
    is_counted: bool = False
    """Whether `due_on` was counted by the rule; otherwise the mandate names that day."""
    stood: Stood | None = None
    """None for a dispute registered under the mandate."""
    versions_before: int = 0
    """How many versions of agreements there were; a later one is made under the mandate."""


class PastMandate(msgspec.Struct, frozen=True, kw_only=True):
    """A mandate that was returned: by which organisation, to whom, with what result."""

    mandate: Mandate
    body: UUID
    organisation: UUID | None
    result: MandateResult
    on: date
