"""What is known of limitation as callers read it: interruptions, recorded facts, suspensions."""

from datetime import date

import msgspec

from services.workflow.domain.dispute.parts import (
    InterruptionCause,
    LimitationFactKind,
    LimitationSuspensionCause,
)
from services.workflow.domain.dispute.records import LimitationFact, LimitationSuspension
from services.workflow.domain.dispute.state import Dispute


class InterruptionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An interruption that the dispute's own events show."""

    on: date
    cause: InterruptionCause
    claims: tuple[int, ...]


class LimitationFactEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded fact, under the number by which it is withdrawn."""

    entry: int
    kind: LimitationFactKind
    happened_on: date
    until: date | None
    """Last day of an agreed term."""
    claims: tuple[int, ...]
    """Empty: all."""
    is_withdrawn: bool
    """Recorded by mistake: it counts no more."""


class LimitationSuspensionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch in which nobody could apply, under the number by which it is ended or withdrawn."""

    entry: int
    cause: LimitationSuspensionCause
    first_on: date
    last_on: date | None
    """Null: the obstacle lasts."""
    claims: tuple[int, ...]
    """Empty: all."""
    is_withdrawn: bool


class LimitationRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What moves limitation; the dates that follow are among the dispute's deadlines."""

    interruptions: tuple[InterruptionEntry, ...]
    facts: tuple[LimitationFactEntry, ...]
    suspensions: tuple[LimitationSuspensionEntry, ...]


def limitation_of(dispute: Dispute) -> LimitationRecord:
    """Everything, also what was withdrawn."""
    known = dispute.limitation
    return LimitationRecord(
        interruptions=tuple(
            InterruptionEntry(on=one.on, cause=one.cause, claims=one.claims) for one in known.breaks
        ),
        facts=tuple(map(_fact, known.facts)),
        suspensions=tuple(map(_suspension, known.suspensions)),
    )


def _fact(fact: LimitationFact) -> LimitationFactEntry:
    return LimitationFactEntry(
        entry=fact.no,
        kind=fact.kind,
        happened_on=fact.on,
        until=fact.until,
        claims=fact.claims,
        is_withdrawn=fact.is_withdrawn,
    )


def _suspension(one: LimitationSuspension) -> LimitationSuspensionEntry:
    return LimitationSuspensionEntry(
        entry=one.no,
        cause=one.cause,
        first_on=one.first_on,
        last_on=one.last_on,
        claims=one.claims,
        is_withdrawn=one.is_withdrawn,
    )
