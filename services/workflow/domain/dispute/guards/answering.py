"""Answers to an offer of hand-over: which offer, by which body, in time; how an earlier one ended."""

from datetime import date
from uuid import UUID

from services.workflow.domain.dispute.command import Readiness
from services.workflow.domain.dispute.guards.periods import offer_due_on
from services.workflow.domain.dispute.parts import OfferEnd
from services.workflow.domain.dispute.records import Offer, PastOffer
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.errors import (
    MissingPrerequisite,
    NotAllowedInThisState,
    NotPermitted,
    OutsideLegalLimit,
    Refusal,
)
from services.workflow.domain.given import Given

ENDS: dict[OfferEnd, tuple[str, str]] = {
    OfferEnd.ACCEPTED: ("接收方接收", "accepted by the receiver"),
    OfferEnd.REFUSED: ("接收方拒收", "refused by the receiver"),
    OfferEnd.RECALLED: ("撤回", "taken back"),
    OfferEnd.EXPIRED: ("逾期失效", "let expire"),
}


def ready_to_answer(dispute: Dispute, given: Given) -> None:
    """Refuses an answer where nothing is offered; who lost a race is told what won."""
    if dispute.offer is None and dispute.past_offers:
        raise _decided(dispute.past_offers[-1], given)
    given.insist(dispute.offer, "no_offer_in_flight")


def in_flight(no: int, dispute: Dispute, given: Given) -> Offer:
    """The offer, by its number; refuses one that ended, saying how, and what was before it."""
    assert dispute.offer is not None  # ready_to_answer has seen to it
    ended = next((past for past in dispute.past_offers if past.no == no), None)
    if ended is not None:
        raise _decided(ended, given)
    given.insist(dispute.offer.no == no, "another_offer", offer=no, current=dispute.offer.no)
    offered_on = dispute.offer.offered_on or given.occurred_on
    given.insist(
        given.occurred_on >= offered_on,
        "before_the_offer",
        occurred_on=given.occurred_on.isoformat(),
        offered_on=offered_on.isoformat(),
    )
    return dispute.offer


def by_receiver(no: int, dispute: Dispute, given: Given) -> Offer:
    """The offer, for the body that it was made to."""
    offered = in_flight(no, dispute, given)
    _require_body({offered.to}, "not_the_receiver", given)
    return offered


def _require_body(bodies: set[UUID | None], code: str, given: Given) -> None:
    """Grants let in whoever ever had a part in an offer, to be told how it ended; not to act."""
    is_theirs = given.actor.organisation in {None, *bodies}
    given.insist(is_theirs, code, kind=NotPermitted)


def _decided(past: PastOffer, given: Given, kind: type[Refusal] = MissingPrerequisite) -> Refusal:
    """What won: how the offer ended, when, and by whom."""
    zh, en = ENDS[past.end]
    return kind(
        "offer_decided",
        rule=given.rule("REFERRAL.ONE"),
        offer=past.no,
        outcome=past.end.value,
        outcome_zh=zh,
        outcome_en=en,
        on=past.on.isoformat(),
        at=past.at.isoformat() if past.at else "",
        by=str(past.by or ""),
        overtaken_by=past.overtaken_by.value if past.overtaken_by else "",
    )


def by_sender(no: int, dispute: Dispute, given: Given) -> Offer:
    """The offer, for the body that made it."""
    offered = in_flight(no, dispute, given)
    _require_body({offered.sender}, "not_the_sender", given)
    return offered


def by_either(no: int, dispute: Dispute, given: Given) -> Offer:
    """The offer, for the body that made it and the one that it was made to."""
    offered = in_flight(no, dispute, given)
    _require_body({offered.sender, offered.to}, "not_the_receiver", given)
    return offered


def require_own_part(move: str, dispute: Dispute, given: Given) -> None:
    """Refuse to name an answer as open to a body that only had a part in an earlier offer."""
    offer = dispute.offer
    if offer is None or move not in _ANSWERS:
        return
    bodies: dict[str, tuple[set[UUID | None], str]] = {
        "referral_delivered": ({offer.sender, offer.to}, "not_the_receiver"),
        "referral_recalled": ({offer.sender}, "not_the_sender"),
        "referral_expired": ({offer.sender}, "not_the_sender"),
    }
    _require_body(*bodies.get(move, ({offer.to}, "not_the_receiver")), given)


def require_in_time(offered: Offer, given: Given) -> None:
    """Refuse to take over what nobody answered by its last day."""
    last_on = offer_due_on(offered, given)
    given.require(
        given.occurred_on <= last_on,
        "offer_past_expiry",
        rule="REFERRAL.EXPIRY",
        kind=OutsideLegalLimit,
        allowed=("referral_expired",),
        offer=offered.no,
        expires_on=last_on.isoformat(),
    )


def require_consent(agreed_on: date | None, given: Given) -> None:
    """Who takes over an application accepts it: the other side must have agreed (17号令 22)."""
    given.require(
        agreed_on is not None and agreed_on <= given.occurred_on,
        "consent_not_recorded",
        rule="MED.CONSENT",
        allowed=("referral_refused",),
    )


def _tell_what_won(dispute: Dispute, given: Given) -> None:
    """Whoever comes too late for the present state is told of the offer, where one ended last."""
    if dispute.offer is None and dispute.past_offers:
        raise _decided(dispute.past_offers[-1], given, NotAllowedInThisState)


def _tell_of_referral(dispute: Dispute, given: Given) -> None:
    """A party that files itself is told where the commission has taken it over already."""
    if dispute.state is State.ARBITRATION_FILED and dispute.handed_over:
        _tell_what_won(dispute, given)


_ANSWERS = (
    "referral_delivered",
    "referral_received",
    "referral_accepted",
    "referral_refused",
    "referral_recalled",
    "referral_expired",
)
OUT_OF_ORDER: Readiness = {
    **dict.fromkeys(_ANSWERS, _tell_what_won),
    "arbitration_filed": _tell_of_referral,
}
"""Told instead of there being no such move from here, where more can be said."""
