"""The events of this chapter in words: handover."""

from collections.abc import Iterable, Iterator
from datetime import date

from services.projections.words.acts.clause import Clause, clauses, optional, text, tied
from services.projections.words.cast import Cast
from services.workflow.recorded.views import dispute_events as e
from services.workflow.recorded.views import dispute_parts as p


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
    yield from _answer_by(event.expires_on)
    yield from tied(event.connection, cast)


@clauses.register
def _(event: e.TransferOffered, cast: Cast) -> Iterator[Clause]:
    yield (
        "TransferOffered",
        {
            "consented_by": cast.people(event.consented_by),
            "to": cast.body(event.to),
            "offer": event.offer,
            "reason": text(event.reason, cast),
        },
    )
    yield from _answer_by(event.expires_on)


@clauses.register
def _(event: e.ReturnOffered, cast: Cast) -> Iterator[Clause]:
    yield (
        "ReturnOffered",
        {"to": cast.body(event.to), "offer": event.offer, "ground": event.ground},
    )
    yield from optional("detail", event.reason, cast)
    yield from _answer_by(event.expires_on)


def _answer_by(expires_on: date | None) -> Iterator[Clause]:
    if expires_on is not None:
        yield "answer_by", {"on": expires_on}


@clauses.register
def _(event: e.ReferralDelivered, cast: Cast) -> Iterator[Clause]:
    yield "ReferralDelivered", {"what": cast.offer(event.offer)}


@clauses.register
def _(event: e.ReferralReceived, cast: Cast) -> Iterator[Clause]:
    yield "ReferralReceived", {"what": cast.offer(event.offer)}
    if event.receipt_number:
        yield "receipt", {"number": event.receipt_number}


@clauses.register
def _(event: e.ReferralAccepted, cast: Cast) -> Iterator[Clause]:
    yield "ReferralAccepted", {"by": cast.body(event.by)}


@clauses.register
def _(event: e.TransferAccepted, cast: Cast) -> Iterator[Clause]:
    yield "TransferAccepted", {"by": cast.body(event.by)}
    if event.other_side_consented_on is not None:
        yield "consented", {"on": event.other_side_consented_on}


@clauses.register
def _(event: e.ReturnAccepted, cast: Cast) -> Iterator[Clause]:
    yield "ReturnAccepted", {"by": cast.body(event.by)}


@clauses.register
def _(event: e.ReferralRefused, cast: Cast) -> Iterator[Clause]:
    yield "ReferralRefused", {"what": cast.offer(event.offer), "ground": event.ground}
    yield from optional("detail", event.reason, cast)


@clauses.register
def _(event: e.ReferralRecalled, cast: Cast) -> Iterator[Clause]:
    overtaken = next((cause for cause in p.Overtaken if cause == event.reason), None)
    if overtaken is None:
        reason = text(event.reason, cast)
        yield "ReferralRecalled", {"what": cast.offer(event.offer), "reason": reason}
    else:
        yield "ReferralOvertaken", {"what": cast.offer(event.offer), "cause": overtaken}


@clauses.register
def _(event: e.ReferralExpired, cast: Cast) -> Iterator[Clause]:
    yield "ReferralExpired", {"what": cast.offer(event.offer), "expires_on": event.expires_on}


@clauses.register
def _(event: e.MediationSuggested, cast: Cast) -> Iterator[Clause]:
    yield (
        "MediationSuggested",
        {
            "commission": cast.body(event.commission),
            "organisation": cast.body(event.organisation),
        },
    )
    yield from _mandate(event.reference, event.consented_by, event.due_on, cast)


@clauses.register
def _(event: e.MediationEntrusted, cast: Cast) -> Iterator[Clause]:
    yield (
        "MediationEntrusted",
        {"body": cast.body(event.body), "organisation": cast.body(event.organisation)},
    )
    yield from _mandate(event.reference, event.consented_by, event.due_on, cast)


@clauses.register
def _(event: e.MediationDelegated, cast: Cast) -> Iterator[Clause]:
    yield (
        "MediationDelegated",
        {"court": cast.body(event.court), "organisation": cast.body(event.organisation)},
    )
    yield from _mandate(event.reference, event.consented_by, event.due_on, cast)


def _mandate(
    reference: str, consented_by: Iterable[int], due_on: date | None, cast: Cast
) -> Iterator[Clause]:
    if reference:
        yield "reference", {"number": reference}
    yield "consenting", {"people": cast.people(consented_by)}
    if due_on is not None:
        yield "mandate_due", {"on": due_on}


@clauses.register
def _(event: e.MandateReturned, cast: Cast) -> Iterator[Clause]:
    to = cast.body(event.to)
    yield "MandateReturned", {"to": to, "mandate": event.mandate, "result": event.result}
    if event.has_lapsed:
        yield "mandate_lapsed", {}
    yield from optional("mandate_report", event.report, cast)
