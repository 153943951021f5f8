"""Who takes part: bodies and mediators on file, and their names by id."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from services.projections.queries.filters import Conditions, area, prefix
from services.projections.views.mediators import MEDIATORS
from services.projections.views.organisations import ORGANISATIONS
from services.workflow.recorded.views import (
    MEDIATING,
    Mediator,
    Organisation,
    OrganisationKind,
    Sealed,
)


async def organisations(
    connection: Any, *, region: str | None = None, kind: OrganisationKind | None = None
) -> list[Organisation]:
    """Bodies, by region and code; `region` finds what lies within it too."""
    asked = Conditions()
    if region is not None:
        asked.add("o.region LIKE {}", prefix(area(region)))
    if kind is not None:
        asked.add("o.kind = {}", str(kind))
    found = await connection.fetch(
        f"SELECT o.record FROM views.organisations o WHERE {asked.where}"  # noqa: S608
        " ORDER BY o.region, o.code",
        *asked.values,
    )
    return [ORGANISATIONS.load(record).organisation for (record,) in found]


async def mediators(connection: Any, *, organisation: UUID | None = None) -> list[Mediator]:
    """Mediators on the roster, of one organisation or all; names are sealed."""
    found = await connection.fetch(
        "SELECT record FROM views.mediators"
        " WHERE $1::uuid IS NULL OR organisations @> ARRAY[$1::uuid] ORDER BY mediator",
        organisation,
    )
    return [MEDIATORS.load(record).mediator for (record,) in found]


async def caseloads(connection: Any, people: Iterable[UUID]) -> dict[UUID, int]:
    """How many disputes each of these mediators has in hand: assigned, and still being mediated."""
    found = await connection.fetch(
        "SELECT mediator, count(*) FROM views.dispute_list"
        " WHERE mediator = ANY ($1) AND state = ANY ($2) GROUP BY mediator",
        list(people),
        [state.value for state in MEDIATING],
    )
    return dict(found)


async def organisation_names(connection: Any, bodies: Iterable[UUID]) -> dict[UUID, str]:
    """Names of these bodies, as far as they are on file."""
    found = await connection.fetch(
        "SELECT organisation, name FROM views.organisations WHERE organisation = ANY ($1)",
        list(bodies),
    )
    return dict(found)


async def organisation_codes(connection: Any, bodies: Iterable[UUID]) -> dict[UUID, str]:
    """Codes of these bodies, as far as they are on file."""
    found = await connection.fetch(
        "SELECT organisation, code FROM views.organisations WHERE organisation = ANY ($1)",
        list(bodies),
    )
    return dict(found)


async def body_of(connection: Any, code: str) -> UUID | None:
    """The body of this code."""
    body: UUID | None = await connection.fetchval(
        "SELECT organisation FROM views.organisations WHERE code = $1", code
    )
    return body


async def region_of(connection: Any, body: UUID) -> str | None:
    """The region that a body sits in."""
    region: str | None = await connection.fetchval(
        "SELECT region FROM views.organisations WHERE organisation = $1", body
    )
    return region


async def mediator_names(connection: Any, people: Iterable[UUID]) -> dict[UUID, Sealed]:
    """Sealed names of these mediators, as far as they are on the roster."""
    found = await connection.fetch(
        "SELECT mediator, record FROM views.mediators WHERE mediator = ANY ($1)", list(people)
    )
    named = {key: MEDIATORS.load(record).mediator.name for key, record in found}
    return {key: name for key, name in named.items() if name is not None}
