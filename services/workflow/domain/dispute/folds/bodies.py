"""What commissions and courts have in common in what they make of a dispute."""

from datetime import date, timedelta

from services.workflow.domain.dispute.folds.registry import replace
from services.workflow.domain.dispute.folds.standing import draft_dropped, sessions_cancelled
from services.workflow.domain.dispute.parts import Instrument, Served
from services.workflow.domain.dispute.records import Arbitration, Restart, Title
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.fact import Fact

_DAY = timedelta(days=1)


def with_case(d: Dispute, **changes: object) -> Dispute:
    """The case before the commission with something else known of it."""
    arbitration = replace(d.arbitration, **changes) if d.arbitration else None
    return replace(d, arbitration=arbitration)


def titled(
    d: Dispute, event: Fact, instrument: Instrument, number: str, on_day: date | None = None
) -> Dispute:
    """Enforceable by this instrument."""
    title = Title(instrument=instrument, number=number, on=on_day or event.occurred_on)
    return replace(d, state=State.ENFORCEABLE, title=title)


def seised(d: Dispute) -> Dispute:
    """Before another body now: mediation, its mandate and a closing are over; a title stands."""
    return replace(
        draft_dropped(sessions_cancelled(d)),
        mandate_record=None,
        pending_before=None,
        offer=None,
        outcome=None,
        claims=d.before_closing.claims if d.before_closing else d.claims,
        before_closing=None,
    )


def off_the_list(d: Dispute, on: date) -> Dispute:
    """The case has left the commission: no listed hearing will be held, and no stay goes on."""
    case = d.arbitration
    hearings = tuple(one for one in case.hearings if one[2]) if case else ()
    return with_case(d, hearings=hearings, stayed_on=None, stays=stays_until(case, on))


def case_ended(d: Dispute, on: date) -> Dispute:
    """The commission is done with it; of several ends the first counts."""
    ended_on = d.arbitration.ended_on if d.arbitration else None
    return with_case(off_the_list(d, on), ended_on=ended_on or on)


def stays_until(case: Arbitration | None, on: date) -> tuple[tuple[date, date], ...]:
    """Every stay, the present one to the day before."""
    if case is None:
        return ()
    since = case.stayed_on
    return (*case.stays, (since, on - _DAY)) if since and since < on else case.stays


def days(served: tuple[Served, ...]) -> tuple[tuple[int, date], ...]:
    """On which day each party received something."""
    return tuple((one.party, one.on) for one in served)


def in_effect(d: Dispute, on: date | None) -> Dispute:
    """No window to sue holds the award back any more; without a day something does."""
    award = d.arbitration.award if d.arbitration else None
    return with_case(d, award=replace(award, took_effect_on=on)) if award else d


def restarted(d: Dispute, on: date, cause: Restart) -> Dispute:
    """The period of a case that is being heard begins anew; what it was extended by is gone."""
    case = d.arbitration
    if case is None or d.state is not State.IN_ARBITRATION:
        return d
    return with_case(
        d, restarts=(*case.restarts, (on, cause)), extended_until=None, extended_on=None
    )
