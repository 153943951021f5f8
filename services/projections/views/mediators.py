"""Who mediates: certificate and organisations of each; the name stays sealed."""

from datetime import date
from uuid import UUID

import msgspec

from services.projections.view import Column, FoldedView, Row
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import Mediator, evolve_mediator

VERSION = 1
COLUMNS = (
    Column("mediator", "uuid"),
    Column("position", "bigint"),
    Column("organisations", "uuid[]"),
    Column("valid_until", "date"),
    Column("record", "bytea"),
)


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A mediator, and the event that said the last of one."""

    mediator: Mediator
    position: int


def apply(person: Person | None, recorded: Recorded) -> Person:
    """The mediator after the event."""
    before = person.mediator if person else Mediator()
    after = evolve_mediator(before, recorded.event, recorded.stream_id)
    return Person(mediator=after, position=recorded.position)


def row(stream_id: UUID, person: Person) -> Row:
    """The columns a mediator is found by."""
    mediator = person.mediator
    return (
        stream_id,
        person.position,
        sorted({term.organisation for term in mediator.terms}),
        max((c.valid_until for c in mediator.certificates), default=date.min),
    )


MEDIATORS = FoldedView(
    name="mediators",
    version=VERSION,
    stream="mediator",
    columns=COLUMNS,
    state=Person,
    apply=apply,
    row=row,
)
