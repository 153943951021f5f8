"""The events of this chapter in words: handover."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses, text
from services.projections.words.cast import Cast
from services.workflow.recorded.views import dispute_events as e

MOST_PAYMENTS_NAMED = 6


@clauses.register
def _(event: e.ReferralOffered, cast: Cast) -> Iterator[Clause]:
    yield (
        "ReferralOffered",
        {
            "applicant": cast.party(event.applicant),
            "to": cast.body(event.to),
            "offer": event.offer,
            "reason": text(event.reason, cast),
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
def _(event: e.ReferralRefused, cast: Cast) -> Iterator[Clause]:
    yield "ReferralRefused", {"offer": event.offer, "reason": text(event.reason, cast)}


@clauses.register
def _(event: e.ReferralRecalled, cast: Cast) -> Iterator[Clause]:
    yield "ReferralRecalled", {"offer": event.offer, "reason": text(event.reason, cast)}
