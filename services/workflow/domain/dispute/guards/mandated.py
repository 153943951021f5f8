"""What waits until a court or commission has its mandate back."""

from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given


def require_mandate_returned(dispute: Dispute, given: Given) -> None:
    """Refuse while a mandate runs: from further on it could no longer be returned."""
    given.require(
        dispute.mandate_record is None,
        "mandate_not_returned",
        rule="MANDATE.RETURN",
        allowed=("mandate_returned",),
    )
