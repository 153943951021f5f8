"""Which sentence tells an event, with which values: intake, mediation, agreement."""

from collections.abc import Iterator
from functools import singledispatch
from typing import Any

from services.projections.words.cast import Cast
from services.workflow.recorded.views import AnnulmentKind, Fact, Fen, Side
from services.workflow.recorded.views import dispute_events as e

Clause = tuple[str, dict[str, object]]
"""A key of `phrases`, and the values that it names."""
MOST_PAYMENTS_NAMED = 6
_STOPS = " 。.；;，,"


@singledispatch
def clauses(event: Fact, _cast: Cast) -> Iterator[Clause]:
    """The sentence of an event, then the clauses that follow it."""
    raise NotImplementedError(f"{type(event).__name__} has no words")


def text(written: str) -> str:
    """Free text inside a sentence: on one line, without a stop of its own."""
    return " ".join(written.split()).rstrip(_STOPS)


def optional(clause: str, written: str, **values: object) -> Iterator[Clause]:
    """The clause, where something is written."""
    if text(written):
        yield clause, {"text": text(written), **values}


# Intake


@clauses.register
def _(event: e.DisputeRegistered, cast: Cast) -> Iterator[Clause]:
    yield (
        "DisputeRegistered",
        {
            "claimants": cast.side(Side.CLAIMANT),
            "respondents": cast.side(Side.RESPONDENT),
            "channel": event.channel,
            "organisation": cast.body(event.organisation),
            "case_number": event.case_number,
            "claims": cast.claims(event.claims),
        },
    )
    if event.is_oral:
        yield "oral", {}
    yield from _workers(event.worker_count)
    if event.transferred_by:
        yield "transferred", {"body": cast.body(event.transferred_by)}


@clauses.register
def _(event: e.DirectFilingRecorded, cast: Cast) -> Iterator[Clause]:
    yield (
        f"DirectFilingRecorded.{event.forum.value}",
        {
            "claimants": cast.side(Side.CLAIMANT),
            "respondents": cast.side(Side.RESPONDENT),
            "body": cast.body(event.body),
            "case_number": cast.number(event.case_number),
            "claims": cast.claims(event.claims),
        },
    )
    yield from _workers(event.worker_count)


def _workers(count: int) -> Iterator[Clause]:
    if count > 1:
        yield "workers", {"count": count}


@clauses.register
def _(event: e.ApplicationAccepted, _cast: Cast) -> Iterator[Clause]:
    yield "ApplicationAccepted", {}
    if event.other_side_consented_on:
        yield "consented", {"on": event.other_side_consented_on}


@clauses.register
def _(event: e.ApplicationDeclined, _cast: Cast) -> Iterator[Clause]:
    yield "ApplicationDeclined", {"ground": event.ground}
    yield from optional("guidance", event.guidance)


@clauses.register
def _(event: e.ApplicationWithdrawn, _cast: Cast) -> Iterator[Clause]:
    yield "ApplicationWithdrawn", {"reason": event.reason}


# Mediation


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
    yield "SessionHeld", {"place": text(event.place), "present": cast.people(event.present)}


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


# Agreement


@clauses.register
def _(event: e.TermsRecorded, cast: Cast) -> Iterator[Clause]:
    yield "TermsRecorded", {}
    if event.version > 1:
        yield "of_version", {"version": event.version}
    yield from _payments(event, cast)
    if any(term.duty for term in event.terms):
        yield "duty", {}
    yield from optional("ability", event.ability_to_perform)
    if event.required:
        yield "required", {"acts": event.required}


def _payments(event: e.TermsRecorded, cast: Cast) -> Iterator[Clause]:
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
def _(event: e.AgreementAnnulled, _cast: Cast) -> Iterator[Clause]:
    kind = "void" if event.kind is AnnulmentKind.VOID else "revoked"
    values: dict[str, Any] = {"by": text(event.by), "ground": text(event.ground)}
    yield f"AgreementAnnulled.{kind}", values
