"""Who mediates: assigned, conflicts disclosed and consented to, recused, covered."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    ConflictConsented,
    ConflictDisclosed,
    CoverArranged,
    Event,
    MediatorAssigned,
    MediatorRecused,
)
from services.workflow.domain.dispute.guards import conflicts, named
from services.workflow.domain.dispute.parts import ConflictKind, RecusedBy
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists, Unknown
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Written, is_blank

CERTIFIED = "MEDIATOR.CERTIFIED"
COVER = "MEDIATOR.COVER"
_DAY = timedelta(days=1)
Span = tuple[date, date | None]
"""First and last day; no last day: it goes on."""


class AssignMediator(Command, frozen=True, kw_only=True):
    """Give the dispute to a mediator of the roster."""

    move = "assign_mediator"
    mediator: UUID | None = None
    """None only in an imported ledger, where the person may not be on the roster."""


class DiscloseConflict(Command, frozen=True, kw_only=True):
    """Put on record what ties a mediator to the dispute."""

    move = "disclose_conflict"
    kind: ConflictKind
    detail: Written = ""
    mediator: UUID | None = None
    """Who has the tie; the assigned mediator where nobody is named."""


class ConsentToConflict(Command, frozen=True, kw_only=True):
    """Record that a party knows of a conflict and consents all the same."""

    move = "consent_to_conflict"
    conflict: int
    party: int


class RecuseMediator(Command, frozen=True, kw_only=True):
    """Let the mediator stand down; the dispute waits for another."""

    move = "recuse_mediator"
    by: RecusedBy
    reason: Written


class ArrangeCover(Command, frozen=True, kw_only=True):
    """Have another mediator stand in while the mediator is away."""

    move = "arrange_cover"
    mediator: UUID
    starts_on: date
    ends_on: date
    """The last day of the cover, included."""
    reason: Written = ""


def assign(command: AssignMediator, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses who has it already, is not certified or not of this organisation, or has a conflict."""
    on = given.occurred_on
    given.insist(
        command.mediator is None or command.mediator != dispute.mediator,
        "mediator_has_it",
        kind=AlreadyExists,
    )
    _require_usable(dispute, given, on, on)
    conflicts.require_free(command.mediator, dispute, given)
    certificate = given.mediator.certificate(on) if given.mediator else None
    return (
        MediatorAssigned(
            occurred_on=on,
            occurred_at=given.occurred_at,
            mediator=command.mediator,
            certificate_no=certificate.number if certificate else None,
        ),
    )


def disclose(command: DiscloseConflict, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses where nobody is named and no mediator is known; the disclosure itself stops nothing."""
    mediator = command.mediator or dispute.mediator
    given.insist(mediator, "no_mediator", rule=conflicts.RULE)
    assert mediator is not None
    return (
        ConflictDisclosed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            conflict=len(dispute.conflicts) + 1,
            mediator=mediator,
            kind=command.kind,
            detail=command.detail,
        ),
    )


def consent(command: ConsentToConflict, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a conflict that was never disclosed, a stranger, and the same consent again."""
    named.require_parties((command.party,), dispute, given)
    found = next((one for one in dispute.conflicts if one.no == command.conflict), None)
    if found is None:
        raise Unknown("unknown_conflict", conflict=command.conflict)
    given.insist(command.party not in found.consented_by, "consented_already", kind=AlreadyExists)
    return (
        ConflictConsented(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            conflict=command.conflict,
            party=command.party,
        ),
    )


def recuse(command: RecuseMediator, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without a reason, or where no mediator of the roster has the dispute."""
    given.insist(dispute.mediator, "no_mediator", rule="MEDIATOR.RECUSAL")
    given.require(not is_blank(command.reason), "recusal_needs_reason", rule="MEDIATOR.RECUSAL")
    assert dispute.mediator is not None
    return (
        MediatorRecused(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            mediator=dispute.mediator,
            by=command.by,
            reason=command.reason,
        ),
    )


def cover(command: ArrangeCover, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a period that cannot be, a second cover of a day, and whom assignment would refuse."""
    first, last = command.starts_on, command.ends_on
    given.insist(first <= last, "cover_ends_before_it_starts", rule=COVER)
    given.require(dispute.mediator, "no_mediator", rule=COVER)
    given.insist(command.mediator != dispute.mediator, "cover_of_oneself", rule=COVER)
    given.insist(
        not any(one.starts_on <= last and first <= one.ends_on for one in dispute.covers),
        "cover_overlaps",
        rule=COVER,
        kind=AlreadyExists,
    )
    _require_usable(dispute, given, first, last)
    conflicts.require_free(command.mediator, dispute, given)
    return (
        CoverArranged(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            mediator=command.mediator,
            starts_on=first,
            ends_on=last,
            reason=command.reason,
        ),
    )


def _require_usable(dispute: Dispute, given: Given, first: date, last: date) -> None:
    """The named mediator is certified, and the organisation may use the person, on each day."""
    person = given.mediator
    certificates = [(c.valid_from, c.valid_until) for c in person.certificates] if person else []
    terms = (
        [(t.start, t.until) for t in person.terms if t.organisation == dispute.organisation]
        if person
        else []
    )
    for code, spans in (
        ("certificate_not_valid", certificates),
        ("not_of_this_organisation", terms),
    ):
        bare = _first_bare_day(spans, first, last)
        given.require(
            bare is None,
            code,
            rule=CERTIFIED,
            occurred_on=bare.isoformat() if bare else "",
        )


def _first_bare_day(spans: Iterable[Span], first: date, last: date) -> date | None:
    """The first day from first to last that no span holds."""
    day = first
    for start, end in sorted(spans, key=lambda span: span[0]):
        if start <= day and (end is None or day <= end):
            if end is None or end >= last:
                return None
            day = end + _DAY
    return day


DECISIONS: Decisions = {
    AssignMediator: assign,
    DiscloseConflict: disclose,
    ConsentToConflict: consent,
    RecuseMediator: recuse,
    ArrangeCover: cover,
}
READY: Readiness = {}
