"""Which recorded lapses can still be taken back: those after which nothing but records happened."""

from services.workflow.domain.dispute.parts import Lapse
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import BEFORE_ROADS


def withdrawable(dispute: Dispute) -> frozenset[Lapse]:
    """All of them, as the dispute stands. A breach is none: a payment made in time clears it."""
    return _ending(dispute) | _opening(dispute)


def _ending(dispute: Dispute) -> frozenset[Lapse]:
    known = dispute.ended_by_lapse
    if known is None or known.led_to is not dispute.state:
        return frozenset()
    return frozenset({known.lapse})


def _opening(dispute: Dispute) -> frozenset[Lapse]:
    is_open = dispute.period.has_receipt_period_lapsed and dispute.state in BEFORE_ROADS
    return frozenset({Lapse.RECEIPT_PERIOD} if is_open else ())
