"""Which sentence tells an event: the registry that the chapters fill, and what they share."""

from collections.abc import Iterator
from functools import singledispatch

from services.projections.words.cast import Cast
from services.workflow.recorded.views import Fact, Written
from services.workflow.recorded.views import dispute_parts as p

Clause = tuple[str, dict[str, object]]
"""A key of the sentences or clauses, and the values that it names."""
_STOPS = " 。.；;，,"


@singledispatch
def clauses(event: Fact, _cast: Cast) -> Iterator[Clause]:
    """The sentence of an event, then the clauses that follow it."""
    raise NotImplementedError(f"{type(event).__name__} has no words")


def text(written: Written, cast: Cast) -> str:
    """Free text inside a sentence: on one line, without a stop of its own."""
    return " ".join(cast.written(written).split()).rstrip(_STOPS)


def optional(clause: str, written: Written, cast: Cast, **values: object) -> Iterator[Clause]:
    """The clause, where something is written."""
    if said := text(written, cast):
        yield clause, {"text": said, **values}


def tied(connection: p.Connection | None, cast: Cast) -> Iterator[Clause]:
    """The connecting fact that an applicant stated, where one was."""
    if connection is None:
        return
    if connection.region is None:
        yield "connection", {"kind": connection.kind}
    else:
        place = cast.say("quoted", text=connection.region)
        yield "connection.place", {"kind": connection.kind, "place": place}
