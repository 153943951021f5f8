"""Events of mediation: mediators, sessions, facts both sides agree on, periods, failure."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from services.workflow.domain.dispute.parts import (
    ConflictKind,
    FailureReason,
    Notice,
    RecusedBy,
    SessionMode,
    SuspensionCause,
)
from services.workflow.domain.fact import Fact, unchanged
from services.workflow.domain.values.sealed import Written

# Who mediates


class MediatorAssigned(Fact, frozen=True, kw_only=True):
    """A mediator whose certificate and term are valid that day took the dispute."""

    mediator: UUID | None
    """None where a ledger names a person who is not on the roster."""
    certificate_no: str | None = None


class ConflictDisclosed(Fact, frozen=True, kw_only=True):
    """A mediator's tie to the dispute was disclosed; both sides may consent all the same."""

    conflict: int
    """Number within the dispute from 1."""
    mediator: UUID
    kind: ConflictKind
    detail: Written = ""


class ConflictConsented(Fact, frozen=True, kw_only=True):
    """A party knows of the conflict and consents."""

    conflict: int
    party: int


class MediatorRecused(Fact, frozen=True, kw_only=True):
    """The mediator stood down (回避); the dispute waits for another."""

    mediator: UUID
    by: RecusedBy
    reason: Written


class CoverArranged(Fact, frozen=True, kw_only=True):
    """Another mediator stands in while the mediator is away; both days are included."""

    mediator: UUID
    starts_on: date
    ends_on: date
    reason: Written = ""


# Sessions and the shared record


class SessionScheduled(Fact, frozen=True, kw_only=True):
    """A session is to be held: when, where, and who was told how."""

    session: int
    """Number within the dispute from 1."""
    starts_at: datetime
    mode: SessionMode
    place: Written
    """Room, address or link."""
    notices: tuple[Notice, ...] = ()


class SessionHeld(Fact, frozen=True, kw_only=True):
    """A mediation session took place; `present` are the numbers of the parties who came."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    place: Written
    present: tuple[int, ...]
    session: int | None = None
    """The scheduled session; none where it was not scheduled."""
    representatives: tuple[int, ...] = ()
    record: Written = ""
    """The shared record (调解笔录): what both sides may read."""


class SessionAdjourned(Fact, frozen=True, kw_only=True):
    """A session was put off or broken off; `resumes_at` where the next time is known."""

    session: int
    resumes_at: datetime | None = None
    reason: Written = ""


class SessionCancelled(Fact, frozen=True, kw_only=True):
    """A scheduled session will not be held."""

    session: int
    reason: Written = ""


class AbsenceRecorded(Fact, frozen=True, kw_only=True):
    """A party did not come."""

    session: int
    party: int
    is_excused: bool = False
    reason: Written = ""


class UndisputedFactsRecorded(Fact, frozen=True, kw_only=True):
    """Facts that both sides agree on; they, and nothing else of the talks, travel with a hand-off."""

    facts: Written
    agreed_by: tuple[int, ...]


# Periods


class MediationExtended(Fact, frozen=True, kw_only=True):
    """Both sides agreed to mediate until a later day."""

    until: date
    consented_by: tuple[int, ...]


class MediationSuspended(Fact, frozen=True, kw_only=True):
    """Mediation stands still for a recorded cause."""

    cause: SuspensionCause
    detail: Written = ""


class MediationResumed(Fact, frozen=True, kw_only=True):
    """The cause is gone; mediation goes on."""


class ReceiptPeriodLapsed(Fact, frozen=True, kw_only=True):
    """15 days from receipt passed without agreement: the road to arbitration is open (法 14)."""

    due_on: date


class MediationPeriodLapsed(Fact, frozen=True, kw_only=True):
    """The organisation's period passed without agreement or extension: mediation failed."""

    due_on: date
    rule: str
    """The rule whose period it was, such as MED.15.ACCEPT."""


class MediationFailed(Fact, frozen=True, kw_only=True):
    """Mediation ended without agreement."""

    reasons: tuple[FailureReason, ...]


class MediationRestarted(Fact, frozen=True, kw_only=True):
    """Both sides agreed to try again; a new period runs."""

    consented_by: tuple[int, ...]


Event = (
    MediatorAssigned
    | ConflictDisclosed
    | ConflictConsented
    | MediatorRecused
    | CoverArranged
    | SessionScheduled
    | SessionHeld
    | SessionAdjourned
    | SessionCancelled
    | AbsenceRecorded
    | UndisputedFactsRecorded
    | MediationExtended
    | MediationSuspended
    | MediationResumed
    | ReceiptPeriodLapsed
    | MediationPeriodLapsed
    | MediationFailed
    | MediationRestarted
)
