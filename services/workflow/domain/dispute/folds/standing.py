"""What goes on standing while another body has the dispute, and the way back to it."""

from services.workflow.domain.dispute.folds.registry import disposed, replace
from services.workflow.domain.dispute.parts import Disposition, Instrument
from services.workflow.domain.dispute.records import Arbitration, SessionState
from services.workflow.domain.dispute.standing import standing_award
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State

S = State
_CLAIMS_OF: dict[Instrument, Disposition] = {
    Instrument.AWARD: Disposition.ARBITRATED,
    Instrument.ARBITRAL_STATEMENT: Disposition.ARBITRATED,
    Instrument.JUDGMENT: Disposition.SUED,
    Instrument.COURT_STATEMENT: Disposition.SUED,
}
"""The other instruments make an agreement enforceable: it settled the claims."""


def sessions_cancelled(d: Dispute) -> Dispute:
    """No session that is still listed will be held."""
    return replace(
        d,
        sessions=tuple(
            replace(session, state=SessionState.CANCELLED)
            if session.state is SessionState.SCHEDULED
            else session
            for session in d.sessions
        ),
    )


def draft_dropped(d: Dispute) -> Dispute:
    """A version that was not signed by all is given up; one in force stands."""
    return replace(d, agreement=d.effective_agreement, standing=None)


def filed(d: Dispute, case: Arbitration) -> Dispute:
    """Another case before a commission; the one before it is kept."""
    earlier = (d.arbitration,) if d.arbitration else ()
    return replace(d, arbitration=case, past_arbitrations=(*d.past_arbitrations, *earlier))


def where_it_stood(d: Dispute) -> State | None:
    """Where a title or an award that stands leads back to; none where there is neither."""
    if d.title is not None:
        return S.ENFORCEABLE
    if standing_award(d) is None:
        return None
    return S.AWARD_ISSUED if d.effective_agreement is None else S.AGREEMENT_EFFECTIVE


def left_alone(d: Dispute, state: State) -> Dispute:
    """The case that came to nothing gives way to the earlier one with its award or statement."""
    back = replace(_earlier_case(d), state=state)
    if state is S.AWARD_ISSUED:
        return replace(back, claims=disposed(d, Disposition.ARBITRATED))
    to = _CLAIMS_OF.get(d.title.instrument) if d.title else None
    only = frozenset({Disposition.ARBITRATED, Disposition.SUED})
    return replace(back, claims=disposed(d, to or Disposition.SETTLED, only=only))


def _earlier_case(d: Dispute) -> Dispute:
    award = standing_award(d)

    def bears(case: Arbitration) -> bool:
        is_of_award = award is not None and case.award == award
        return is_of_award or (bool(d.instrument) and case.statement_number == d.instrument)

    case = d.arbitration
    earlier = next((one for one in reversed(d.past_arbitrations) if bears(one)), None)
    if case is None or earlier is None or bears(case):
        return d
    others = tuple(one for one in d.past_arbitrations if one is not earlier)
    return replace(d, arbitration=earlier, past_arbitrations=(*others, case))
