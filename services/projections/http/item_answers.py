"""What the lists of offers, sessions, documents and applications tell."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.projections.http.answers import BodyNamed
from services.projections.views.handovers import HandoverState
from services.projections.views.sittings import SittingKind, SittingState
from services.workflow.recorded.views import dispute_parts as p


class HandoverListed(msgspec.Struct, frozen=True, kw_only=True):
    """An offer of hand-over."""

    dispute: UUID
    case_number: str
    offer: int
    """Number within the dispute."""
    kind: p.OfferKind
    kind_name: str
    state: HandoverState
    state_name: str
    sender: BodyNamed | None
    receiver: BodyNamed
    offered_on: date
    age_days: int
    """From the offer until today, or until it ended."""
    expires_on: date | None
    delivered_on: date | None
    received_on: date | None
    """Day of the receiver's business receipt."""
    ended_on: date | None
    ended_by: BodyNamed | None
    ground: p.RefusalGround | None
    ground_name: str | None
    overtaken_by: p.Overtaken | None
    overtaken_name: str | None


class HandoverPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of offers, the oldest first."""

    items: tuple[HandoverListed, ...]
    next: str | None
    total: int | None


class SessionListed(msgspec.Struct, frozen=True, kw_only=True):
    """A mediation session or a hearing."""

    dispute: UUID
    case_number: str
    kind: SittingKind
    kind_name: str
    number: int | None
    """Null for one that was held without having been listed."""
    state: SittingState
    state_name: str
    day: date
    starts_at: datetime | None
    mode: p.SessionMode | None
    mode_name: str | None
    organisation: BodyNamed | None
    """The mediation organisation, or the commission."""
    mediator: UUID | None
    """Who has it that day."""


class SessionPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of an agenda, by day and time."""

    items: tuple[SessionListed, ...]
    next: str | None
    total: int | None


class DocumentListed(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it stands with one recipient."""

    dispute: UUID
    case_number: str
    document: int
    kind: p.DocumentKind
    kind_name: str
    recipient: int
    """Number of the party."""
    issued_on: date
    served_on: date | None
    """Null while it does not count as served."""
    attempts: int
    outcome: p.ServiceOutcome | None
    """Of the last attempt."""
    outcome_name: str | None
    awaits_reply: bool
    reply_by: date | None
    is_overdue: bool
    """Whether a reply was due before today and has not come."""


class DocumentPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of documents, the oldest first."""

    items: tuple[DocumentListed, ...]
    next: str | None
    total: int | None


class ReinforcementListed(msgspec.Struct, frozen=True, kw_only=True):
    """An application to make an agreement enforceable, and the answer."""

    dispute: UUID
    case_number: str
    kind: p.ReinforcementKind
    kind_name: str
    version: int
    """Of the agreement."""
    body: BodyNamed
    """The court or commission."""
    applied_on: date
    result: p.ReinforcementResult | None
    """Null while nothing was answered."""
    result_name: str | None
    ground: str | None
    ground_name: str | None
    answered_on: date | None
    granted_on: date | None
    number: str
    organisation: BodyNamed | None
    """Who made the agreement."""
    mediator: UUID | None


class ReinforcementCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many applications of one organisation were answered so."""

    organisation: BodyNamed | None
    mediator: UUID | None
    kind: p.ReinforcementKind
    result: p.ReinforcementResult | None
    result_name: str | None
    ground: str | None
    ground_name: str | None
    count: int


class ReinforcementPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of applications, the newest first."""

    items: tuple[ReinforcementListed, ...]
    counts: tuple[ReinforcementCount, ...] | None
    """All that fit, by organisation, mediator, answer and ground, where `counts=true` asked."""
    next: str | None
    total: int | None
