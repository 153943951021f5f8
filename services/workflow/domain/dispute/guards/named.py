"""The parties that a command names must be parties of the dispute."""

from collections.abc import Iterable

from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given


def require_parties(numbers: Iterable[int | None], dispute: Dispute, given: Given) -> None:
    """Refuse the number of somebody who is no party now; none names nobody."""
    for no in numbers:
        if no is not None:
            given.insist(dispute.party(no), "unknown_party", party=no)
