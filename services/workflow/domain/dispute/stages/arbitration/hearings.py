"""The arbitration of an accepted case: hearings, stays, extension, transfer."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    ArbitrationExtended,
    ArbitrationResumed,
    ArbitrationStayed,
    ArbitrationTransferred,
    Event,
    HearingHeld,
    HearingListed,
)
from services.workflow.domain.dispute.guards.bodies import require_commission
from services.workflow.domain.dispute.guards.named import require_parties
from services.workflow.domain.dispute.guards.windows import award_due_on
from services.workflow.domain.dispute.parts import StayCause
from services.workflow.domain.dispute.records import Arbitration
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists, OutsideLegalLimit
from services.workflow.domain.given import Given
from services.workflow.domain.values.legal_day import legal_day_of
from services.workflow.domain.values.sealed import Written


class ReportHearingListed(Command, frozen=True, kw_only=True):
    """A hearing is to be held; it is given the next number."""

    move = "hearing_listed"
    starts_at: Annotated[datetime, msgspec.Meta(tz=True)]
    place: Written = ""
    panel_formed_on: date | None = None
    """Day on which the tribunal was formed, where it is told."""


class ReportHearingHeld(Command, frozen=True, kw_only=True):
    """A hearing took place, a listed one by its number."""

    move = "hearing_held"
    hearing: int | None = None
    present: tuple[int, ...] = ()
    """Numbers of the parties who came."""


class ReportArbitrationStayed(Command, frozen=True, kw_only=True):
    """The arbitration stands still (中止)."""

    move = "arbitration_stayed"
    cause: StayCause
    detail: Written = ""


class ReportArbitrationResumed(Command, frozen=True, kw_only=True):
    """The arbitration goes on."""

    move = "arbitration_resumed"


class ReportArbitrationExtended(Command, frozen=True, kw_only=True):
    """More time was approved for a complex case."""

    move = "arbitration_extended"
    until: date
    reason: Written = ""


class ReportArbitrationTransferred(Command, frozen=True, kw_only=True):
    """The case went to the commission that has jurisdiction."""

    move = "arbitration_transferred"
    commission: UUID
    reason: Written = ""
    number: str = ""
    """The number that the other commission gave it, where known."""


def hearing_listed(
    command: ReportHearingListed, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """The time may lie ahead; less notice than the law wants is noted."""
    _note_stay(dispute, given)
    latest_on = given.due("ARB.NOTICE", legal_day_of(command.starts_at)).due_natural
    given.require(
        given.occurred_on <= latest_on,
        "hearing_notice_short",
        rule="ARB.NOTICE",
        kind=OutsideLegalLimit,
        latest=latest_on.isoformat(),
    )
    numbers = [no for no, _, _ in _case(dispute).hearings]
    return (
        HearingListed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            hearing=max(numbers, default=0) + 1,
            starts_at=command.starts_at.astimezone(UTC),
            place=command.place,
            panel_formed_on=command.panel_formed_on,
        ),
    )


def hearing_held(command: ReportHearingHeld, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a hearing that was never listed, or was held already."""
    require_parties(command.present, dispute, given)
    _note_stay(dispute, given)
    if command.hearing is not None:
        held = {no: is_held for no, _, is_held in _case(dispute).hearings}
        given.insist(command.hearing in held, "unknown_hearing", hearing=command.hearing)
        given.insist(
            not held[command.hearing],
            "hearing_held_already",
            kind=AlreadyExists,
            hearing=command.hearing,
        )
    return (
        HearingHeld(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            hearing=command.hearing,
            present=tuple(sorted(set(command.present))),
        ),
    )


def ready_to_stay(dispute: Dispute, given: Given) -> None:
    """Refuses a stay on top of another."""
    given.insist(_case(dispute).stayed_on is None, "arbitration_stayed_already", kind=AlreadyExists)


def stayed(command: ReportArbitrationStayed, _dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Its days will not be counted (ARB.AWARD)."""
    return (
        ArbitrationStayed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            cause=command.cause,
            detail=command.detail,
        ),
    )


def ready_to_resume(dispute: Dispute, given: Given) -> None:
    """Only what stands still goes on."""
    given.insist(_case(dispute).stayed_on is not None, "arbitration_not_stayed")


def resumed(
    _command: ReportArbitrationResumed, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Not before it was stayed."""
    stayed_on = _case(dispute).stayed_on
    given.insist(stayed_on is None or given.occurred_on >= stayed_on, "resumed_before_stay")
    return (ArbitrationResumed(occurred_on=given.occurred_on, occurred_at=given.occurred_at),)


def ready_to_extend(dispute: Dispute, given: Given) -> None:
    """A second extension is noted."""
    given.require(
        _case(dispute).extended_until is None,
        "arbitration_extended_already",
        rule="ARB.AWARD",
        kind=AlreadyExists,
    )


def extended(
    command: ReportArbitrationExtended, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Beyond what the rule allows it is noted."""
    latest = award_due_on(dispute, given, extended=True)
    given.require(
        command.until <= latest,
        "arbitration_extended_too_far",
        rule="ARB.AWARD",
        kind=OutsideLegalLimit,
        latest=latest.isoformat(),
    )
    return (
        ArbitrationExtended(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            until=command.until,
            reason=command.reason,
        ),
    )


def transferred(
    command: ReportArbitrationTransferred, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """To another commission, which is custodian from then on."""
    require_commission(given)
    given.insist(command.commission != dispute.commission, "transfer_to_itself")
    return (
        ArbitrationTransferred(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            commission=command.commission,
            reason=command.reason,
            number=command.number,
        ),
    )


def _case(dispute: Dispute) -> Arbitration:
    # The table lets a dispute here only with a case before a commission.
    assert dispute.arbitration is not None
    return dispute.arbitration


def _note_stay(dispute: Dispute, given: Given) -> None:
    given.require(_case(dispute).stayed_on is None, "arbitration_is_stayed", rule="ARB.STAY")


DECISIONS: Decisions = {
    ReportHearingListed: hearing_listed,
    ReportHearingHeld: hearing_held,
    ReportArbitrationStayed: stayed,
    ReportArbitrationResumed: resumed,
    ReportArbitrationExtended: extended,
    ReportArbitrationTransferred: transferred,
}
READY: Readiness = {
    "arbitration_stayed": ready_to_stay,
    "arbitration_resumed": ready_to_resume,
    "arbitration_extended": ready_to_extend,
}
