"""Clocks of service."""

from collections.abc import Iterator

from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.state import Dispute


def clocks(_dispute: Dispute, _basis: Basis) -> Iterator[ClockFacts]:
    """None yet."""
    yield from ()
