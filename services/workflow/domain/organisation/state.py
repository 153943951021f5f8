"""An organisation as its events make it, and the decisions about it."""

from datetime import date
from typing import assert_never
from uuid import UUID

import msgspec

from services.workflow.domain.errors import AlreadyExists
from services.workflow.domain.organisation.events import (
    AreaSet,
    Event,
    LegalBasisRecorded,
    OrganisationKind,
    OrganisationRegistered,
    Tier,
)

GRASSROOTS = frozenset({Tier.ENTERPRISE, Tier.VILLAGE, Tier.TOWNSHIP})


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one body. `id` is None while nothing is."""

    id: UUID | None = None
    code: str = ""
    name: str = ""
    short_name: str = ""
    kind: OrganisationKind = OrganisationKind.MEDIATION_CENTRE
    tier: Tier = Tier.TOWNSHIP
    region: str = ""
    parent: UUID | None = None
    is_verified: bool = False
    legal_basis: tuple[tuple[date, bool, str], ...] = ()
    areas: tuple[tuple[date, tuple[str, ...]], ...] = ()

    def is_article_10(self, on: date) -> bool:
        """Whether 调解仲裁法 art. 10 names it on that day; the latest dated basis counts."""
        dated = [(start, holds) for start, holds, _ in self.legal_basis if start <= on]
        return max(dated)[1] if dated else False

    def area(self, on: date) -> tuple[str, ...]:
        """Township and village codes of its area on that day."""
        dated = [(start, codes) for start, codes in self.areas if start <= on]
        return max(dated)[1] if dated else ()


def evolve(organisation: Organisation, event: Event, stream_id: UUID) -> Organisation:
    """The organisation after the event. Never refuses."""
    replace = msgspec.structs.replace
    match event:
        case OrganisationRegistered():
            return replace(
                organisation,
                id=stream_id,
                code=event.code,
                name=event.name,
                short_name=event.short_name,
                kind=event.kind,
                tier=event.tier,
                region=event.region,
                parent=event.parent,
                is_verified=event.is_verified,
            )
        case LegalBasisRecorded():
            entry = (event.occurred_on, event.is_article_10, event.basis)
            return replace(organisation, legal_basis=(*organisation.legal_basis, entry))
        case AreaSet():
            return replace(
                organisation, areas=(*organisation.areas, (event.occurred_on, event.regions))
            )
        case _:
            assert_never(event)


def register(details: OrganisationRegistered, organisation: Organisation) -> tuple[Event, ...]:
    """Enter a body. Raises AlreadyExists when its stream has one."""
    if organisation.id is not None:
        raise AlreadyExists("organisation_exists", organisation=organisation.code)
    return (details,)


def set_area(
    regions: tuple[str, ...], organisation: Organisation, from_on: date
) -> tuple[Event, ...]:
    """Set the area from a day; the same set again adds nothing."""
    if set(organisation.area(from_on)) == set(regions):
        return ()
    return (AreaSet(occurred_on=from_on, regions=tuple(sorted(regions))),)
