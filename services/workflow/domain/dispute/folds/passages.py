"""What leaving intake or mediation makes of a dispute's periods, and coming back to either."""

from datetime import date

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.registry import replace
from services.workflow.domain.dispute.parts import Outcome, SuspensionCause
from services.workflow.domain.dispute.records import Period
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import INTAKE, MEDIATING, State
from services.workflow.domain.fact import Fact


def passed(before: Dispute, after: Dispute, event: Fact) -> Dispute:
    """The days on which the check of the application and the mediation were over."""
    return _mediation(before, _intake(before, after, event), event)


def anew(period: Period, restarted_on: date | None = None) -> Period:
    """A period of its own; that the road to arbitration is open stays so."""
    return Period(
        has_receipt_period_lapsed=period.has_receipt_period_lapsed,
        receipt_lapsed_on=period.receipt_lapsed_on,
        restarted_on=restarted_on,
    )


def running_again(period: Period, on: date) -> Period:
    """A suspension ends on that day, if there is one."""
    if period.suspended_on is None:
        return period
    stood_still = ((period.suspended_on, on),)
    is_appraisal = period.suspended_for is SuspensionCause.AWAITS_APPRAISAL
    return replace(
        period,
        suspended_on=None,
        suspended_for=None,
        suspensions=period.suspensions + stood_still,
        appraisals=period.appraisals + (stood_still if is_appraisal else ()),
    )


def _intake(before: Dispute, after: Dispute, event: Fact) -> Dispute:
    if after.state in INTAKE:
        return replace(after, unchecked_on=None)
    if before.state not in INTAKE:
        return after
    if after.accepted_on is not None or after.state is State.DECLINED:
        return replace(after, checked_on=after.checked_on or event.occurred_on)
    return replace(after, unchecked_on=event.occurred_on)


def _mediation(before: Dispute, after: Dispute, event: Fact) -> Dispute:
    was, is_now = before.state in MEDIATING, after.state in MEDIATING
    if was is is_now:
        return after
    if is_now:
        # An amendment is signed after the mediation: the agreement that it amends has ended it.
        is_back = after.standing is None
        period = replace(after.period, ended_on=None, is_done=False) if is_back else after.period
        return replace(after, period=period)
    if after.period.ended_on is not None:
        return after
    is_done = (
        after.state is State.AGREEMENT_EFFECTIVE
        or after.outcome is Outcome.SETTLED_ON_THE_SPOT
        or isinstance(event, e.MediationFailed)
    )
    return replace(after, period=replace(after.period, ended_on=event.occurred_on, is_done=is_done))
