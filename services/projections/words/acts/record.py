"""The events of this chapter in words: record."""

from collections.abc import Iterator
from datetime import date

from services.projections.words.acts.clause import Clause, clauses, optional, text
from services.projections.words.cast import Cast
from services.workflow.recorded.views import Fen
from services.workflow.recorded.views import dispute_events as e

MOST_PAYMENTS_NAMED = 6


@clauses.register
def _(event: e.DisputeClosed, cast: Cast) -> Iterator[Clause]:
    yield "DisputeClosed", {"outcome": event.outcome}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.MatterMerged, cast: Cast) -> Iterator[Clause]:
    yield "MatterMerged", {"leader": cast.dispute(event.leader), "reason": text(event.reason, cast)}


@clauses.register
def _(event: e.MatterUnlinked, cast: Cast) -> Iterator[Clause]:
    yield (
        "MatterUnlinked",
        {"leader": cast.dispute(event.leader), "reason": text(event.reason, cast)},
    )


@clauses.register
def _(event: e.FactCorrected, cast: Cast) -> Iterator[Clause]:
    yield (
        "FactCorrected",
        {
            "field": cast.say(f"field.{event.field}"),
            "old": _corrected(event.field, event.old, cast),
            "new": _corrected(event.field, event.new, cast),
            "reason": text(event.reason, cast),
        },
    )
    yield from optional("evidence", event.evidence, cast)


def _corrected(field: str, written: str, cast: Cast) -> object:
    """A value as corrections hold it, as the value that it is."""
    match field:
        case "registered_on" | "effective_on" if written:
            return date.fromisoformat(written)
        case "amount_claimed" if int(written or 0):
            return Fen(int(written))
        case "worker_count":
            return cast.say("people", count=int(written))
        case "amount_claimed":
            return cast.say("nothing")
        case _:
            return cast.say("quoted", text=written) if written else cast.say("nothing")
