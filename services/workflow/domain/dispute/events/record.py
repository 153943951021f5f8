"""Events of the file itself: documents and service, closing, the same matter, corrections."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from services.workflow.domain.dispute.parts import (
    DocumentKind,
    Lapse,
    Outcome,
    ServiceMethod,
    ServiceOutcome,
    Source,
)
from services.workflow.domain.fact import Fact, unchanged
from services.workflow.domain.values.sealed import Written

# Documents


class DocumentIssued(Fact, frozen=True, kw_only=True):
    """A document was made out to recipients; each is served apart."""

    document: int
    """Number within the dispute from 1."""
    kind: DocumentKind
    title: Written = ""
    reference: str = ""
    recipients: tuple[int, ...]
    reply_by: date | None = None
    """Day by which the recipients are asked to reply."""


class ServiceRecorded(Fact, frozen=True, kw_only=True):
    """One attempt to serve one recipient: how, with what result, on what proof."""

    document: int
    recipient: int
    method: ServiceMethod
    outcome: ServiceOutcome
    received_on: date | None = None
    """Day from which it counts as served; by rule for a deemed service, none if not served."""
    rule: str = ""
    """The rule of a deemed or substituted service."""
    replaces: ServiceMethod | None = None
    """The method that failed before, where this is substituted service."""
    proof: Written = ""


class ReplyReceived(Fact, frozen=True, kw_only=True):
    """A recipient replied to a document."""

    document: int
    recipient: int
    content: Written = ""


# Closing


class DisputeClosed(Fact, frozen=True, kw_only=True):
    """The dispute ended; `reason` says why where a window was still open."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    outcome: Outcome
    reason: Written = ""


class DisputeReopened(Fact, frozen=True, kw_only=True):
    """Closed by mistake or too early: it stands again where it stood before."""

    reason: Written


class DisputeArchived(Fact, frozen=True, kw_only=True):
    """Filed; the retention term runs."""

    retention_until: date
    rule: str


# The same matter


class MatterLinked(Fact, frozen=True, kw_only=True):
    """A person decided that this dispute has to do with another; both count."""

    other: UUID
    reason: Written


class MatterMerged(Fact, frozen=True, kw_only=True):
    """A person decided that this is the same matter as `leader`; both streams stay, one leads."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    leader: UUID
    reason: Written


class MatterDistinguished(Fact, frozen=True, kw_only=True):
    """A person decided that this is not the same matter as the other; it is not asked again."""

    other: UUID
    reason: Written


class MatterUnlinked(Fact, frozen=True, kw_only=True):
    """The decision about another dispute was undone: two matters again, or an open question."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    leader: UUID
    """The other dispute, whatever had been decided about it."""
    reason: Written


# Corrections


class FactCorrected(Fact, frozen=True, kw_only=True):
    """A recorded fact was wrong. The old event stays; from here on the new value counts."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    field: str
    """What it says, such as `region`; with the number of the item, such as `claims/2/amount`."""
    old: str
    new: str
    reason: Written
    evidence: Written = ""
    dependents: tuple[str, ...] = ()
    """What had been computed from the old value: rules, figures, decisions, by code."""
    source: Source | None = None


class LapseWithdrawn(Fact, frozen=True, kw_only=True):
    """A lapse was recorded while an act in time had not been entered yet: it stands no more."""

    lapse: Lapse
    reason: Written
    evidence: Written


Event = (
    DocumentIssued
    | ServiceRecorded
    | ReplyReceived
    | DisputeClosed
    | DisputeReopened
    | DisputeArchived
    | MatterLinked
    | MatterMerged
    | MatterDistinguished
    | MatterUnlinked
    | FactCorrected
    | LapseWithdrawn
)
