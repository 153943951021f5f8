"""What commissions and courts have in common in what they make of a dispute."""

from datetime import date

from services.workflow.domain.dispute.folds.registry import replace
from services.workflow.domain.dispute.folds.standing import draft_dropped, sessions_cancelled
from services.workflow.domain.dispute.parts import Instrument, Served
from services.workflow.domain.dispute.records import Title
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.fact import Fact


def with_case(d: Dispute, **changes: object) -> Dispute:
    arbitration = replace(d.arbitration, **changes) if d.arbitration else None
    return replace(d, arbitration=arbitration)


def titled(
    d: Dispute, event: Fact, instrument: Instrument, number: str, on_day: date | None = None
) -> Dispute:
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


def off_the_list(d: Dispute) -> Dispute:
    """The case has left the commission: no hearing that was listed will be held."""
    hearings = d.arbitration.hearings if d.arbitration else ()
    return with_case(d, hearings=tuple(one for one in hearings if one[2]), stayed_on=None)


def days(served: tuple[Served, ...]) -> tuple[tuple[int, date], ...]:
    return tuple((one.party, one.on) for one in served)
