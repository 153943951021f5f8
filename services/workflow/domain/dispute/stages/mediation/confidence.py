"""What is said in confidence: notes, and offers made and answered, in the privileged stream."""

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.guards import conflicts, named
from services.workflow.domain.dispute.parts import Side
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists, Unknown
from services.workflow.domain.given import Given
from services.workflow.domain.privileged import (
    ConfidentialNoteTaken,
    Event,
    OfferAnswer,
    SettlementOfferAnswered,
    SettlementOfferMade,
)
from services.workflow.domain.values.sealed import Sealed, is_blank

RULE = "MED.CONFIDENTIAL"


class NoteInConfidence(Command, frozen=True, kw_only=True):
    """Note something for the mediation alone; it goes to the privileged stream."""

    move = "note_in_confidence"
    is_privileged = True
    note: Sealed


class MakeSettlementOffer(Command, frozen=True, kw_only=True):
    """Note what a party offers, without prejudice."""

    move = "make_settlement_offer"
    is_privileged = True
    party: int
    content: Sealed


class AnswerSettlementOffer(Command, frozen=True, kw_only=True):
    """Note what a party of the other side says to an offer."""

    move = "answer_settlement_offer"
    is_privileged = True
    offer: int
    party: int
    answer: OfferAnswer
    content: Sealed | None = None


def note(command: NoteInConfidence, _dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Goes to the privileged stream of the dispute; the dispute's own stream does not move."""
    return (
        ConfidentialNoteTaken(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, note=command.note
        ),
    )


def offer(command: MakeSettlementOffer, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses an offer of somebody who is no party, and one that says nothing."""
    conflicts.require_consented(dispute.mediator, dispute, given)
    named.require_parties((command.party,), dispute, given)
    given.insist(not is_blank(command.content), "offer_says_nothing", rule=RULE)
    return (
        SettlementOfferMade(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            offer=given.talks.offers_made + 1,
            party=command.party,
            content=command.content,
        ),
    )


def answer(command: AnswerSettlementOffer, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses an unknown offer, an answer of the side that made it, and a second answer."""
    conflicts.require_consented(dispute.mediator, dispute, given)
    named.require_parties((command.party,), dispute, given)
    made_by = dict(given.talks.offers).get(command.offer)
    if made_by is None:
        raise Unknown("unknown_settlement_offer", number=command.offer)
    given.insist(
        _side(command.party, dispute) is not _side(made_by, dispute),
        "answered_by_own_side",
        rule=RULE,
    )
    given.insist(
        (command.offer, command.party) not in given.talks.answered,
        "answered_already",
        rule=RULE,
        kind=AlreadyExists,
    )
    return (
        SettlementOfferAnswered(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            offer=command.offer,
            party=command.party,
            answer=command.answer,
            content=None if is_blank(command.content) else command.content,
        ),
    )


def _side(no: int, dispute: Dispute) -> Side:
    """The side of a party, also of one that has left since."""
    return next(party.side for party in dispute.parties if party.no == no)


DECISIONS: Decisions = {
    NoteInConfidence: note,
    MakeSettlementOffer: offer,
    AnswerSettlementOffer: answer,
}
READY: Readiness = {}
PRIVILEGED_MOVES = frozenset(kind.move for kind in DECISIONS)
"""Written to the privileged stream alone, and read by who may write there."""
