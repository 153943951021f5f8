"""Hand-over: offered, delivered, received, accepted, refused, recalled or expired; one winner.

Transport is not receipt and receipt is not acceptance. Before acceptance the sender works on.
"""

from datetime import date
from typing import Any

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    Event,
    ReferralAccepted,
    ReferralDelivered,
    ReferralExpired,
    ReferralOffered,
    ReferralRecalled,
    ReferralReceived,
    ReferralRefused,
    ReturnAccepted,
    ReturnOffered,
    TransferAccepted,
    TransferOffered,
)
from services.workflow.domain.dispute.guards.answering import (
    by_either,
    by_receiver,
    by_sender,
    ready_to_answer,
    require_consent,
    require_in_time,
)
from services.workflow.domain.dispute.guards.competence import require_hearing_commission
from services.workflow.domain.dispute.guards.limitation import note_limitation
from services.workflow.domain.dispute.guards.named import require_parties
from services.workflow.domain.dispute.guards.offering import (
    expiry,
    may_offer,
    require_application,
    require_receiver,
    require_road_to_arbitration,
    require_transferable,
)
from services.workflow.domain.dispute.guards.periods import offer_due_on
from services.workflow.domain.dispute.guards.reporting import happened
from services.workflow.domain.dispute.parts import (
    Connection,
    OfferKind,
    OrganisationId,
    RefusalGround,
    ReturnGround,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.given import Given
from services.workflow.domain.organisation import OrganisationKind
from services.workflow.domain.values.sealed import Written, is_blank


class OfferReferral(Command, frozen=True, kw_only=True):
    """Offer the dispute to an arbitration commission or to another mediation organisation."""

    move = "offer_referral"
    to: OrganisationId
    reason: Written
    applicant: int | None = None
    """To a commission: number of the party whose signed or recorded application goes with it."""
    consented_by: tuple[int, ...] = ()
    """To a mediation organisation: numbers of the parties who agree."""
    expires_on: date | None = None
    """The last day on which it can be taken over; by the rule where none is named."""
    connection: Connection | None = None
    """What ties the commission to the dispute, where the record does not show it."""


class OfferReturn(Command, frozen=True, kw_only=True):
    """Offer the dispute back to the body that handed it over."""

    move = "offer_return"
    ground: ReturnGround
    reason: Written = ""
    """In words; needed where no coded ground fits."""
    expires_on: date | None = None


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
    """The receiver takes the dispute over, or back."""

    move = "referral_accepted"
    offer: int
    other_side_consented_on: date | None = None
    """Another mediation organisation: day on which the other side agreed, if not recorded yet."""


class RefuseReferral(Command, frozen=True, kw_only=True):
    """The receiver refuses, with a coded ground."""

    move = "referral_refused"
    offer: int
    ground: RefusalGround
    reason: Written = ""
    """In words; needed where no coded ground fits."""


class RecallReferral(Command, frozen=True, kw_only=True):
    """The sender takes the offer back before it is accepted."""

    move = "referral_recalled"
    offer: int
    reason: Written


class ReportReferralExpired(Command, frozen=True, kw_only=True):
    """Nobody took the offer over by its last day."""

    move = "referral_expired"
    offer: int


def ready_to_return(dispute: Dispute, given: Given) -> None:
    """Refuses where nothing was handed over, or the receiver has taken it up."""
    may_offer(dispute, given)
    last = dispute.handed_over[-1] if dispute.handed_over else None
    to_commission = dispute.state is State.ARBITRATION_FILED
    given.insist(
        last and (last.kind is OfferKind.REFERRAL) is to_commission,
        "nothing_to_return",
        rule="REFERRAL.RETURN",
    )
    given.insist(last and not last.is_taken_up, "taken_up_already", rule="REFERRAL.RETURN")


def offer(command: OfferReferral, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """To a commission on a party's application; to a mediation organisation with consent."""
    require_receiver(command.to, dispute, given)
    given.require(not is_blank(command.reason), "referral_needs_reason", rule="REFERRAL.CONSENT")
    common: dict[str, Any] = {
        "offer": dispute.offers_made + 1,
        "to": command.to,
        "reason": command.reason,
        "expires_on": expiry(command.expires_on, given),
    }
    if given.organisation.kind is OrganisationKind.ARBITRATION_COMMISSION:
        applicant = require_application(command.applicant, dispute, given)
        require_road_to_arbitration(dispute, given)
        require_hearing_commission(command.connection, command.to, dispute, given)
        note_limitation(dispute, given)
        tie = command.connection
        return (happened(ReferralOffered, given, applicant=applicant, connection=tie, **common),)
    require_parties(command.consented_by, dispute, given)
    consented = require_transferable(command.consented_by, dispute, given)
    return (happened(TransferOffered, given, consented_by=consented, **common),)


def offer_return(command: OfferReturn, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """To the body that handed it over last, with a coded ground."""
    is_told = command.ground is not ReturnGround.OTHER or not is_blank(command.reason)
    given.require(is_told, "ground_needs_words", rule="REFERRAL.RETURN")
    return (
        happened(
            ReturnOffered,
            given,
            offer=dispute.offers_made + 1,
            to=dispute.handed_over[-1].sender,
            ground=command.ground,
            reason=command.reason,
            expires_on=expiry(command.expires_on, given),
        ),
    )


def delivered(
    command: ReportReferralDelivered, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Said again of the same offer it adds nothing."""
    if by_either(command.offer, dispute, given).is_delivered:
        return ()
    return (happened(ReferralDelivered, given, offer=command.offer),)


def received(command: ReportReferralReceived, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Said again of the same offer it adds nothing."""
    if by_receiver(command.offer, dispute, given).is_received:
        return ()
    number = command.receipt_number
    return (happened(ReferralReceived, given, offer=command.offer, receipt_number=number),)


def accept(command: AcceptReferral, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Custody passes. A recall in the same moment meets the version check: one of the two wins."""
    offered = by_receiver(command.offer, dispute, given)
    require_in_time(offered, given)
    taken: dict[str, Any] = {"offer": offered.no, "by": offered.to}
    if offered.kind is OfferKind.REFERRAL:
        return (happened(ReferralAccepted, given, **taken),)
    if offered.kind is OfferKind.RETURN:
        return (happened(ReturnAccepted, given, **taken),)
    agreed_on = command.other_side_consented_on
    require_consent(dispute.consented_on or agreed_on, given)
    return (happened(TransferAccepted, given, other_side_consented_on=agreed_on, **taken),)


def refuse(command: RefuseReferral, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """The sender works on."""
    by_receiver(command.offer, dispute, given)
    is_told = command.ground is not RefusalGround.OTHER or not is_blank(command.reason)
    given.require(is_told, "ground_needs_words")
    ground, reason = command.ground, command.reason
    return (happened(ReferralRefused, given, offer=command.offer, ground=ground, reason=reason),)


def recall(command: RecallReferral, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Only before acceptance: afterwards there is no offer in flight."""
    by_sender(command.offer, dispute, given)
    return (happened(ReferralRecalled, given, offer=command.offer, reason=command.reason),)


def expire(command: ReportReferralExpired, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses before the last day has passed; the sender works on."""
    offered = by_sender(command.offer, dispute, given)
    last_on = offer_due_on(offered, given)
    given.insist(
        given.occurred_on > last_on,
        "offer_not_expired",
        rule="REFERRAL.EXPIRY",
        offer=offered.no,
        expires_on=last_on.isoformat(),
    )
    return (happened(ReferralExpired, given, offer=offered.no, expires_on=last_on),)


DECISIONS: Decisions = {
    OfferReferral: offer,
    OfferReturn: offer_return,
    ReportReferralDelivered: delivered,
    ReportReferralReceived: received,
    AcceptReferral: accept,
    RefuseReferral: refuse,
    RecallReferral: recall,
    ReportReferralExpired: expire,
}
READY: Readiness = {
    "offer_referral": may_offer,
    "offer_return": ready_to_return,
    "referral_delivered": ready_to_answer,
    "referral_received": ready_to_answer,
    "referral_accepted": ready_to_answer,
    "referral_refused": ready_to_answer,
    "referral_recalled": ready_to_answer,
    "referral_expired": ready_to_answer,
}
