"""What figures know of one dispute: its deciding acts, each with the event that is its proof."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from services.projections.views.confirmation_facts import Confirmations
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import DeclineGround, Disposition, Mandate


class Act(StrEnum):
    """What was done that decides where a dispute counts."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"
    AGREEMENT = "agreement"
    ON_THE_SPOT = "on_the_spot"
    SETTLED_PRIVATELY = "settled_privately"
    ANNULLED = "annulled"
    FILED = "filed"
    """With a commission, which has not decided on acceptance."""
    ARBITRATED = "arbitrated"
    """Accepted by a commission."""
    SUED = "sued"


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """An act, the day that counts for it, the event that says so, and the rules it was under."""

    act: Act
    on: date
    position: int
    rule_pack: str

    def is_later_than(self, other: "Deed") -> bool:
        """By the day it happened; on one day by the log."""
        return (self.on, self.position) > (other.on, other.position)


class ClaimFact(msgspec.Struct, frozen=True, array_like=True):
    """One claim by its number, and what became of it."""

    no: int
    disposition: Disposition


Claims = tuple[ClaimFact, ...]


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """Where a dispute stood before it was handed over or closed, should it go back there."""

    organisation: UUID | None
    mandate: Mandate
    claims: Claims
    ending: Deed | None
    ground: DeclineGround | None
    resolution: Deed | None
    undone: Deed | None
    filed: Deed | None
    taken: Deed | None


class Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What figures know of one dispute."""

    dispute: UUID
    entry: Deed
    """Its registration, or its filing where it never passed mediation."""
    region: str
    organisation: UUID | None
    """The mediation organisation that has or had it."""
    mandate: Mandate
    worker_count: int
    is_sample: bool
    claims: Claims
    position: int
    leader: UUID | None = None
    is_part: bool = False
    """Whether it began with claims split off from its leader: its claims are no duplicates."""
    covered: tuple[int, ...] = ()
    """Claims with a term in the version of the agreement that was recorded last; none: all."""
    accepted: Deed | None = None
    ground: DeclineGround | None = None
    ending: Deed | None = None
    """Declined, withdrawn without settlement, or failed."""
    resolution: Deed | None = None
    resolved_by: UUID | None = None
    """The organisation that mediated it then."""
    resolved_under: Mandate = Mandate.SELF
    undone: Deed | None = None
    """What took the resolution away again."""
    filed: Deed | None = None
    taken: Deed | None = None
    """Accepted by a commission, or before a court; the latest of them."""
    seised: Deed | None = None
    """The first time that a commission accepted it or a court had it."""
    handed: tuple[Before, ...] = ()
    """Before each accepted hand-over that may still be returned, the latest last."""
    before_closing: Before | None = None
    """Before an act that settled or withdrew the claims and closed the dispute in one."""
    confirmations: Confirmations = ()
    """Applications for judicial confirmation, and the answers."""
    changes: tuple[int, ...] = ()
    """Events that corrected, merged or unlinked."""

    @property
    def dispositions(self) -> frozenset[Disposition]:
        """What became of its claims."""
        return frozenset(claim.disposition for claim in self.claims)

    @property
    def is_resolved(self) -> bool:
        """Whether a resolution stands."""
        return self.resolution is not None and self.undone is None


def deed(act: Act, recorded: Recorded, on: date | None = None) -> Deed:
    """The act that an event is the proof of; its day is that of the event where none is given."""
    return Deed(
        act=act,
        on=on or recorded.event.occurred_on,
        position=recorded.position,
        rule_pack=recorded.meta.rule_pack,
    )


def before(facts: Facts) -> Before:
    """Where it stands now, to go back there."""
    return Before(**{name: getattr(facts, name) for name in Before.__struct_fields__})


def back(facts: Facts, to: Before) -> Facts:
    """Where it stood before."""
    return msgspec.structs.replace(facts, **msgspec.structs.asdict(to))


def marked(
    facts: Facts,
    to: Disposition,
    *,
    only: frozenset[Disposition],
    numbers: tuple[int, ...] = (),
) -> Claims:
    """The claims with a new disposition: of these numbers, or all, those that are one of `only`."""
    return tuple(
        ClaimFact(claim.no, to)
        if claim.disposition in only and (not numbers or claim.no in numbers)
        else claim
        for claim in facts.claims
    )
