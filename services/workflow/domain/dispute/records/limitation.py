"""What is known of limitation: every interruption, the facts somebody recorded, suspensions."""

from datetime import date

import msgspec

from services.workflow.domain.dispute.parts import (
    InterruptionCause,
    LimitationFactKind,
    LimitationSuspensionCause,
)


class LimitationBreak(msgspec.Struct, frozen=True, kw_only=True):
    """An interruption that the dispute's own events show."""

    on: date
    cause: InterruptionCause
    claims: tuple[int, ...]


class LimitationFact(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded fact; withdrawn, it was a slip and counts no more."""

    no: int
    kind: LimitationFactKind
    on: date
    until: date | None = None
    """Last day of an agreed term."""
    claims: tuple[int, ...] = ()
    """Empty: all of them."""
    is_withdrawn: bool = False


class LimitationSuspension(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch in which nobody could apply, both days included."""

    no: int
    cause: LimitationSuspensionCause
    first_on: date
    last_on: date | None = None
    """None: the obstacle lasts."""
    claims: tuple[int, ...] = ()
    """Empty: all of them."""
    is_withdrawn: bool = False


class Limitation(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. Facts and suspensions are numbered in one row, from 1."""

    breaks: tuple[LimitationBreak, ...] = ()
    facts: tuple[LimitationFact, ...] = ()
    suspensions: tuple[LimitationSuspension, ...] = ()
    made: int = 0
    """How many facts and suspensions there have been; a number is never given again."""

    @property
    def standing_facts(self) -> tuple[LimitationFact, ...]:
        """Those that count, the earliest first."""
        standing = (fact for fact in self.facts if not fact.is_withdrawn)
        return tuple(sorted(standing, key=lambda fact: (fact.on, fact.no)))

    @property
    def standing_suspensions(self) -> tuple[LimitationSuspension, ...]:
        """Those that count."""
        return tuple(one for one in self.suspensions if not one.is_withdrawn)


def concerns(claims: tuple[int, ...], claim: int) -> bool:
    """Whether a fact about these claims is about this one; about none named it is about all."""
    return not claims or claim in claims
