"""What is said in confidence in mediation: a stream of its own, under a key of its own.

Nothing here is read by a projection, a package, a search, an export or the shared history.
"""

from enum import StrEnum
from uuid import UUID, uuid5

import msgspec

from services.workflow.domain.fact import Fact
from services.workflow.domain.values.sealed import Sealed


class OfferAnswer(StrEnum):
    """What a party says to an offer made in mediation."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    COUNTERED = "countered"


class ConfidentialNoteTaken(Fact, frozen=True, kw_only=True):
    """A mediator noted an offer, an admission or an impression, for the mediation alone."""

    note: Sealed


class SettlementOfferMade(Fact, frozen=True, kw_only=True):
    """A party offered terms, without prejudice (17号令 11; 特邀调解规定 22)."""

    offer: int
    """Number within the privileged stream from 1."""
    party: int
    content: Sealed


class SettlementOfferAnswered(Fact, frozen=True, kw_only=True):
    """Another party answered an offer."""

    offer: int
    party: int
    answer: OfferAnswer
    content: Sealed | None = None


Event = ConfidentialNoteTaken | SettlementOfferMade | SettlementOfferAnswered


def said(event: Event) -> Sealed | None:
    """The text of an entry, where it has one."""
    return event.note if isinstance(event, ConfidentialNoteTaken) else event.content


class Talks(msgspec.Struct, frozen=True, kw_only=True):
    """What decisions may know of the privileged stream: who offered, and which offers are open."""

    entries: int = 0
    """Of the whole stream, also those that the caller may not know of."""
    offers_made: int = 0
    """Of the whole stream; a number is never given again."""
    offers: tuple[tuple[int, int], ...] = ()
    """Number of the offer and of the party who made it."""
    answered: frozenset[tuple[int, int]] = frozenset()
    """Offer and the party who has answered it."""


def evolve(talks: Talks, event: Fact, _stream_id: UUID) -> Talks:
    """The talks after the event."""
    after = msgspec.structs.replace(talks, entries=talks.entries + 1)
    match event:
        case SettlementOfferMade():
            offers = (*talks.offers, (event.offer, event.party))
            return msgspec.structs.replace(after, offers=offers, offers_made=event.offer)
        case SettlementOfferAnswered():
            answered = talks.answered | {(event.offer, event.party)}
            return msgspec.structs.replace(after, answered=answered)
        case _:
            return after


def privileged_id(dispute: UUID) -> UUID:
    """The privileged stream of a dispute; also the name of the key it is sealed under."""
    return uuid5(dispute, "privileged")
