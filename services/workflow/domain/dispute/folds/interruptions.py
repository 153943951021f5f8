"""The interruptions of limitation that a dispute's own events show; every one is kept (LIM.BREAK)."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.lapses import breaks_without
from services.workflow.domain.dispute.folds.paid_days import paid_on_another_day
from services.workflow.domain.dispute.folds.registry import LEFT_FOR_GOOD, replace
from services.workflow.domain.dispute.guards.correctable import found
from services.workflow.domain.dispute.parts import (
    DeclineGround,
    Disposition,
    InterruptionCause,
    MandateResult,
)
from services.workflow.domain.dispute.records import (
    Agreement,
    Breach,
    LimitationBreak,
    PastEnforcement,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.fact import Fact

C = InterruptionCause
Breaks = Iterator[LimitationBreak]
Shown = Callable[[Dispute, Dispute, Any], Breaks]
"""From the dispute before and after an event, what it interrupts."""
_UNSETTLED = frozenset({Disposition.OPEN, Disposition.FAILED})
_DECIDED = frozenset({State.AWARD_ISSUED, State.ENFORCEABLE})
_BEFORE_COMMISSION = frozenset({State.ARBITRATION_FILED, State.IN_ARBITRATION})


def interrupted(before: Dispute, after: Dispute, event: Fact) -> Dispute:
    """The dispute with the interruptions that the event shows."""
    if isinstance(event, e.FactCorrected):
        return _cleared(_with(after, _corrected(before, after, event)))
    if isinstance(event, e.EnforcementEnded):
        return _enforced(before, after, event)
    if isinstance(event, e.LapseWithdrawn):
        return _with(after, breaks_without(before, event))
    shown = _SHOWN.get(type(event))
    if shown is None:
        return after
    known = after.limitation.breaks
    new = tuple(one for one in shown(before, after, event) if one not in known)
    return _cleared(_with(after, (*known, *new)))


def _with(d: Dispute, breaks: tuple[LimitationBreak, ...]) -> Dispute:
    return replace(d, limitation=replace(d.limitation, breaks=breaks))


def _cleared(d: Dispute) -> Dispute:
    """Without a breach that a payment turned out to have prevented, with it where it did not."""
    agreement = d.effective_agreement
    if agreement is None or not agreement.said_breached:
        return d
    said = tuple(chain.from_iterable(_not_kept(agreement, one) for one in agreement.said_breached))
    stands = tuple(chain.from_iterable(_not_kept(agreement, one) for one in agreement.breaches))
    known = tuple(one for one in d.limitation.breaks if one not in said or one in stands)
    return _with(d, (*known, *(one for one in stands if one not in known)))


def _enforced(before: Dispute, after: Dispute, event: e.EnforcementEnded) -> Dispute:
    """The time to apply for enforcement runs anew from the end of what was applied for."""
    title, running = before.title, before.enforcement
    if title is None or running is None:
        return after
    past = PastEnforcement(
        number=title.number, applied_on=running.applied_on, ended_on=event.occurred_on
    )
    return replace(after, past_enforcements=(*after.past_enforcements, past))


def _corrected(
    before: Dispute, after: Dispute, event: e.FactCorrected
) -> tuple[LimitationBreak, ...]:
    """An interruption whose day was wrong is on the right one; so is the effect with the last act."""
    breaks = after.limitation.breaks
    was, now = (_effective_on(d) for d in (before, after))
    if was and now and was != now:
        breaks = _on_another_day(breaks, C.AGREEMENT_EFFECTIVE, was, now)
    known = found(event.field)
    cause = known[0].interruption if known else None
    if known is None or cause is None or not event.old or not event.new:
        return breaks
    old, new = date.fromisoformat(event.old), date.fromisoformat(event.new)
    agreement = before.effective_agreement
    if cause is C.AGREEMENT_PERFORMED_IN_PART and agreement is not None:
        return paid_on_another_day(breaks, agreement, known[1][0], new)
    return _on_another_day(breaks, cause, old, new)


def _on_another_day(
    breaks: tuple[LimitationBreak, ...], cause: InterruptionCause, was: date, now: date
) -> tuple[LimitationBreak, ...]:
    return tuple(
        replace(one, on=now) if one.cause is cause and one.on == was else one for one in breaks
    )


def _effective_on(d: Dispute) -> date | None:
    return d.effective_agreement.effective_on if d.effective_agreement else None


def _claims(d: Dispute, only: frozenset[Disposition] | None = None) -> tuple[int, ...]:
    """Those of `only`, otherwise all that are still here."""
    return tuple(
        r.claim.no
        for r in d.claims
        if (r.disposition in only if only else r.disposition not in LEFT_FOR_GOOD)
    )


def _break(on_day: date, cause: InterruptionCause, claims: tuple[int, ...]) -> Breaks:
    if claims:
        yield LimitationBreak(on=on_day, cause=cause, claims=claims)


def _applied(_before: Dispute, after: Dispute, event: e.DisputeRegistered) -> Breaks:
    yield from _break(event.occurred_on, C.MEDIATION_APPLIED, _claims(after))
    yield from _seised(after)


def _seised(after: Dispute) -> Breaks:
    """Under a mandate the court or commission was applied to before."""
    if after.arbitration is not None:
        yield from _break(after.arbitration.filed_on, C.ARBITRATION_FILED, _claims(after))
    for suit in after.suits:
        yield from _break(suit.filed_on, C.SUIT_FILED, _claims(after))


def _filed_directly(_before: Dispute, after: Dispute, _event: Fact) -> Breaks:
    yield from _seised(after)


def _split_off(_before: Dispute, after: Dispute, event: e.DisputeSplitOff) -> Breaks:
    """What the origin knew comes with it; without that the first application is known."""
    if event.people.limitation is None:
        yield from _break(event.received_on, C.MEDIATION_APPLIED, _claims(after))
        yield from _seised(after)


def _added(before: Dispute, _after: Dispute, event: e.ClaimsAdded) -> Breaks:
    is_arbitrated = before.state in _BEFORE_COMMISSION
    cause = C.ARBITRATION_FILED if is_arbitrated else C.MEDIATION_APPLIED
    yield from _break(event.occurred_on, cause, tuple(claim.no for claim in event.claims))


def _declined(_before: Dispute, after: Dispute, event: e.ApplicationDeclined) -> Breaks:
    if event.ground is DeclineGround.OTHER_SIDE_REFUSES:
        yield from _break(event.occurred_on, C.MEDIATION_REFUSED, _claims(after))


def _failed(_before: Dispute, after: Dispute, event: e.MediationFailed) -> Breaks:
    yield from _break(event.occurred_on, C.MEDIATION_FAILED, _claims(after, _UNSETTLED))


def _lapsed(_before: Dispute, after: Dispute, event: e.MediationPeriodLapsed) -> Breaks:
    yield from _break(event.due_on, C.MEDIATION_LAPSED, _claims(after, _UNSETTLED))


def _returned(before: Dispute, _after: Dispute, event: e.MandateReturned) -> Breaks:
    if before.mandate_record is not None and event.result is MandateResult.FAILURE:
        yield from _break(event.occurred_on, C.MEDIATION_FAILED, _claims(before, _UNSETTLED))


def _restarted(_before: Dispute, after: Dispute, event: e.MediationRestarted) -> Breaks:
    yield from _break(event.occurred_on, C.MEDIATION_APPLIED, _claims(after, _UNSETTLED))


def _agreed(_before: Dispute, after: Dispute, event: e.AgreementTookEffect) -> Breaks:
    claims = _covered(after.effective_agreement, after)
    yield from _break(event.occurred_on, C.AGREEMENT_EFFECTIVE, claims)


def _covered(agreement: Agreement | None, d: Dispute) -> tuple[int, ...]:
    """The claims of its terms; of one without terms on file, all that are settled."""
    terms = agreement.terms if agreement else ()
    return tuple(term.claim for term in terms) or _claims(d, frozenset({Disposition.SETTLED}))


def _paid(before: Dispute, after: Dispute, event: e.PerformanceRecorded) -> Breaks:
    """Only of the claims whose instalments it filled (民法典 560)."""
    old, new = before.effective_agreement, after.effective_agreement
    terms = new.terms if old and new else ()
    filled = tuple(
        term.claim
        for term in terms
        if any(
            old and new and old.outstanding(i.no) > new.outstanding(i.no) for i in term.instalments
        )
    )
    claims = filled if terms else _covered(new, after)
    yield from _break(event.occurred_on, C.AGREEMENT_PERFORMED_IN_PART, claims)


def _did(_before: Dispute, _after: Dispute, event: e.DutyPerformed) -> Breaks:
    yield from _break(event.occurred_on, C.AGREEMENT_PERFORMED_IN_PART, (event.claim,))


def _breached(_before: Dispute, after: Dispute, _event: e.PerformanceBreached) -> Breaks:
    agreement = after.effective_agreement
    if agreement is not None:
        yield from _not_kept(agreement, agreement.said_breached[-1])


def _not_kept(agreement: Agreement, breach: Breach) -> Breaks:
    """From the agreed day itself, and for the claims of that term only."""
    claims = tuple(
        term.claim
        for term in agreement.terms
        if any(one.no == breach.instalment for one in term.instalments)
    )
    yield from _break(breach.due_on, C.AGREEMENT_NOT_PERFORMED, claims)


def _ordered(before: Dispute, _after: Dispute, event: e.PaymentOrderApplied) -> Breaks:
    claims = _covered(before.effective_agreement, before)
    yield from _break(event.occurred_on, C.PAYMENT_ORDER_APPLIED, claims)


def _order_ended(_before: Dispute, after: Dispute, event: Fact) -> Breaks:
    claims = _covered(after.effective_agreement, after)
    yield from _break(event.occurred_on, C.PROCEEDINGS_ENDED, claims)


def _arbitrated(_before: Dispute, after: Dispute, _event: Fact) -> Breaks:
    """The first filing counts where acceptance was only deferred for mediation."""
    assert after.arbitration is not None
    yield from _break(after.arbitration.filed_on, C.ARBITRATION_FILED, _claims(after))


def _sued(_before: Dispute, after: Dispute, event: e.LitigationFiled) -> Breaks:
    yield from _break(event.occurred_on, C.SUIT_FILED, _claims(after))


def _ended(before: Dispute, after: Dispute, event: Fact) -> Breaks:
    """What was filed came to nothing; where an award or title stands behind it, it did not."""
    if after.state not in _DECIDED:
        yield from _break(event.occurred_on, C.PROCEEDINGS_ENDED, _claims(before))


def _given_back(before: Dispute, after: Dispute, event: e.ReturnAccepted) -> Breaks:
    if before.state in _BEFORE_COMMISSION:
        yield from _ended(before, after, event)


_SHOWN: dict[type[Fact], Shown] = {
    e.DisputeRegistered: _applied,
    e.DirectFilingRecorded: _filed_directly,
    e.DisputeSplitOff: _split_off,
    e.ClaimsAdded: _added,
    e.ApplicationDeclined: _declined,
    e.MediationFailed: _failed,
    e.MediationPeriodLapsed: _lapsed,
    e.MandateReturned: _returned,
    e.MediationRestarted: _restarted,
    e.AgreementTookEffect: _agreed,
    e.PerformanceRecorded: _paid,
    e.DutyPerformed: _did,
    e.PerformanceBreached: _breached,
    e.PaymentOrderApplied: _ordered,
    e.PaymentOrderObjected: _order_ended,
    e.PaymentOrderVoided: _order_ended,
    e.PaymentOrderDismissed: _order_ended,
    e.ReferralAccepted: _arbitrated,
    e.ReturnAccepted: _given_back,
    e.ArbitrationFiled: _arbitrated,
    e.ArbitrationNotAccepted: _ended,
    e.ArbitrationWithdrawn: _ended,
    e.ArbitrationDeemedWithdrawn: _ended,
    e.LitigationFiled: _sued,
    e.LitigationWithdrawn: _ended,
    e.LitigationDismissed: _ended,
}
