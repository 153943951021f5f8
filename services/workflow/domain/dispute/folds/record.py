"""What documents, closing, the matter and corrections make of a dispute."""

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.registry import on, replace
from services.workflow.domain.dispute.guards.correctable import corrected
from services.workflow.domain.dispute.records import (
    Arbitration,
    Attempt,
    BeforeClosing,
    Document,
    MatterDecision,
    Related,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State

# Documents


@on(e.DocumentIssued)
def _(d: Dispute, event: e.DocumentIssued) -> Dispute:
    document = Document(
        no=event.document,
        kind=event.kind,
        recipients=event.recipients,
        issued_on=event.occurred_on,
        reply_by=event.reply_by,
    )
    return replace(d, documents=(*d.documents, document))


@on(e.ServiceRecorded)
def _(d: Dispute, event: e.ServiceRecorded) -> Dispute:
    attempt = Attempt(
        recipient=event.recipient,
        on=event.occurred_on,
        method=event.method,
        outcome=event.outcome,
        received_on=event.received_on,
        rule=event.rule,
    )
    return replace(
        d,
        documents=tuple(
            replace(one, attempts=(*one.attempts, attempt)) if one.no == event.document else one
            for one in d.documents
        ),
    )


@on(e.ReplyReceived)
def _(d: Dispute, event: e.ReplyReceived) -> Dispute:
    return replace(
        d,
        documents=tuple(
            replace(one, replies=(*one.replies, (event.recipient, event.occurred_on)))
            if one.no == event.document
            else one
            for one in d.documents
        ),
    )


# Closing


@on(e.DisputeClosed)
def _(d: Dispute, event: e.DisputeClosed) -> Dispute:
    before = d.before_closing or BeforeClosing(state=d.state, claims=d.claims)
    return replace(
        d,
        state=State.CLOSED,
        outcome=event.outcome,
        before_closing=replace(before, closed_on=event.occurred_on),
    )


@on(e.DisputeReopened)
def _(d: Dispute, _event: e.DisputeReopened) -> Dispute:
    before = d.before_closing
    if before is None:
        return d
    return replace(
        d,
        state=before.state,
        claims=before.claims,
        arbitration=_taken_up(d.arbitration, before.state),
        outcome=None,
        before_closing=None,
        retention_until=None,
    )


def _taken_up(case: Arbitration | None, state: State) -> Arbitration | None:
    """Before the commission again, its case has not ended."""
    is_before_it = state in {State.ARBITRATION_FILED, State.IN_ARBITRATION}
    return replace(case, ended_on=None) if case and is_before_it else case


@on(e.DisputeArchived)
def _(d: Dispute, event: e.DisputeArchived) -> Dispute:
    return replace(d, state=State.ARCHIVED, retention_until=event.retention_until)


# The same matter


@on(e.MatterLinked)
def _(d: Dispute, event: e.MatterLinked) -> Dispute:
    return replace(
        d, related=_related(d, Related(other=event.other, decision=MatterDecision.LINKED))
    )


@on(e.MatterMerged)
def _(d: Dispute, event: e.MatterMerged) -> Dispute:
    related = _related(d, Related(other=event.leader, decision=MatterDecision.MERGED))
    return replace(d, leader=event.leader, related=related)


@on(e.MatterDistinguished)
def _(d: Dispute, event: e.MatterDistinguished) -> Dispute:
    return replace(
        d, related=_related(d, Related(other=event.other, decision=MatterDecision.DISTINCT))
    )


@on(e.MatterUnlinked)
def _(d: Dispute, event: e.MatterUnlinked) -> Dispute:
    kept = tuple(one for one in d.related if one.other != event.leader)
    leader = None if d.leader == event.leader else d.leader
    return replace(d, leader=leader, related=kept)


def _related(d: Dispute, decided: Related) -> tuple[Related, ...]:
    return (*(one for one in d.related if one.other != decided.other), decided)


# Corrections


@on(e.FactCorrected)
def _(d: Dispute, event: e.FactCorrected) -> Dispute:
    return corrected(d, event.field, event.new)
