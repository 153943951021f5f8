"""What a linked dispute takes over of its origin's people, under the numbers they have there."""

from datetime import date
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts.limitation import (
    InterruptionCause,
    LimitationFactKind,
    LimitationSuspensionCause,
    Post,
)
from services.workflow.domain.dispute.parts.mediation import ConflictKind
from services.workflow.domain.dispute.parts.people import Power, RepresentativeKind, Stance
from services.workflow.domain.values.sealed import Sealed


class CarriedRepresentative(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who acts or acted for a party."""

    no: int
    party: int
    kind: RepresentativeKind
    name: Sealed | str = ""
    phone: Sealed | None = None
    powers: tuple[Power, ...]
    valid_from: date
    valid_until: date | None = None
    ended_on: date | None = None


class CarriedResponse(msgspec.Struct, frozen=True, kw_only=True):
    """What a party last said to the claims."""

    party: int
    stance: Stance
    on: date


class CarriedEmployment(msgspec.Struct, frozen=True, kw_only=True):
    """A worker's employment, as far as recorded."""

    party: int
    started_on: date | None = None
    ended_on: date | None = None
    post: Post | None = None


class CarriedConflict(msgspec.Struct, frozen=True, kw_only=True):
    """A disclosed tie of a mediator, and the parties who consent all the same."""

    no: int
    mediator: UUID
    kind: ConflictKind
    consented_by: tuple[int, ...] = ()


class CarriedCover(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands in for the mediator, both days included."""

    mediator: UUID
    starts_on: date
    ends_on: date


class CarriedBreak(msgspec.Struct, frozen=True, kw_only=True):
    """An interruption of limitation; claims under the numbers they have in the linked dispute."""

    on: date
    cause: InterruptionCause
    claims: tuple[int, ...]


class CarriedFact(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded fact that bears on limitation."""

    no: int
    kind: LimitationFactKind
    on: date
    until: date | None = None
    claims: tuple[int, ...] = ()


class CarriedSuspension(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that does not count; without a last day it goes on."""

    no: int
    cause: LimitationSuspensionCause
    first_on: date
    last_on: date | None = None
    claims: tuple[int, ...] = ()


class CarriedLimitation(msgspec.Struct, frozen=True, kw_only=True):
    """What moved the limitation of the claims that were split off."""

    breaks: tuple[CarriedBreak, ...] = ()
    facts: tuple[CarriedFact, ...] = ()
    suspensions: tuple[CarriedSuspension, ...] = ()
    made: int = 0
    """How many facts and suspensions the origin had."""


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """All of it; nothing in a dispute that was split off before it was carried over."""

    representatives: tuple[CarriedRepresentative, ...] = ()
    cancelled: tuple[int, ...] = ()
    """Employers struck off the register."""
    responses: tuple[CarriedResponse, ...] = ()
    employments: tuple[CarriedEmployment, ...] = ()
    earlier_mediators: tuple[UUID, ...] = ()
    covers: tuple[CarriedCover, ...] = ()
    conflicts: tuple[CarriedConflict, ...] = ()
    limitation: CarriedLimitation | None = None
    """None in a dispute that was split off before it was carried over."""
