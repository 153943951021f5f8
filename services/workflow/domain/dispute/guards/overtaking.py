"""An offer of hand-over that is overtaken by another event is recalled with it."""

from services.workflow.domain.dispute.events import ReferralRecalled
from services.workflow.domain.dispute.guards.reporting import happened
from services.workflow.domain.dispute.parts import Overtaken
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given


def recalled(reason: str, dispute: Dispute, given: Given) -> tuple[ReferralRecalled, ...]:
    """The recall of the offer in flight, if there is one."""
    if dispute.offer is None:
        return ()
    return (
        happened(ReferralRecalled, given, offer=dispute.offer.no, reason=Overtaken(reason).value),
    )
