"""What recorded facts and suspensions of limitation make of a dispute."""

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.registry import on, replace
from services.workflow.domain.dispute.records import (
    LimitationFact,
    LimitationSuspension,
)
from services.workflow.domain.dispute.state import Dispute


@on(e.LimitationFactRecorded)
def _(d: Dispute, event: e.LimitationFactRecorded) -> Dispute:
    known = d.limitation
    fact = LimitationFact(
        no=event.entry,
        kind=event.kind,
        on=event.happened_on,
        until=event.until,
        claims=event.claims,
    )
    return _with(d, facts=(*known.facts, fact), made=event.entry)


@on(e.LimitationSuspensionRecorded)
def _(d: Dispute, event: e.LimitationSuspensionRecorded) -> Dispute:
    known = d.limitation
    suspension = LimitationSuspension(
        no=event.entry,
        cause=event.cause,
        first_on=event.first_on,
        last_on=event.last_on,
        claims=event.claims,
    )
    return _with(d, suspensions=(*known.suspensions, suspension), made=event.entry)


@on(e.LimitationSuspensionEnded)
def _(d: Dispute, event: e.LimitationSuspensionEnded) -> Dispute:
    return _entry(d, event.entry, last_on=event.last_on)


@on(e.LimitationFactWithdrawn)
def _(d: Dispute, event: e.LimitationFactWithdrawn) -> Dispute:
    return _entry(d, event.entry, is_withdrawn=True)


def _with(d: Dispute, **changes: object) -> Dispute:
    return replace(d, limitation=replace(d.limitation, **changes))


def _entry(d: Dispute, no: int, **changes: object) -> Dispute:
    """One entry changed; numbers of facts and suspensions are of one row, so that one has it."""
    known = d.limitation
    suspensions = (replace(s, **changes) if s.no == no else s for s in known.suspensions)
    facts = (replace(f, **changes) if f.no == no else f for f in known.facts)
    return _with(d, suspensions=tuple(suspensions), facts=tuple(facts))
