"""The events of arbitration review and payment order in words."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses, optional, tied
from services.projections.words.cast import Cast
from services.workflow.recorded.views import dispute_events as e


@clauses.register
def _(event: e.ReviewApplied, cast: Cast) -> Iterator[Clause]:
    yield (
        "ReviewApplied",
        {
            "applicants": cast.people(event.applicants),
            "commission": cast.body(event.commission),
            "due": event.due_rolled,
        },
    )
    yield from tied(event.connection, cast)


@clauses.register
def _(event: e.ReviewAccepted, cast: Cast) -> Iterator[Clause]:
    yield "ReviewAccepted", {"number": cast.number(event.number)}


@clauses.register
def _(event: e.ReviewNotAccepted, _cast: Cast) -> Iterator[Clause]:
    yield "ReviewNotAccepted", {"ground": event.ground}


@clauses.register
def _(event: e.ReviewRefused, _cast: Cast) -> Iterator[Clause]:
    yield "ReviewRefused", {"ground": event.ground}


@clauses.register
def _(event: e.ReviewWithdrawn, cast: Cast) -> Iterator[Clause]:
    yield "ReviewWithdrawn", {"by": cast.people(event.by)}


@clauses.register
def _(event: e.ReviewStatementServed, cast: Cast) -> Iterator[Clause]:
    values: dict[str, object] = {
        "party": cast.party(event.party),
        "number": cast.number(event.number),
    }
    yield "ReviewStatementServed", values


@clauses.register
def _(event: e.ReviewStatementTookEffect, cast: Cast) -> Iterator[Clause]:
    yield "ReviewStatementTookEffect", {"number": cast.number(event.number)}


@clauses.register
def _(event: e.PaymentOrderApplied, cast: Cast) -> Iterator[Clause]:
    yield (
        "PaymentOrderApplied",
        {
            "applicant": cast.party(event.applicant),
            "court": cast.body(event.court),
            "amount": event.amount,
        },
    )
    yield from tied(event.connection, cast)


@clauses.register
def _(event: e.PaymentOrderIssued, cast: Cast) -> Iterator[Clause]:
    yield "PaymentOrderIssued", {"number": cast.number(event.number)}


@clauses.register
def _(event: e.PaymentOrderServed, cast: Cast) -> Iterator[Clause]:
    yield "PaymentOrderServed", {"party": cast.party(event.party)}


@clauses.register
def _(event: e.PaymentOrderObjected, cast: Cast) -> Iterator[Clause]:
    yield "PaymentOrderObjected", {"party": cast.party(event.party)}
    yield from optional("reason", event.ground, cast)


@clauses.register
def _(event: e.PaymentOrderVoided, _cast: Cast) -> Iterator[Clause]:
    yield "PaymentOrderVoided", {"reason": event.reason}


@clauses.register
def _(event: e.PaymentOrderDismissed, _cast: Cast) -> Iterator[Clause]:
    yield "PaymentOrderDismissed", {"ground": event.ground}


@clauses.register
def _(event: e.PaymentOrderTookEffect, cast: Cast) -> Iterator[Clause]:
    yield "PaymentOrderTookEffect", {"number": cast.number(event.number)}
