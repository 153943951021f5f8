"""Which sentence tells an event, with which values: confirmation, referral, arbitration, the end."""

from collections.abc import Iterator
from datetime import date

from services.projections.words.acts import Clause, clauses, optional, text
from services.projections.words.cast import Cast
from services.workflow.recorded.views import Fen
from services.workflow.recorded.views import dispute_events as e

__all__ = ["clauses"]


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


@clauses.register
def _(event: e.ReferralOffered, cast: Cast) -> Iterator[Clause]:
    yield (
        "ReferralOffered",
        {
            "applicant": cast.party(event.applicant),
            "to": cast.body(event.to),
            "offer": event.offer,
            "reason": text(event.reason),
        },
    )


@clauses.register
def _(event: e.ReferralDelivered, _cast: Cast) -> Iterator[Clause]:
    yield "ReferralDelivered", {"offer": event.offer}


@clauses.register
def _(event: e.ReferralReceived, _cast: Cast) -> Iterator[Clause]:
    yield "ReferralReceived", {"offer": event.offer}
    if event.receipt_number:
        yield "receipt", {"number": event.receipt_number}


@clauses.register
def _(event: e.ReferralAccepted, cast: Cast) -> Iterator[Clause]:
    yield "ReferralAccepted", {"by": cast.body(event.by)}


@clauses.register
def _(event: e.ReferralRefused, _cast: Cast) -> Iterator[Clause]:
    yield "ReferralRefused", {"offer": event.offer, "reason": text(event.reason)}


@clauses.register
def _(event: e.ReferralRecalled, _cast: Cast) -> Iterator[Clause]:
    yield "ReferralRecalled", {"offer": event.offer, "reason": text(event.reason)}


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
def _(event: e.DisputeClosed, _cast: Cast) -> Iterator[Clause]:
    yield "DisputeClosed", {"outcome": event.outcome}
    yield from optional("reason", event.reason)


@clauses.register
def _(event: e.MatterMerged, cast: Cast) -> Iterator[Clause]:
    yield "MatterMerged", {"leader": cast.dispute(event.leader), "reason": text(event.reason)}


@clauses.register
def _(event: e.MatterUnlinked, cast: Cast) -> Iterator[Clause]:
    yield "MatterUnlinked", {"leader": cast.dispute(event.leader), "reason": text(event.reason)}


@clauses.register
def _(event: e.FactCorrected, cast: Cast) -> Iterator[Clause]:
    yield (
        "FactCorrected",
        {
            "field": cast.say(f"field.{event.field}"),
            "old": _corrected(event.field, event.old, cast),
            "new": _corrected(event.field, event.new, cast),
            "reason": text(event.reason),
        },
    )
    yield from optional("evidence", event.evidence)


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
