"""Who took a party's place goes on with its time: what the first one received and did counts."""

from collections.abc import Callable
from datetime import date
from functools import partial

from services.workflow.domain.dispute.records.tribunal import day_of
from services.workflow.domain.dispute.state import Dispute


def place_of(party: int, dispute: Dispute) -> frozenset[int]:
    """The party and everybody whose place it took, one after another."""
    followed = {one.no for one in dispute.parties if dispute.followed_by(one.no) == party}
    return frozenset({party, *followed})


def have_all(numbers: frozenset[int], dispute: Dispute) -> bool:
    """Whether every present party, or one whose place it took, is among these."""
    return all(place_of(party, dispute) & numbers for party in dispute.present_parties)


def received_on(receipt: Callable[[int], date | None], party: int, dispute: Dispute) -> date | None:
    """The first day on which the party, or whoever's place it took, received something."""
    days = map(receipt, place_of(party, dispute))
    return min((day for day in days if day is not None), default=None)


def served_on(served: tuple[tuple[int, date], ...], party: int, dispute: Dispute) -> date | None:
    """The same, of what is kept as pairs of a party and its day."""
    return received_on(partial(day_of, served), party, dispute)
