"""What goes over into a linked dispute of what is known of the origin's people."""

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from services.workflow.domain.dispute.parts import (
    Carried,
    CarriedBreak,
    CarriedConflict,
    CarriedCover,
    CarriedEmployment,
    CarriedFact,
    CarriedLimitation,
    CarriedRepresentative,
    CarriedResponse,
    CarriedSuspension,
)
from services.workflow.domain.dispute.records import (
    Conflict,
    Cover,
    Employment,
    Limitation,
    LimitationBreak,
    LimitationFact,
    LimitationSuspension,
    Representative,
    Response,
)
from services.workflow.domain.dispute.state import Dispute

S = TypeVar("S", bound=msgspec.Struct)


def carried(dispute: Dispute, claims: tuple[int, ...]) -> Carried:
    """As it stands; numbers are kept, so that a consent or an authority is found again."""
    return Carried(
        representatives=tuple(_as(CarriedRepresentative, r) for r in dispute.representatives),
        cancelled=tuple(sorted(dispute.cancelled)),
        responses=tuple(_as(CarriedResponse, r) for r in dispute.responses),
        employments=tuple(_as(CarriedEmployment, one) for one in dispute.employments),
        earlier_mediators=dispute.earlier_mediators,
        covers=tuple(_as(CarriedCover, cover) for cover in dispute.covers),
        conflicts=tuple(
            _as(CarriedConflict, tie, consented_by=tuple(sorted(tie.consented_by)))
            for tie in dispute.conflicts
        ),
        limitation=_limitation(dispute.limitation, claims),
    )


def _limitation(known: Limitation, claims: tuple[int, ...]) -> CarriedLimitation:
    """What is about these claims, which are numbered from 1 in this order where they go."""
    renumbered = {old: new for new, old in enumerate(claims, start=1)}

    def about(kind: type[S], entries: Iterable[Any]) -> tuple[S, ...]:
        return tuple(
            _as(kind, one, claims=tuple(renumbered[no] for no in one.claims if no in renumbered))
            for one in entries
            if not one.claims or renumbered.keys() & one.claims
        )

    return CarriedLimitation(
        breaks=about(CarriedBreak, known.breaks),
        facts=about(CarriedFact, known.standing_facts),
        suspensions=about(CarriedSuspension, known.standing_suspensions),
        made=known.made,
    )


def taken_over(people: Carried) -> dict[str, Any]:
    """The same as fields of the linked dispute."""
    return {
        "representatives": tuple(_as(Representative, r) for r in people.representatives),
        "cancelled": frozenset(people.cancelled),
        "responses": tuple(_as(Response, r) for r in people.responses),
        "employments": tuple(_as(Employment, one) for one in people.employments),
        "earlier_mediators": people.earlier_mediators,
        "covers": tuple(_as(Cover, cover) for cover in people.covers),
        "conflicts": tuple(
            _as(Conflict, tie, consented_by=frozenset(tie.consented_by)) for tie in people.conflicts
        ),
        "limitation": _taken_over(people.limitation or CarriedLimitation()),
    }


def _taken_over(known: CarriedLimitation) -> Limitation:
    return Limitation(
        breaks=tuple(_as(LimitationBreak, one) for one in known.breaks),
        facts=tuple(_as(LimitationFact, one) for one in known.facts),
        suspensions=tuple(_as(LimitationSuspension, one) for one in known.suspensions),
        made=known.made,
    )


def _as(kind: type[S], value: msgspec.Struct, **changes: object) -> S:
    known = msgspec.structs.asdict(value)
    return kind(**{name: known[name] for name in kind.__struct_fields__ if name in known} | changes)
