"""Clocks of intake: the check of an application, and the correction of an incomplete one."""

from collections.abc import Iterator

from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import INTAKE, State


def clocks(dispute: Dispute, _basis: Basis) -> Iterator[ClockFacts]:
    """MED.ACCEPT from the receipt; MED.CORRECT to the day the applicant was given."""
    if dispute.received_on is None or dispute.organisation is None:
        return
    is_before = dispute.state in INTAKE
    yield ClockFacts(
        rule="MED.ACCEPT",
        start_on=dispute.received_on,
        met_on=dispute.accepted_on,
        ended_on=None if is_before or dispute.accepted_on else dispute.last_on,
    )
    if dispute.state is State.AWAITING_CORRECTION:
        yield ClockFacts(
            rule="MED.CORRECT",
            start_on=dispute.received_on,
            until=dispute.correction_due_on,
        )
