"""How long the file of a closed dispute is kept at least."""

from collections.abc import Iterator
from datetime import date

from services.workflow.domain.clocks.counting import computed
from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.state import Dispute


def clocks(dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """ARC.* from the closing, or a longer term that was chosen; none while it is open."""
    before = dispute.before_closing
    if dispute.is_open or before is None or before.closed_on is None:
        return
    yield retention_term(dispute, basis, before.closed_on)


def retention_term(dispute: Dispute, basis: Basis, closed_on: date) -> ClockFacts:
    """By what it came to: an award, arbitration, mediation."""
    case = dispute.arbitration
    rule = "ARC.PM" if case is None else "ARC.AWARD" if case.award else "ARC.MED"
    chosen = dispute.retention_until
    least = computed(basis.rules.rule(rule), basis.calendar, closed_on).due_natural
    return ClockFacts(
        rule=rule,
        start_on=closed_on,
        until=chosen if chosen is not None and chosen > least else None,
        outlives_closing=True,
    )
