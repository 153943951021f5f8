"""Which bodies take part: name, kind, tier, region and dated area of each."""

from uuid import UUID

import msgspec

from services.projections.view import Column, FoldedView, Row
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import Organisation, evolve_organisation

VERSION = 1
COLUMNS = (
    Column("organisation", "uuid"),
    Column("position", "bigint"),
    Column("code", "text"),
    Column("name", "text"),
    Column("kind", "text"),
    Column("tier", "text"),
    Column("region", "text"),
    Column("parent", "uuid"),
    Column("record", "bytea"),
)


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation, and the event that said the last of it."""

    organisation: Organisation
    position: int


def apply(body: Body | None, recorded: Recorded) -> Body:
    """The body after the event."""
    before = body.organisation if body else Organisation()
    after = evolve_organisation(before, recorded.event, recorded.stream_id)
    return Body(organisation=after, position=recorded.position)


def row(stream_id: UUID, body: Body) -> Row:
    """The columns a body is found by."""
    organisation = body.organisation
    return (
        stream_id,
        body.position,
        organisation.code,
        organisation.name,
        organisation.kind,
        organisation.tier,
        organisation.region,
        organisation.parent,
    )


ORGANISATIONS = FoldedView(
    name="organisations",
    version=VERSION,
    stream="organisation",
    columns=COLUMNS,
    state=Body,
    apply=apply,
    row=row,
)
