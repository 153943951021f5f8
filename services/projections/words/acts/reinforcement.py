"""The events of this chapter in words: reinforcement."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses
from services.projections.words.cast import Cast
from services.workflow.recorded.views import dispute_events as e

MOST_PAYMENTS_NAMED = 6


@clauses.register
def _(event: e.ConfirmationApplied, cast: Cast) -> Iterator[Clause]:
    yield (
        "ConfirmationApplied",
        {
            "applicants": cast.people(event.applicants),
            "court": cast.body(event.court),
            "due": event.due_rolled,
        },
    )


@clauses.register
def _(event: e.ConfirmationDocketed, cast: Cast) -> Iterator[Clause]:
    yield "ConfirmationDocketed", {"number": cast.number(event.number)}


@clauses.register
def _(event: e.ConfirmationGranted, cast: Cast) -> Iterator[Clause]:
    yield "ConfirmationGranted", {"number": cast.number(event.ruling_number)}
