"""What documents, closing, the matter and corrections make of a dispute."""

from collections.abc import Callable
from datetime import date

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.registry import on, replace
from services.workflow.domain.dispute.records import (
    BeforeClosing,
    Document,
    MatterDecision,
    Related,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.values.money import Fen

# Documents


@on(e.DocumentIssued)
def _(d: Dispute, event: e.DocumentIssued) -> Dispute:
    document = Document(
        no=event.document,
        kind=event.kind,
        recipients=event.recipients,
        reply_by=event.reply_by,
    )
    return replace(d, documents=(*d.documents, document))


@on(e.ServiceRecorded)
def _(d: Dispute, event: e.ServiceRecorded) -> Dispute:
    if event.received_on is None:
        return d
    served = (event.recipient, event.received_on)
    return replace(
        d,
        documents=tuple(
            replace(one, served=(*one.served, served)) if one.no == event.document else one
            for one in d.documents
        ),
    )


@on(e.ReplyReceived)
def _(d: Dispute, event: e.ReplyReceived) -> Dispute:
    return replace(
        d,
        documents=tuple(
            replace(one, replied=one.replied | {event.recipient})
            if one.no == event.document
            else one
            for one in d.documents
        ),
    )


# Closing


@on(e.DisputeClosed)
def _(d: Dispute, event: e.DisputeClosed) -> Dispute:
    before = d.before_closing or BeforeClosing(state=d.state, claims=d.claims)
    return replace(d, state=State.CLOSED, outcome=event.outcome, before_closing=before)


@on(e.DisputeReopened)
def _(d: Dispute, _event: e.DisputeReopened) -> Dispute:
    before = d.before_closing
    if before is None:
        return d
    return replace(d, state=before.state, claims=before.claims, outcome=None, before_closing=None)


@on(e.DisputeArchived)
def _(d: Dispute, _event: e.DisputeArchived) -> Dispute:
    return replace(d, state=State.ARCHIVED)


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
    return CORRECTABLE[event.field](d, event.new) if event.field in CORRECTABLE else d


def _claimed(d: Dispute, new: str) -> Dispute:
    first, *rest = d.claims
    claim = replace(first.claim, amount=Fen(int(new)))
    return replace(d, claims=(replace(first, claim=claim), *rest))


def _effective(d: Dispute, new: str) -> Dispute:
    agreement = replace(d.agreement, effective_on=date.fromisoformat(new)) if d.agreement else None
    return replace(d, agreement=agreement)


CORRECTABLE: dict[str, Callable[[Dispute, str], Dispute]] = {
    "region": lambda d, new: replace(d, region=new),
    "worker_count": lambda d, new: replace(d, worker_count=int(new)),
    "registered_on": lambda d, new: replace(d, received_on=date.fromisoformat(new)),
    "case_number": lambda d, new: replace(d, case_number=new),
    "amount_claimed": _claimed,
    "effective_on": _effective,
}
"""What can be corrected, and how a corrected value counts from then on."""
