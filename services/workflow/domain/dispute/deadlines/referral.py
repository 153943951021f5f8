"""The clock of an offer of hand-over in flight; one that ended has none any more."""

from collections.abc import Iterator

from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.records import Offer
from services.workflow.domain.dispute.state import Dispute


def clocks(dispute: Dispute, _basis: Basis) -> Iterator[ClockFacts]:
    """REFERRAL.EXPIRY of the offer that waits for an answer."""
    if dispute.offer is not None:
        yield offer_period(dispute.offer)


def offer_period(offer: Offer) -> ClockFacts:
    """To the day that the offer names; by the rule where it names none."""
    return ClockFacts(
        rule="REFERRAL.EXPIRY",
        about=f"offers/{offer.no}",
        start_on=offer.offered_on,
        until=offer.expires_on,
    )
