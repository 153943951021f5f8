"""What goes over into a linked dispute of what is known of the origin's people."""

from typing import Any, TypeVar

import msgspec

from services.workflow.domain.dispute.parts import (
    Carried,
    CarriedConflict,
    CarriedCover,
    CarriedEmployment,
    CarriedRepresentative,
    CarriedResponse,
)
from services.workflow.domain.dispute.records import (
    Conflict,
    Cover,
    Employment,
    Representative,
    Response,
)
from services.workflow.domain.dispute.state import Dispute

S = TypeVar("S", bound=msgspec.Struct)


def carried(dispute: Dispute) -> Carried:
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
    }


def _as(kind: type[S], value: msgspec.Struct, **changes: object) -> S:
    return kind(**{**msgspec.structs.asdict(value), **changes})
