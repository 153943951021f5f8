"""The events of tribunals in words: suits, setting aside, enforcement."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses, optional
from services.projections.words.cast import Cast
from services.workflow.recorded.views import dispute_events as e


@clauses.register
def _(event: e.LitigationFiled, cast: Cast) -> Iterator[Clause]:
    yield "LitigationFiled", {"by": cast.people(event.by), "court": cast.body(event.court)}
    if event.number:
        yield "number", {"number": event.number}
    yield "ground", {"ground": event.ground}


@clauses.register
def _(event: e.SetAsideFiled, cast: Cast) -> Iterator[Clause]:
    yield "SetAsideFiled", {"by": cast.party(event.by), "court": cast.body(event.court)}
    yield from _numbered(event.number)


@clauses.register
def _(event: e.SetAsideGranted, cast: Cast) -> Iterator[Clause]:
    yield "SetAsideGranted", {"number": cast.number(event.number)}
    yield from _received(event, cast)


@clauses.register
def _(event: e.SetAsideDismissed, cast: Cast) -> Iterator[Clause]:
    yield "SetAsideDismissed", {"number": cast.number(event.number)}


@clauses.register
def _(event: e.JudgmentGiven, cast: Cast) -> Iterator[Clause]:
    number = cast.number(event.number)
    yield (
        "JudgmentGiven",
        {"instance": event.instance, "number": number, "result": event.result},
    )
    yield from _received(event, cast)


@clauses.register
def _(event: e.JudgmentAppealed, cast: Cast) -> Iterator[Clause]:
    yield "JudgmentAppealed", {"by": cast.people(event.by)}


@clauses.register
def _(event: e.JudgmentTookEffect, cast: Cast) -> Iterator[Clause]:
    yield "JudgmentTookEffect", {"number": cast.number(event.number)}


@clauses.register
def _(event: e.CourtStatementServed, cast: Cast) -> Iterator[Clause]:
    yield "CourtStatementServed", {"number": cast.number(event.number)}


@clauses.register
def _(event: e.LitigationWithdrawn, cast: Cast) -> Iterator[Clause]:
    if event.by:
        yield "LitigationWithdrawn", {"by": cast.people(event.by)}
    else:
        yield "LitigationWithdrawnByNobody", {}


@clauses.register
def _(event: e.LitigationDismissed, cast: Cast) -> Iterator[Clause]:
    yield "LitigationDismissed", {}
    yield from _numbered(event.number)
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.EnforcementApplied, cast: Cast) -> Iterator[Clause]:
    yield (
        "EnforcementApplied",
        {
            "by": cast.people(event.by),
            "court": cast.body(event.court),
            "instrument": event.instrument,
        },
    )
    yield from _numbered(event.number)


@clauses.register
def _(event: e.EnforcementStayed, cast: Cast) -> Iterator[Clause]:
    yield "EnforcementStayed", {"cause": event.cause}
    yield from optional("detail", event.detail, cast)


@clauses.register
def _(_event: e.EnforcementResumed, _cast: Cast) -> Iterator[Clause]:
    yield "EnforcementResumed", {}


@clauses.register
def _(event: e.EnforcementEnded, _cast: Cast) -> Iterator[Clause]:
    yield "EnforcementEnded", {"ground": event.ground}


@clauses.register
def _(event: e.EnforcementRefused, cast: Cast) -> Iterator[Clause]:
    yield "EnforcementRefused", {"number": cast.number(event.number)}
    yield from _received(event, cast)
    yield from optional("reason", event.ground, cast)


@clauses.register
def _(event: e.EnforcementConcluded, _cast: Cast) -> Iterator[Clause]:
    yield "EnforcementConcluded", {}
    yield from _numbered(event.number)


def _numbered(number: str) -> Iterator[Clause]:
    if number:
        yield "case_number", {"number": number}


def _received(
    event: e.SetAsideGranted | e.JudgmentGiven | e.EnforcementRefused, cast: Cast
) -> Iterator[Clause]:
    """Who received it when."""
    if event.served:
        told = tuple(
            cast.say("received_on", party=cast.party(one.party), on=one.on) for one in event.served
        )
        yield "received", {"who": told}
