"""What taking back a recorded lapse makes of a dispute, and what is remembered for it."""

from datetime import date, timedelta

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.registry import disposed, on, replace
from services.workflow.domain.dispute.parts import Disposition, InterruptionCause, Lapse
from services.workflow.domain.dispute.records import EndedByLapse, LimitationBreak
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import ENDED
from services.workflow.domain.fact import Fact

_DAY = timedelta(days=1)
_FAILED = frozenset({Disposition.FAILED})


def remembered(before: Dispute, after: Dispute, event: Fact) -> Dispute:
    """Where it stood before the lapse that ended it; forgotten once it goes elsewhere."""
    if isinstance(event, e.MediationPeriodLapsed):
        return _ended(Lapse.MEDIATION_PERIOD, event.due_on, before, after)
    if isinstance(event, e.AwardTookEffect) and _had_windows(before):
        due_on = (event.effective_on or event.occurred_on) - _DAY
        return _ended(Lapse.AWARD_WINDOWS, due_on, before, after)
    known = after.ended_by_lapse
    if known is None or after.state in {known.led_to, *ENDED}:
        return after
    return replace(after, ended_by_lapse=None)


def _had_windows(d: Dispute) -> bool:
    """A wholly final award has effect from its own date: nothing lapsed."""
    award = d.arbitration.award if d.arbitration else None
    return award is not None and award.has_open


def _ended(lapse: Lapse, due_on: date, before: Dispute, after: Dispute) -> Dispute:
    known = EndedByLapse(lapse=lapse, due_on=due_on, before=before.state, led_to=after.state)
    return replace(after, ended_by_lapse=known)


@on(e.LapseWithdrawn)
def _(d: Dispute, event: e.LapseWithdrawn) -> Dispute:
    match event.lapse:
        case Lapse.RECEIPT_PERIOD:
            period = replace(d.period, has_receipt_period_lapsed=False, receipt_lapsed_on=None)
            return replace(d, period=period)
        case Lapse.MEDIATION_PERIOD:
            return replace(_back(d), claims=disposed(d, Disposition.OPEN, only=_FAILED))
        case _:
            return _windows_open(_back(d))


def _back(d: Dispute) -> Dispute:
    assert d.ended_by_lapse is not None  # what is not remembered is not taken back
    return replace(d, state=d.ended_by_lapse.before)


def _windows_open(d: Dispute) -> Dispute:
    assert d.arbitration is not None  # an award took effect
    assert d.arbitration.award is not None
    award = replace(d.arbitration.award, took_effect_on=None)
    return replace(d, arbitration=replace(d.arbitration, award=award), title=None)


def breaks_without(before: Dispute, event: e.LapseWithdrawn) -> tuple[LimitationBreak, ...]:
    """The interruptions of limitation, but for the one that this lapse had made."""
    gone = _made(before, event)
    return tuple(one for one in before.limitation.breaks if one != gone)


def _made(d: Dispute, event: e.LapseWithdrawn) -> LimitationBreak | None:
    """Only that mediation came to nothing makes one (人社部令第17号 31)."""
    known = d.ended_by_lapse
    if known is None or event.lapse is not Lapse.MEDIATION_PERIOD:
        return None
    made = (known.due_on, InterruptionCause.MEDIATION_LAPSED)
    return next((one for one in d.limitation.breaks if (one.on, one.cause) == made), None)
