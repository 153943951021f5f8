"""What is known of a mediation: conflicts, cover, sessions, its period."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import ConflictKind, SuspensionCause


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A disclosed tie of a mediator to the dispute, and which parties consent all the same."""

    no: int
    mediator: UUID
    kind: ConflictKind
    consented_by: frozenset[int] = frozenset()


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands in for the mediator, both days included."""

    mediator: UUID
    starts_on: date
    ends_on: date


class SessionState(StrEnum):
    """What became of a scheduled session."""

    SCHEDULED = "scheduled"
    HELD = "held"
    ADJOURNED = "adjourned"
    CANCELLED = "cancelled"


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A scheduled session; an adjourned one with a new time is scheduled again."""

    no: int
    starts_at: datetime
    state: SessionState = SessionState.SCHEDULED


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """What moves the mediation's periods, beside receipt and acceptance."""

    extended_until: date | None = None
    extended_on: date | None = None
    """Day on which that was agreed."""
    suspended_on: date | None = None
    suspended_for: SuspensionCause | None = None
    suspensions: tuple[tuple[date, date], ...] = ()
    """First and last day of each ended suspension."""
    appraisals: tuple[tuple[date, date], ...] = ()
    """Those of them that waited for an appraisal."""
    has_receipt_period_lapsed: bool = False
    receipt_lapsed_on: date | None = None
    """Day on which that was recorded."""
    restarted_on: date | None = None
    """Day of the second attempt; the organisation's period runs from there."""
    ended_on: date | None = None
    """Day on which the mediation was over, in whatever way."""
    is_done: bool = False
    """Whether it ended as a mediation does, in an agreement or a recorded failure."""
