"""What events about parties make of a dispute."""

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.bodies import restarted
from services.workflow.domain.dispute.folds.registry import on, replace
from services.workflow.domain.dispute.parts import PartyKind
from services.workflow.domain.dispute.records import (
    Agreement,
    Employment,
    Representative,
    Response,
    Restart,
)
from services.workflow.domain.dispute.state import Dispute


@on(e.PartyAdded)
def _(d: Dispute, event: e.PartyAdded) -> Dispute:
    joined = replace(d, parties=(*d.parties, event.party))
    named = sum(1 for p in joined.parties if p.kind is PartyKind.WORKER and p.no not in d.left)
    counted = replace(joined, worker_count=max(d.worker_count, named))
    return restarted(counted, event.occurred_on, Restart.PARTY_JOINED)


@on(e.PartyDropped)
def _(d: Dispute, event: e.PartyDropped) -> Dispute:
    return replace(d, left=d.left | {event.party})


@on(e.PartyResponded)
def _(d: Dispute, event: e.PartyResponded) -> Dispute:
    said = Response(party=event.party, stance=event.stance, on=event.occurred_on)
    kept = tuple(response for response in d.responses if response.party != event.party)
    return replace(d, responses=(*kept, said))


@on(e.EmploymentRecorded)
def _(d: Dispute, event: e.EmploymentRecorded) -> Dispute:
    known = Employment(
        party=event.party,
        started_on=event.started_on,
        ended_on=event.ended_on,
        post=event.post,
    )
    kept = tuple(one for one in d.employments if one.party != event.party)
    return replace(d, employments=(*kept, known))


@on(e.RepresentativeAppointed)
def _(d: Dispute, event: e.RepresentativeAppointed) -> Dispute:
    appointed = Representative(
        no=event.representative,
        party=event.party,
        kind=event.kind,
        name=event.name,
        phone=event.phone,
        powers=event.powers,
        valid_from=event.occurred_on,
        valid_until=event.valid_until,
    )
    before = (
        replace(r, ended_on=event.occurred_on) if r.no == event.replaces else r
        for r in d.representatives
    )
    return replace(d, representatives=(*before, appointed))


@on(e.RepresentationEnded)
def _(d: Dispute, event: e.RepresentationEnded) -> Dispute:
    return replace(
        d,
        representatives=tuple(
            replace(r, ended_on=event.occurred_on) if r.no == event.representative else r
            for r in d.representatives
        ),
    )


@on(e.PartySucceeded)
def _(d: Dispute, event: e.PartySucceeded) -> Dispute:
    old, new = event.party, event.successor.no
    return replace(
        d,
        parties=(*d.parties, event.successor),
        left=d.left | {old},
        successors=(*d.successors, (old, new)),
        agreement=_signed_for(d.agreement, old, new),
        standing=_signed_for(d.standing, old, new),
    )


def _signed_for(agreement: Agreement | None, old: int, new: int) -> Agreement | None:
    """A successor is bound by the signature of whoever it follows."""
    if agreement is None or old not in agreement.signed_by:
        return agreement
    return replace(agreement, signed_by=agreement.signed_by - {old} | {new})


@on(e.PartyRenamed)
def _(d: Dispute, event: e.PartyRenamed) -> Dispute:
    return replace(
        d,
        parties=tuple(
            replace(party, name=event.name, uscc=event.uscc or party.uscc)
            if party.no == event.party
            else party
            for party in d.parties
        ),
    )


@on(e.EmployerCancelled)
def _(d: Dispute, event: e.EmployerCancelled) -> Dispute:
    return replace(d, cancelled=d.cancelled | {event.party})
