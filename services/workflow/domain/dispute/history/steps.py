"""The acts that a ledger's record amounts to, in the order of the procedure."""

from collections.abc import Iterator

from services.workflow.domain.dispute import lifecycle
from services.workflow.domain.dispute.history.mediation import (
    direct_filing,
    intake,
    mediation,
    registration,
)
from services.workflow.domain.dispute.history.record import Record
from services.workflow.domain.dispute.history.step import CloseOnRecord, Step, needed, total
from services.workflow.domain.dispute.history.tribunal import tribunal
from services.workflow.domain.dispute.parts import Instrument, Outcome
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.given import Given

_OUTCOMES = {
    Instrument.AWARD: Outcome.AWARDED,
    Instrument.ARBITRAL_STATEMENT: Outcome.ARBITRATION_MEDIATED,
    Instrument.JUDGMENT: Outcome.JUDGMENT,
    Instrument.COURT_STATEMENT: Outcome.COURT_MEDIATED,
}
"""What ended it, where a commission or court did; otherwise its agreement did."""


def steps(record: Record, given: Given) -> Iterator[Step]:
    """What the record says was done. Raises Untellable where a day, ground or number is missing."""
    if record.is_direct:
        yield Step("registered_on", record.registered_on, direct_filing(record))
    else:
        yield Step("registered_on", record.registered_on, registration(record))
        if record.result is None:
            yield from intake(record)
        else:
            on = needed(record.result_on, "result_on", "结果日期", "the day of the result")
            yield from mediation(record, record.result, on, given)
    yield from tribunal(record, given)


def closing(record: Record, dispute: Dispute) -> CloseOnRecord | None:
    """How a dispute ends on the record; nothing while it is before somebody, or ended by itself."""
    if not lifecycle.destinations("close_dispute", dispute.state) or dispute.offer is not None:
        return None
    if dispute.title is not None and dispute.title.instrument in _OUTCOMES:
        return CloseOnRecord(_OUTCOMES[dispute.title.instrument])
    outcomes = {
        State.DECLINED: Outcome.DECLINED,
        State.MEDIATION_FAILED: Outcome.NO_AGREEMENT,
        State.SUIT_OPEN: Outcome.NO_AGREEMENT,
    }
    return CloseOnRecord(outcomes.get(dispute.state) or _performed(record))


def _performed(record: Record) -> Outcome:
    due = total(record)
    is_whole = record.performed is None or (due is not None and record.performed >= due)
    if record.performed_on and is_whole:
        return Outcome.AGREEMENT_PERFORMED
    return Outcome.AGREEMENT_EFFECTIVE
