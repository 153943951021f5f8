"""What the record of a dispute says of its mediation and of its documents."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.guards.periods import mediation_period
from services.workflow.domain.dispute.parts import (
    ConflictKind,
    DocumentKind,
    FailureReason,
    ServiceMethod,
    ServiceOutcome,
)
from services.workflow.domain.dispute.records import Attempt, Document, SessionState
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Sealed
from services.workflow.http.why_not import RuleTold, rule_told


class ConflictRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A disclosed tie of a mediator, and whether that mediator may go on."""

    no: int
    mediator: UUID
    kind: ConflictKind
    consented_by: tuple[int, ...]
    """Numbers of the parties that consent all the same."""
    has_both_consents: bool


class CoverRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands in for the mediator, both days included."""

    mediator: UUID
    starts_on: date
    ends_on: date


class SessionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A scheduled session."""

    no: int
    starts_at: datetime
    state: SessionState


class SuspensionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Days on which the mediation stood still; no end: it still does."""

    from_on: date
    until_on: date | None


class PeriodRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The organisation's period of the mediation, and the rule that it follows."""

    start_on: date
    ends_on: date
    """The last day, as extended or as a mandate has it."""
    latest_on: date | None
    """The last day that both sides may extend it to; null: no limit."""
    rule: RuleTold


class MediationRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Who mediated, and how the mediation stands."""

    consented_on: date | None
    """Day on which the other side agreed to mediation."""
    period: PeriodRecord | None
    """Null before acceptance, and where the rule has no fixed length."""
    earlier_mediators: tuple[UUID, ...]
    """Who had it before; another role in the matter needs disclosure and consent."""
    conflicts: tuple[ConflictRecord, ...]
    covers: tuple[CoverRecord, ...]
    sessions: tuple[SessionRecord, ...]
    extended_until: date | None
    suspensions: tuple[SuspensionRecord, ...]
    has_receipt_period_lapsed: bool
    """Whether 15 days from receipt have passed: the road to arbitration is open."""
    undisputed: tuple[str | None, ...]
    """Facts that both sides agree on; null where the caller may not see it, or it was erased."""
    failure_reasons: tuple[FailureReason, ...]
    """Why the last attempt failed."""


class AttemptRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt to serve a recipient."""

    on: date
    method: ServiceMethod
    outcome: ServiceOutcome
    received_on: date | None
    """Day from which it counts as served; none if it failed."""


class RecipientRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A recipient of a document, and what became of it with this recipient."""

    party: int
    served_on: date | None
    """Null: not served."""
    has_replied: bool
    attempts: tuple[AttemptRecord, ...]


class DocumentRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A document of the file; its service is kept per recipient."""

    no: int
    kind: DocumentKind
    issued_on: date | None
    reply_by: date | None
    recipients: tuple[RecipientRecord, ...]


Opened = Mapping[str, str | None]
"""Box to text, of all that the caller may see."""


def undisputed_boxes(dispute: Dispute) -> list[Sealed]:
    """The sealed texts of what both sides agree on."""
    return [fact for fact in dispute.undisputed if isinstance(fact, Sealed)]


def mediation_of(
    dispute: Dispute, given: Given, opened: Opened, *, english: bool
) -> MediationRecord:
    """The mediation as the dispute's events make it."""
    period = dispute.period
    ended = tuple(SuspensionRecord(from_on=f, until_on=u) for f, u in period.suspensions)
    running = (
        (SuspensionRecord(from_on=period.suspended_on, until_on=None),)
        if period.suspended_on
        else ()
    )
    return MediationRecord(
        consented_on=dispute.consented_on,
        period=_period(dispute, given, english=english),
        earlier_mediators=dispute.earlier_mediators,
        conflicts=_conflicts(dispute),
        covers=tuple(
            CoverRecord(mediator=c.mediator, starts_on=c.starts_on, ends_on=c.ends_on)
            for c in dispute.covers
        ),
        sessions=tuple(
            SessionRecord(no=s.no, starts_at=s.starts_at, state=s.state) for s in dispute.sessions
        ),
        extended_until=period.extended_until,
        suspensions=(*ended, *running),
        has_receipt_period_lapsed=period.has_receipt_period_lapsed,
        undisputed=tuple(
            opened.get(fact.box) if isinstance(fact, Sealed) else fact
            for fact in dispute.undisputed
        ),
        failure_reasons=dispute.failure_reasons,
    )


def documents_of(dispute: Dispute) -> tuple[DocumentRecord, ...]:
    """The documents of the file, with the service on each recipient."""
    return tuple(
        DocumentRecord(
            no=document.no,
            kind=document.kind,
            issued_on=document.issued_on,
            reply_by=document.reply_by,
            recipients=tuple(_recipient(document, no) for no in document.recipients),
        )
        for document in dispute.documents
    )


def _period(dispute: Dispute, given: Given, *, english: bool) -> PeriodRecord | None:
    if dispute.accepted_on is None:
        return None
    period = mediation_period(dispute, given)
    if period is None:
        return None
    return PeriodRecord(
        start_on=period.start_on,
        ends_on=period.ends_on,
        latest_on=period.latest_on,
        rule=rule_told(period.rule, english=english),
    )


def _conflicts(dispute: Dispute) -> tuple[ConflictRecord, ...]:
    return tuple(
        ConflictRecord(
            no=conflict.no,
            mediator=conflict.mediator,
            kind=conflict.kind,
            consented_by=tuple(sorted(conflict.consented_by)),
            has_both_consents=dispute.has_both_sides(tuple(conflict.consented_by)),
        )
        for conflict in dispute.conflicts
    )


def _recipient(document: Document, no: int) -> RecipientRecord:
    return RecipientRecord(
        party=no,
        served_on=document.served_on(no),
        has_replied=no in document.replied,
        attempts=tuple(_attempt(a) for a in document.attempts if a.recipient == no),
    )


def _attempt(attempt: Attempt) -> AttemptRecord:
    return AttemptRecord(
        on=attempt.on,
        method=attempt.method,
        outcome=attempt.outcome,
        received_on=attempt.received_on,
    )
