"""Clocks of intake: the check of an application, and the correction of an incomplete one."""

from collections.abc import Iterator

from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import INTAKE, State


def clocks(dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """MED.ACCEPT from the receipt, met by accepting or declining; MED.CORRECT to the day given."""
    received_on = dispute.received_on
    was_checked = dispute.checked_on is not None or dispute.unchecked_on is not None
    if received_on is None or not (dispute.state in INTAKE or was_checked):
        return
    yield ClockFacts(
        rule=basis.rules.standing("MED.ACCEPT", received_on).id,
        start_on=received_on,
        met_on=dispute.checked_on,
        ended_on=dispute.unchecked_on,
    )
    if dispute.state is State.AWAITING_CORRECTION:
        yield ClockFacts(
            rule="MED.CORRECT",
            start_on=dispute.correction_asked_on,
            until=dispute.correction_due_on,
        )
