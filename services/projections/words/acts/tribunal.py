"""The events of this chapter in words: arbitration and awards."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses, optional
from services.projections.words.cast import Cast
from services.workflow.recorded.views import dispute_events as e


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


@clauses.register
def _(event: e.ArbitrationNotAccepted, cast: Cast) -> Iterator[Clause]:
    yield "ArbitrationNotAccepted", {"ground": event.ground}
    if event.competent:
        yield "competent", {"body": cast.body(event.competent)}
    else:
        yield "suit_is_open", {}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.ArbitrationAcceptanceLapsed, _cast: Cast) -> Iterator[Clause]:
    yield "ArbitrationAcceptanceLapsed", {"due": event.due_on}


@clauses.register
def _(event: e.HearingListed, cast: Cast) -> Iterator[Clause]:
    yield "HearingListed", {"hearing": event.hearing, "at": event.starts_at}
    yield from optional("venue", event.place, cast)


@clauses.register
def _(event: e.HearingHeld, cast: Cast) -> Iterator[Clause]:
    present = cast.people(event.present)
    if event.hearing is None:
        yield "HearingHeld", {"present": present}
    else:
        yield "HearingHeldListed", {"present": present, "hearing": event.hearing}


@clauses.register
def _(event: e.ArbitrationStayed, cast: Cast) -> Iterator[Clause]:
    yield "ArbitrationStayed", {"cause": event.cause}
    yield from optional("detail", event.detail, cast)


@clauses.register
def _(_event: e.ArbitrationResumed, _cast: Cast) -> Iterator[Clause]:
    yield "ArbitrationResumed", {}


@clauses.register
def _(event: e.ArbitrationExtended, cast: Cast) -> Iterator[Clause]:
    yield "ArbitrationExtended", {"until": event.until}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.ArbitrationTransferred, cast: Cast) -> Iterator[Clause]:
    yield "ArbitrationTransferred", {"commission": cast.body(event.commission)}
    if event.number:
        yield "case_number", {"number": event.number}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.AwardIssued, cast: Cast) -> Iterator[Clause]:
    items = tuple(
        cast.say(
            f"award_item_{'final' if item.is_final else 'open'}",
            claim=item.claim,
            amount=cast.say("nothing_to_pay") if item.amount is None else item.amount,
        )
        for item in event.items
    )
    yield "AwardIssued", {"number": cast.number(event.number), "items": items}


@clauses.register
def _(event: e.AwardServed, cast: Cast) -> Iterator[Clause]:
    party, remedy = cast.party(event.party), cast.remedy(event.party)
    yield "AwardServed", {"party": party, "remedy": remedy}


@clauses.register
def _(event: e.AwardTookEffect, cast: Cast) -> Iterator[Clause]:
    yield "AwardTookEffect", {"number": cast.number(event.number)}
    if event.effective_on:
        yield "effective_from", {"on": event.effective_on}


@clauses.register
def _(event: e.ArbitralStatementServed, cast: Cast) -> Iterator[Clause]:
    party, number = cast.party(event.party), cast.number(event.number)
    yield "ArbitralStatementServed", {"party": party, "number": number}


@clauses.register
def _(event: e.ArbitralStatementTookEffect, cast: Cast) -> Iterator[Clause]:
    yield "ArbitralStatementTookEffect", {"number": cast.number(event.number)}


@clauses.register
def _(event: e.ArbitrationWithdrawn, cast: Cast) -> Iterator[Clause]:
    if event.by:
        yield "ArbitrationWithdrawn", {"by": cast.people(event.by)}
    else:
        yield "ArbitrationWithdrawnByNobody", {}


@clauses.register
def _(event: e.ArbitrationDeemedWithdrawn, cast: Cast) -> Iterator[Clause]:
    yield "ArbitrationDeemedWithdrawn", {}
    yield from optional("reason", event.reason, cast)
