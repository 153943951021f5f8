"""The events of this chapter in words: agreement."""

from collections.abc import Iterator
from typing import Any

from services.projections.words.acts.clause import Clause, clauses, optional, text
from services.projections.words.cast import Cast
from services.workflow.recorded.views import AnnulmentKind, Fen
from services.workflow.recorded.views import dispute_events as e

MOST_PAYMENTS_NAMED = 6


@clauses.register
def _(event: e.TermsRecorded, cast: Cast) -> Iterator[Clause]:
    yield "TermsRecorded", {}
    if event.version > 1:
        yield "of_version", {"version": event.version}
    yield from _terms(event, cast)


@clauses.register
def _(event: e.AgreementAmended, cast: Cast) -> Iterator[Clause]:
    yield "AgreementAmended", {"by": cast.people(event.consented_by)}
    yield "of_version", {"version": event.version}
    yield from _terms(event, cast)
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.AmendmentAbandoned, cast: Cast) -> Iterator[Clause]:
    yield "AmendmentAbandoned", {"version": event.version}
    yield from optional("reason", event.reason, cast)


def _terms(event: e.TermsRecorded | e.AgreementAmended, cast: Cast) -> Iterator[Clause]:
    yield from _payments(event, cast)
    if any(term.duty for term in event.terms):
        yield "duty", {}
    yield from optional("ability", event.ability_to_perform, cast)
    if event.required:
        yield "required", {"acts": event.required}


def _payments(event: e.TermsRecorded | e.AgreementAmended, cast: Cast) -> Iterator[Clause]:
    due = sorted((i for term in event.terms for i in term.instalments), key=lambda i: i.due_on)
    if not due:
        return
    yield "pays", {"amount": Fen(sum(instalment.amount for instalment in due))}
    first, last = due[0].due_on, due[-1].due_on
    if len(due) == 1:
        yield "pays_on", {"on": first}
    elif len(due) <= MOST_PAYMENTS_NAMED:
        payments = tuple(cast.say("payment", on=i.due_on, amount=i.amount) for i in due)
        yield "pays_in", {"count": len(due), "payments": payments}
    else:
        yield "pays_between", {"count": len(due), "first": first, "last": last}


@clauses.register
def _(event: e.AgreementSigned, cast: Cast) -> Iterator[Clause]:
    if event.party is None:
        yield "AgreementSigned.mediator", {}
    else:
        yield "AgreementSigned", {"party": cast.party(event.party)}
    if event.representative is not None:
        yield "AgreementSigned.represented", {"no": event.representative}


@clauses.register
def _(event: e.AgreementSealed, cast: Cast) -> Iterator[Clause]:
    yield "AgreementSealed", {"organisation": cast.body(event.organisation)}


@clauses.register
def _(event: e.AgreementTookEffect, _cast: Cast) -> Iterator[Clause]:
    yield "AgreementTookEffect", {}
    if event.amount is not None:
        yield "due", {"amount": event.amount}


@clauses.register
def _(event: e.SettledOnTheSpot, _cast: Cast) -> Iterator[Clause]:
    yield "SettledOnTheSpot", {}
    if event.amount is not None:
        yield "amount", {"amount": event.amount}


@clauses.register
def _(event: e.PerformanceRecorded, _cast: Cast) -> Iterator[Clause]:
    yield "PerformanceRecorded", {"amount": event.amount}
    if event.instalment is not None:
        yield "instalment", {"no": event.instalment}


@clauses.register
def _(event: e.DutyPerformed, _cast: Cast) -> Iterator[Clause]:
    yield "DutyPerformed", {"claim": event.claim}


@clauses.register
def _(event: e.PerformanceReminded, _cast: Cast) -> Iterator[Clause]:
    yield "PerformanceReminded", {"method": event.method}
    if event.instalment is not None:
        yield "instalment", {"no": event.instalment}


@clauses.register
def _(event: e.PerformanceBreached, _cast: Cast) -> Iterator[Clause]:
    values: dict[str, Any] = {"no": event.instalment, "due": event.due_on}
    yield "PerformanceBreached", {**values, "outstanding": event.outstanding}


@clauses.register
def _(event: e.AgreementAnnulled, cast: Cast) -> Iterator[Clause]:
    kind = "void" if event.kind is AnnulmentKind.VOID else "revoked"
    values: dict[str, Any] = {"by": text(event.by, cast), "ground": text(event.ground, cast)}
    yield f"AgreementAnnulled.{kind}", values
