"""The events of this chapter in words: mediation."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses, text
from services.projections.words.cast import Cast
from services.workflow.recorded.views import dispute_events as e

MOST_PAYMENTS_NAMED = 6


@clauses.register
def _(event: e.MediatorAssigned, cast: Cast) -> Iterator[Clause]:
    if event.mediator is None:
        yield "MediatorAssigned.unknown", {}
    else:
        yield "MediatorAssigned", {"mediator": cast.mediator(event.mediator)}
    if event.certificate_no:
        yield "certificate", {"number": event.certificate_no}


@clauses.register
def _(event: e.SessionHeld, cast: Cast) -> Iterator[Clause]:
    yield "SessionHeld", {"place": text(event.place, cast), "present": cast.people(event.present)}


@clauses.register
def _(event: e.MediationFailed, cast: Cast) -> Iterator[Clause]:
    yield "MediationFailed", {}
    reasons = tuple(
        cast.say("failure", party=cast.party(reason.party), code=reason.code)
        if reason.party
        else cast.say("failure_of_both", code=reason.code)
        for reason in event.reasons
    )
    if reasons:
        yield "because", {"reasons": reasons}
