"""The events of this chapter in words: mediation."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses, optional, text
from services.projections.words.cast import Cast
from services.workflow.recorded.views import dispute_events as e

# Who mediates


@clauses.register
def _(event: e.MediatorAssigned, cast: Cast) -> Iterator[Clause]:
    if event.mediator is None:
        yield "MediatorAssigned.unknown", {}
    else:
        yield "MediatorAssigned", {"mediator": cast.mediator(event.mediator)}
    if event.certificate_no:
        yield "certificate", {"number": event.certificate_no}


@clauses.register
def _(event: e.ConflictDisclosed, cast: Cast) -> Iterator[Clause]:
    mediator = cast.mediator(event.mediator)
    yield "ConflictDisclosed", {"mediator": mediator, "kind": event.kind, "no": event.conflict}
    yield from optional("mediation.detail", event.detail, cast)


@clauses.register
def _(event: e.ConflictConsented, cast: Cast) -> Iterator[Clause]:
    yield "ConflictConsented", {"party": cast.party(event.party), "no": event.conflict}


@clauses.register
def _(event: e.MediatorRecused, cast: Cast) -> Iterator[Clause]:
    yield "MediatorRecused", {"mediator": cast.mediator(event.mediator), "by": event.by}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.CoverArranged, cast: Cast) -> Iterator[Clause]:
    yield (
        "CoverArranged",
        {
            "mediator": cast.mediator(event.mediator),
            "first": event.starts_on,
            "last": event.ends_on,
        },
    )
    yield from optional("reason", event.reason, cast)


# Sessions and the shared record


@clauses.register
def _(event: e.SessionScheduled, cast: Cast) -> Iterator[Clause]:
    yield (
        "SessionScheduled",
        {"no": event.session, "at": event.starts_at, "mode": event.mode},
    )
    yield from optional("session.place", event.place, cast)
    for notice in event.notices:
        told = {"party": cast.party(notice.party), "on": notice.on, "method": notice.method}
        yield "session.notice", told


@clauses.register
def _(event: e.SessionHeld, cast: Cast) -> Iterator[Clause]:
    yield "SessionHeld", {"place": text(event.place, cast), "present": cast.people(event.present)}
    if event.representatives:
        yield "session.represented", {"count": len(event.representatives)}
    yield from optional("session.record", event.record, cast)


@clauses.register
def _(event: e.SessionAdjourned, cast: Cast) -> Iterator[Clause]:
    yield "SessionAdjourned", {"no": event.session}
    if event.resumes_at is not None:
        yield "session.resumes", {"at": event.resumes_at}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.SessionCancelled, cast: Cast) -> Iterator[Clause]:
    yield "SessionCancelled", {"no": event.session}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.AbsenceRecorded, cast: Cast) -> Iterator[Clause]:
    yield "AbsenceRecorded", {"party": cast.party(event.party), "no": event.session}
    if event.is_excused:
        yield "absence.excused", {}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.UndisputedFactsRecorded, cast: Cast) -> Iterator[Clause]:
    yield (
        "UndisputedFactsRecorded",
        {"facts": text(event.facts, cast), "parties": cast.people(event.agreed_by)},
    )


# Periods


@clauses.register
def _(event: e.MediationExtended, cast: Cast) -> Iterator[Clause]:
    yield (
        "MediationExtended",
        {"until": event.until, "parties": cast.people(event.consented_by)},
    )


@clauses.register
def _(event: e.MediationSuspended, cast: Cast) -> Iterator[Clause]:
    yield "MediationSuspended", {"cause": event.cause}
    yield from optional("mediation.detail", event.detail, cast)


@clauses.register
def _(_event: e.MediationResumed, _cast: Cast) -> Iterator[Clause]:
    yield "MediationResumed", {}


@clauses.register
def _(event: e.ReceiptPeriodLapsed, _cast: Cast) -> Iterator[Clause]:
    yield "ReceiptPeriodLapsed", {"on": event.due_on}


@clauses.register
def _(event: e.MediationPeriodLapsed, _cast: Cast) -> Iterator[Clause]:
    yield "MediationPeriodLapsed", {"on": event.due_on}


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


@clauses.register
def _(event: e.MediationRestarted, cast: Cast) -> Iterator[Clause]:
    yield "MediationRestarted", {"parties": cast.people(event.consented_by)}
