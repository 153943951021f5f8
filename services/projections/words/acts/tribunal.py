"""The events of this chapter in words: tribunal."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses
from services.projections.words.cast import Cast
from services.workflow.recorded.views import dispute_events as e

MOST_PAYMENTS_NAMED = 6


@clauses.register
def _(event: e.ArbitrationFiled, cast: Cast) -> Iterator[Clause]:
    party = cast.party(event.by_party)
    yield "ArbitrationFiled", {"party": party, "commission": cast.body(event.commission)}
    if event.reference:
        yield "reference", {"number": event.reference}


@clauses.register
def _(event: e.ArbitrationAccepted, _cast: Cast) -> Iterator[Clause]:
    yield "ArbitrationAccepted", {}
    if event.number:
        yield "number", {"number": event.number}
