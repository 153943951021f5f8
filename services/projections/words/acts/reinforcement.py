"""The events of this chapter in words: judicial confirmation."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses, optional, text, tied
from services.projections.words.cast import Cast
from services.workflow.recorded.views import AnnulledExtent
from services.workflow.recorded.views import dispute_events as e


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
    if event.excuse is not None and event.excused_on is not None:
        yield "ConfirmationApplied.excused", {"excuse": event.excuse, "on": event.excused_on}
    yield from tied(event.connection, cast)


@clauses.register
def _(event: e.ConfirmationDocketed, cast: Cast) -> Iterator[Clause]:
    yield "ConfirmationDocketed", {"number": cast.number(event.number)}


@clauses.register
def _(event: e.ConfirmationSupplementAsked, cast: Cast) -> Iterator[Clause]:
    values: dict[str, object] = {"items": text(event.items, cast), "due": event.due_on}
    yield "ConfirmationSupplementAsked", values


@clauses.register
def _(event: e.ConfirmationSupplied, cast: Cast) -> Iterator[Clause]:
    yield "ConfirmationSupplied", {}
    yield from optional("handed_in", event.items, cast)


@clauses.register
def _(event: e.ConfirmationNotAccepted, _cast: Cast) -> Iterator[Clause]:
    yield "ConfirmationNotAccepted", {"ground": event.ground}
    if event.number:
        yield "ConfirmationRefused.number", {"number": event.number}


@clauses.register
def _(event: e.ConfirmationRefused, _cast: Cast) -> Iterator[Clause]:
    yield "ConfirmationRefused", {"ground": event.ground}
    if event.number:
        yield "ConfirmationRefused.number", {"number": event.number}


@clauses.register
def _(event: e.ConfirmationWithdrawn, cast: Cast) -> Iterator[Clause]:
    yield "ConfirmationWithdrawn", {"by": cast.people(event.by)}


@clauses.register
def _(event: e.ConfirmationDeemedWithdrawn, cast: Cast) -> Iterator[Clause]:
    yield "ConfirmationDeemedWithdrawn", {}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.ConfirmationGranted, cast: Cast) -> Iterator[Clause]:
    yield "ConfirmationGranted", {"number": cast.number(event.ruling_number)}
    if event.served:
        who = tuple(
            cast.say("received_on", party=cast.party(one.party), on=one.on) for one in event.served
        )
        yield "received", {"who": who}


@clauses.register
def _(event: e.ConfirmationObjected, cast: Cast) -> Iterator[Clause]:
    if event.party is not None:
        yield "ConfirmationObjected", {"party": cast.party(event.party)}
    else:
        yield "ConfirmationObjected.third", {}
        yield from optional("detail", event.interested_person, cast)
    yield from optional("reason", event.ground, cast)
    if event.due_on is not None:
        key = "in_time" if event.is_in_time else "late"
        yield f"ConfirmationObjected.{key}", {"due": event.due_on}


@clauses.register
def _(event: e.ConfirmationAnnulled, cast: Cast) -> Iterator[Clause]:
    falls = event.extent is AnnulledExtent.AGREEMENT
    values: dict[str, object] = {
        "number": cast.number(event.number),
        "ground": text(event.ground, cast),
    }
    yield f"ConfirmationAnnulled.{'agreement' if falls else 'ruling'}", values


@clauses.register
def _(event: e.ConfirmationChanged, cast: Cast) -> Iterator[Clause]:
    yield "ConfirmationChanged", {"number": cast.number(event.number)}
    yield from optional("reason", event.ground, cast)
