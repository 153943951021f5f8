"""What mediation makes of a dispute."""

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.passages import anew, running_again
from services.workflow.domain.dispute.folds.registry import disposed, on, replace
from services.workflow.domain.dispute.parts import Disposition, Mandate
from services.workflow.domain.dispute.records import (
    Conflict,
    Cover,
    Session,
    SessionState,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State

_OPEN = frozenset({Disposition.OPEN})


@on(e.MediatorAssigned)
def _(d: Dispute, event: e.MediatorAssigned) -> Dispute:
    # Who puts a mediator on it has taken it up: it is not returned any more.
    taken_up = tuple(replace(over, is_taken_up=True) for over in d.handed_over)
    return replace(
        _without_mediator(d),
        state=State.IN_MEDIATION,
        mediator=event.mediator,
        handed_over=taken_up,
    )


def _without_mediator(d: Dispute) -> Dispute:
    """The mediator goes, and with the mediator the covers; the role is remembered."""
    if d.mediator is None or d.mediator in d.earlier_mediators:
        return replace(d, mediator=None, covers=())
    earlier = (*d.earlier_mediators, d.mediator)
    return replace(d, mediator=None, covers=(), earlier_mediators=earlier)


@on(e.ConflictDisclosed)
def _(d: Dispute, event: e.ConflictDisclosed) -> Dispute:
    conflict = Conflict(no=event.conflict, mediator=event.mediator, kind=event.kind)
    return replace(d, conflicts=(*d.conflicts, conflict))


@on(e.ConflictConsented)
def _(d: Dispute, event: e.ConflictConsented) -> Dispute:
    return replace(
        d,
        conflicts=tuple(
            replace(c, consented_by=c.consented_by | {event.party}) if c.no == event.conflict else c
            for c in d.conflicts
        ),
    )


@on(e.MediatorRecused)
def _(d: Dispute, event: e.MediatorRecused) -> Dispute:
    # Consent given before the recusal does not carry over: both sides are asked anew.
    conflicts = tuple(
        replace(c, consented_by=frozenset()) if c.mediator == event.mediator else c
        for c in d.conflicts
    )
    return replace(_without_mediator(d), state=State.ACCEPTED, conflicts=conflicts)


@on(e.CoverArranged)
def _(d: Dispute, event: e.CoverArranged) -> Dispute:
    cover = Cover(mediator=event.mediator, starts_on=event.starts_on, ends_on=event.ends_on)
    return replace(d, covers=(*d.covers, cover))


@on(e.SessionScheduled)
def _(d: Dispute, event: e.SessionScheduled) -> Dispute:
    session = Session(no=event.session, starts_at=event.starts_at)
    return replace(d, sessions=(*d.sessions, session))


@on(e.SessionHeld)
def _(d: Dispute, event: e.SessionHeld) -> Dispute:
    return replace(d, sessions=_became(d, event.session, SessionState.HELD))


@on(e.SessionAdjourned)
def _(d: Dispute, event: e.SessionAdjourned) -> Dispute:
    if event.resumes_at is None:
        return replace(d, sessions=_became(d, event.session, SessionState.ADJOURNED))
    return replace(
        d,
        sessions=tuple(
            replace(s, starts_at=event.resumes_at, state=SessionState.SCHEDULED)
            if s.no == event.session
            else s
            for s in d.sessions
        ),
    )


@on(e.SessionCancelled)
def _(d: Dispute, event: e.SessionCancelled) -> Dispute:
    return replace(d, sessions=_became(d, event.session, SessionState.CANCELLED))


def _became(d: Dispute, no: int | None, state: SessionState) -> tuple[Session, ...]:
    return tuple(replace(s, state=state) if s.no == no else s for s in d.sessions)


@on(e.AbsenceRecorded)
def _(d: Dispute, _event: e.AbsenceRecorded) -> Dispute:
    return d


@on(e.UndisputedFactsRecorded)
def _(d: Dispute, event: e.UndisputedFactsRecorded) -> Dispute:
    return replace(d, undisputed=(*d.undisputed, event.facts))


@on(e.MediationExtended)
def _(d: Dispute, event: e.MediationExtended) -> Dispute:
    period = replace(d.period, extended_until=event.until, extended_on=event.occurred_on)
    return replace(d, period=period)


@on(e.MediationSuspended)
def _(d: Dispute, event: e.MediationSuspended) -> Dispute:
    period = replace(d.period, suspended_on=event.occurred_on, suspended_for=event.cause)
    return replace(d, state=State.MEDIATION_SUSPENDED, period=period)


@on(e.MediationResumed)
def _(d: Dispute, event: e.MediationResumed) -> Dispute:
    return replace(d, state=State.IN_MEDIATION, period=running_again(d.period, event.occurred_on))


@on(e.ReceiptPeriodLapsed)
def _(d: Dispute, event: e.ReceiptPeriodLapsed) -> Dispute:
    period = replace(d.period, has_receipt_period_lapsed=True, receipt_lapsed_on=event.occurred_on)
    return replace(d, period=period)


@on(e.MediationPeriodLapsed)
def _(d: Dispute, _event: e.MediationPeriodLapsed) -> Dispute:
    return _failed(d)


@on(e.MediationFailed)
def _(d: Dispute, event: e.MediationFailed) -> Dispute:
    return replace(_failed(d), failure_reasons=event.reasons)


def _failed(d: Dispute) -> Dispute:
    claims = disposed(d, Disposition.FAILED, only=_OPEN)
    return replace(d, state=State.MEDIATION_FAILED, claims=claims)


@on(e.MediationRestarted)
def _(d: Dispute, event: e.MediationRestarted) -> Dispute:
    return replace(
        _without_mediator(d),
        state=State.ACCEPTED,
        custodian=d.organisation or d.custodian,
        mandate=Mandate.SELF,
        accepted_on=event.occurred_on,
        failure_reasons=(),
        period=anew(d.period, restarted_on=event.occurred_on),
        claims=disposed(d, Disposition.OPEN, only=frozenset({Disposition.FAILED})),
    )
