"""The events of this chapter in words: closing, the same matter, corrections."""

from collections.abc import Iterator
from datetime import date

from services.projections.words.acts.clause import Clause, clauses, optional, text
from services.projections.words.cast import Cast
from services.workflow.recorded.views import (
    ClaimKind,
    CorrectedKind,
    Dependent,
    Fen,
    corrected_kind,
)
from services.workflow.recorded.views import dispute_events as e


@clauses.register
def _(event: e.DisputeClosed, cast: Cast) -> Iterator[Clause]:
    yield "DisputeClosed", {"outcome": event.outcome}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.DisputeReopened, cast: Cast) -> Iterator[Clause]:
    yield "DisputeReopened", {"reason": text(event.reason, cast)}


@clauses.register
def _(event: e.DisputeArchived, _cast: Cast) -> Iterator[Clause]:
    yield "DisputeArchived", {"until": event.retention_until}


@clauses.register
def _(event: e.MatterLinked, cast: Cast) -> Iterator[Clause]:
    yield "MatterLinked", {"other": cast.dispute(event.other), "reason": text(event.reason, cast)}


@clauses.register
def _(event: e.MatterMerged, cast: Cast) -> Iterator[Clause]:
    yield "MatterMerged", {"leader": cast.dispute(event.leader), "reason": text(event.reason, cast)}


@clauses.register
def _(event: e.MatterDistinguished, cast: Cast) -> Iterator[Clause]:
    yield (
        "MatterDistinguished",
        {"other": cast.dispute(event.other), "reason": text(event.reason, cast)},
    )


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
            "field": _field(event.field, cast),
            "old": _corrected(event.field, event.old, cast),
            "new": _corrected(event.field, event.new, cast),
            "reason": text(event.reason, cast),
        },
    )
    yield from optional("evidence", event.evidence, cast)
    if event.dependents:
        yield "dependents", {"codes": tuple(Dependent(code) for code in event.dependents)}


def _field(field: str, cast: Cast) -> str:
    """What was corrected; of one of several items with its number, of one within it with both."""
    parts = field.split("/")
    name = ".".join(parts[::2])
    numbers = dict(zip(("no", "inner"), (int(no) for no in parts[1::2]), strict=False))
    return cast.say(f"field.{name}", **numbers)


def _corrected(field: str, written: str, cast: Cast) -> object:
    """A value as corrections hold it, as the value that it is."""
    if not written:
        return cast.say("nothing")
    match corrected_kind(field):
        case CorrectedKind.DAY:
            return date.fromisoformat(written)
        case CorrectedKind.AMOUNT:
            return Fen(int(written)) if int(written) else cast.say("nothing")
        case CorrectedKind.COUNT:
            return cast.say("people", count=int(written))
        case CorrectedKind.CAUSE:
            return ClaimKind(written)
        case _:
            return cast.say("quoted", text=written)


@clauses.register
def _(event: e.LapseWithdrawn, cast: Cast) -> Iterator[Clause]:
    yield "LapseWithdrawn", {"lapse": event.lapse, "reason": text(event.reason, cast)}
    yield from optional("evidence", event.evidence, cast)
