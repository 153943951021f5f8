"""How much speaks for two disputes being the same matter: a person decides, this only points there."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.values.employer_key import employer_keys
from services.workflow.domain.values.sealed import Sealed


class Sign(StrEnum):
    """What speaks for the same matter."""

    SAME_PERSON = "same_person"
    """The same identity number."""
    SAME_NAME = "same_name"
    """Persons of the same full name, where not both numbers are known."""
    SAME_CREDIT_CODE = "same_credit_code"
    SAME_EMPLOYER_NAME = "same_employer_name"
    """The same name but for brackets, spaces, width and legal form, now or earlier."""
    SAME_CLAIMS = "same_claims"
    CLOSE_DATES = "close_dates"
    SAME_PLACE = "same_place"


WEIGHTS: dict[Sign, int] = {
    Sign.SAME_PERSON: 50,
    Sign.SAME_NAME: 25,
    Sign.SAME_CREDIT_CODE: 30,
    Sign.SAME_EMPLOYER_NAME: 25,
    Sign.SAME_CLAIMS: 15,
    Sign.CLOSE_DATES: 10,
    Sign.SAME_PLACE: 5,
}
LIKELY = 60
"""From this score on a dispute is a candidate: no one sign reaches it."""
CLOSE_DAYS = 180
_TOWNSHIP_DIGITS = 9


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What of a dispute is compared."""

    dispute: Dispute
    employer_keys: frozenset[str]
    """Of every name that an employer among its parties ever had."""

    @property
    def people(self) -> frozenset[UUID]:
        """The persons among its parties."""
        return frozenset(p.name.person for p in self.dispute.parties if isinstance(p.name, Sealed))

    @property
    def claims(self) -> frozenset[str]:
        """The causes of its claims."""
        return frozenset(record.claim.kind.value for record in self.dispute.claims)


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """What speaks for two disputes being one matter."""

    signs: tuple[Sign, ...]

    @property
    def score(self) -> int:
        """The signs added up, 105 at most."""
        return sum(WEIGHTS[sign] for sign in self.signs)

    @property
    def is_likely(self) -> bool:
        """Whether a person should look: who and at least one thing more speak for it."""
        who = {Sign.SAME_PERSON, Sign.SAME_NAME} & set(self.signs)
        return bool(who) and self.score >= LIKELY

    @property
    def is_strong(self) -> bool:
        """Whether worker and employer are the same beyond a name."""
        employer = {Sign.SAME_CREDIT_CODE, Sign.SAME_EMPLOYER_NAME} & set(self.signs)
        return Sign.SAME_PERSON in self.signs and bool(employer)


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute that may be the same matter, and what speaks for it."""

    dispute: Dispute
    likeness: Likeness


def subject_of(dispute: Dispute) -> Subject:
    """What is compared of a dispute of which only the present names are at hand."""
    keys = [employer_keys(p.name, p.uscc) for p in dispute.parties if isinstance(p.name, str)]
    return Subject(dispute=dispute, employer_keys=frozenset().union(*keys))


def likeness(one: Subject, other: Subject, namesakes: frozenset[UUID]) -> Likeness:
    """What speaks for it; `namesakes` are persons of the same name as some person of `one`."""
    return Likeness(signs=tuple(_signs(one, other, namesakes)))


def is_decided(one: Dispute, other: Dispute) -> bool:
    """Whether a person decided about the two, on either side, or they are one matter already."""
    decided = {related.other for related in one.related}
    decided_there = {related.other for related in other.related}
    roots = {one.leader or one.id} & {other.leader or other.id}
    return other.id in decided or one.id in decided_there or bool(roots)


def _signs(one: Subject, other: Subject, namesakes: frozenset[UUID]) -> Iterator[Sign]:
    if one.people & other.people:
        yield Sign.SAME_PERSON
    elif namesakes & other.people:
        yield Sign.SAME_NAME
    shared = one.employer_keys & other.employer_keys
    if any(key.startswith("uscc:") for key in shared):
        yield Sign.SAME_CREDIT_CODE
    elif shared:
        yield Sign.SAME_EMPLOYER_NAME
    if one.claims & other.claims:
        yield Sign.SAME_CLAIMS
    if _are_close(one.dispute.received_on, other.dispute.received_on):
        yield Sign.CLOSE_DATES
    place = one.dispute.region[:_TOWNSHIP_DIGITS]
    if len(place) == _TOWNSHIP_DIGITS and other.dispute.region.startswith(place):
        yield Sign.SAME_PLACE


def _are_close(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) <= CLOSE_DAYS
