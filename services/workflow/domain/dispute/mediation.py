"""Mediation: a mediator is assigned, sessions are held, notes kept in confidence, failure recorded."""

from uuid import UUID

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    Event,
    MediationFailed,
    MediatorAssigned,
    SessionHeld,
)
from services.workflow.domain.dispute.parts import FailureReason
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.privileged import ConfidentialNoteTaken
from services.workflow.domain.values.sealed import Sealed


class AssignMediator(Command, frozen=True, kw_only=True):
    """Give the dispute to a mediator of the roster."""

    move = "assign_mediator"
    mediator: UUID | None = None
    """None only in an imported ledger, where the person may not be on the roster."""


class HoldSession(Command, frozen=True, kw_only=True):
    """Record a mediation session and who came."""

    move = "hold_session"
    place: str
    """Room, or the link of an online session."""
    present: tuple[int, ...]
    """Numbers of the parties who came."""


class NoteInConfidence(Command, frozen=True, kw_only=True):
    """Note something for the mediation alone; it goes to the privileged stream."""

    move = "note_in_confidence"
    note: Sealed


class RecordFailure(Command, frozen=True, kw_only=True):
    """End the mediation without agreement, with coded reasons per party (调解不成)."""

    move = "record_failure"
    reasons: tuple[FailureReason, ...]


def assign(command: AssignMediator, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a person without a certificate that day, or whom the organisation may not use."""
    on = given.occurred_on
    certificate = given.mediator.certificate(on) if given.mediator else None
    given.require(
        certificate,
        "certificate_not_valid",
        rule="MEDIATOR.CERTIFIED",
        occurred_on=on.isoformat(),
    )
    given.require(
        given.mediator and dispute.organisation and given.mediator.serves(dispute.organisation, on),
        "not_of_this_organisation",
        rule="MEDIATOR.CERTIFIED",
        occurred_on=on.isoformat(),
    )
    return (
        MediatorAssigned(
            occurred_on=on,
            occurred_at=given.occurred_at,
            mediator=command.mediator,
            certificate_no=certificate.number if certificate else None,
        ),
    )


def hold_session(command: HoldSession, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a session nobody came to, or with a party that the dispute does not have."""
    given.require(command.present, "nobody_present")
    for no in command.present:
        given.insist(dispute.party(no), "unknown_party", party=no)
    return (
        SessionHeld(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            place=command.place,
            present=tuple(sorted(set(command.present))),
        ),
    )


def note(
    command: NoteInConfidence, _dispute: Dispute, given: Given
) -> tuple[ConfidentialNoteTaken, ...]:
    """Goes to the privileged stream of the dispute; the dispute's own stream does not move."""
    return (
        ConfidentialNoteTaken(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, note=command.note
        ),
    )


def fail(command: RecordFailure, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without a reason, or with a party that the dispute does not have."""
    given.require(command.reasons, "failure_needs_reason", rule="MED.RECORD")
    for reason in command.reasons:
        given.insist(
            reason.party is None or dispute.party(reason.party),
            "unknown_party",
            party=reason.party or 0,
        )
    return (
        MediationFailed(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, reasons=command.reasons
        ),
    )


DECISIONS: Decisions = {
    AssignMediator: assign,
    HoldSession: hold_session,
    NoteInConfidence: note,
    RecordFailure: fail,
}
READY: Readiness = {}
