"""No command leaves an open dispute without somebody who has it and something that it waits for."""

from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.deadlines.liveness import is_alive
from services.workflow.domain.dispute.deadlines.of_dispute import one_by_one
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given

RULE = "RECORD.LOOKED_AFTER"


def require_looked_after(before: Dispute, after: Dispute, basis: Basis, given: Given) -> None:
    """Refuses our own move that would leave it so; a fact of another body stands, with a warning.

    A dispute that was so already is not held fast: whatever is done to it is recorded with the
    warning until something puts it right.
    """
    if _is_alive(after, basis):
        return
    if _is_alive(before, basis):
        given.require(False, "left_to_nobody", rule=RULE)  # noqa: FBT003 asked above
    else:
        given.warn(False, "left_to_nobody", rule=RULE)  # noqa: FBT003 asked above


def _is_alive(dispute: Dispute, basis: Basis) -> bool:
    return is_alive(dispute, one_by_one(dispute, basis))
