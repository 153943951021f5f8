"""Hand-over: offered, delivered, received, accepted, refused or recalled; one winner, one custodian.

Transport is not receipt and receipt is not acceptance. Before acceptance the sender works on.
"""

from uuid import UUID

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    Event,
    ReferralAccepted,
    ReferralDelivered,
    ReferralOffered,
    ReferralRecalled,
    ReferralReceived,
    ReferralRefused,
)
from services.workflow.domain.dispute.parts import RefusalGround
from services.workflow.domain.dispute.records import Offer
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.organisation import OrganisationKind


class OfferReferral(Command, frozen=True, kw_only=True):
    """Offer the dispute to an arbitration commission."""

    move = "offer_referral"
    to: UUID
    reason: str
    applicant: int | None = None
    """Number of the party whose signed or recorded application goes with it."""


class ReportReferralDelivered(Command, frozen=True, kw_only=True):
    """The offer reached the receiver's system."""

    move = "referral_delivered"
    offer: int


class ReportReferralReceived(Command, frozen=True, kw_only=True):
    """The receiver gives its business receipt."""

    move = "referral_received"
    offer: int
    receipt_number: str = ""


class AcceptReferral(Command, frozen=True, kw_only=True):
    """The receiver takes the dispute over."""

    move = "referral_accepted"
    offer: int


class RefuseReferral(Command, frozen=True, kw_only=True):
    """The receiver refuses, with its reason."""

    move = "referral_refused"
    offer: int
    reason: str


class RecallReferral(Command, frozen=True, kw_only=True):
    """The sender takes the offer back before it is accepted."""

    move = "referral_recalled"
    offer: int
    reason: str


def ready_to_offer(dispute: Dispute, given: Given) -> None:
    """Refuses a second offer while one is in flight."""
    given.insist(dispute.offer is None, "offer_in_flight")


def ready_to_answer(dispute: Dispute, given: Given) -> None:
    """Refuses an answer where nothing is offered."""
    given.insist(dispute.offer, "no_offer_in_flight")


def offer(command: OfferReferral, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a receiver that is no commission, and an offer without a party's application."""
    given.insist(
        given.organisation.kind is OrganisationKind.ARBITRATION_COMMISSION,
        "not_a_commission",
        name=given.organisation.name,
    )
    given.require(
        command.applicant is not None,
        "referral_needs_application",
        rule="REFERRAL.APPLICATION",
    )
    applicant = command.applicant or 0
    given.insist(dispute.party(applicant), "unknown_party", party=applicant)
    return (
        ReferralOffered(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            offer=dispute.offers_made + 1,
            to=command.to,
            reason=command.reason,
            applicant=applicant,
        ),
    )


def delivered(
    command: ReportReferralDelivered, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Said again of the same offer it adds nothing."""
    if _in_flight(command.offer, dispute, given).is_delivered:
        return ()
    return (
        ReferralDelivered(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, offer=command.offer
        ),
    )


def received(command: ReportReferralReceived, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Said again of the same offer it adds nothing."""
    if _in_flight(command.offer, dispute, given).is_received:
        return ()
    return (
        ReferralReceived(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            offer=command.offer,
            receipt_number=command.receipt_number,
        ),
    )


def accept(command: AcceptReferral, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Custody passes. A recall in the same moment meets the version check: one of the two wins."""
    offered = _in_flight(command.offer, dispute, given)
    return (
        ReferralAccepted(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            offer=offered.no,
            by=offered.to,
        ),
    )


def refuse(command: RefuseReferral, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """The sender works on."""
    _in_flight(command.offer, dispute, given)
    return (
        ReferralRefused(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            offer=command.offer,
            ground=RefusalGround.OTHER,
            reason=command.reason,
        ),
    )


def recall(command: RecallReferral, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Only before acceptance: afterwards there is no offer in flight."""
    _in_flight(command.offer, dispute, given)
    return (
        ReferralRecalled(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            offer=command.offer,
            reason=command.reason,
        ),
    )


def _in_flight(no: int, dispute: Dispute, given: Given) -> Offer:
    assert dispute.offer is not None  # ready_to_answer has seen to it
    given.insist(dispute.offer.no == no, "another_offer", offer=no, current=dispute.offer.no)
    return dispute.offer


DECISIONS: Decisions = {
    OfferReferral: offer,
    ReportReferralDelivered: delivered,
    ReportReferralReceived: received,
    AcceptReferral: accept,
    RefuseReferral: refuse,
    RecallReferral: recall,
}
READY: Readiness = {
    "offer_referral": ready_to_offer,
    "referral_delivered": ready_to_answer,
    "referral_received": ready_to_answer,
    "referral_accepted": ready_to_answer,
    "referral_refused": ready_to_answer,
    "referral_recalled": ready_to_answer,
}
