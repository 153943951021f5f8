"""The confirming ruling: granted, objected to, annulled, changed (确认裁定)."""

from datetime import date

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.deadlines import succession
from services.workflow.domain.dispute.guards.named import require_parties
from services.workflow.domain.dispute.guards.reinforcing import slot
from services.workflow.domain.dispute.guards.reporting import happened, told
from services.workflow.domain.dispute.parts import (
    AnnulledExtent,
    Instrument,
    ReinforcementKind,
    Served,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Written


class ReportConfirmationGranted(Command, frozen=True, kw_only=True):
    """The court ruled the agreement valid."""

    move = "confirmation_granted"
    ruling_number: str
    served: tuple[Served, ...] = ()
    """Who received the ruling when."""
    is_extended: bool = False
    """Whether the court's president had allowed more time for it (CONF.DECIDE)."""


class ReportConfirmationObjected(Command, frozen=True, kw_only=True):
    """A party, or without one an interested person, objects to the ruling."""

    move = "confirmation_objected"
    party: int | None = None
    interested_person: Written = ""
    received_on: date | None = None
    """Day on which the party received the ruling, where that is not on file."""
    known_on: date | None = None
    """Day on which the interested person knew or should have known of the harm."""
    ground: Written = ""


class ReportConfirmationAnnulled(Command, frozen=True, kw_only=True):
    """The court revoked its ruling, for itself alone or because the agreement is void."""

    move = "confirmation_annulled"
    extent: AnnulledExtent
    number: str
    ground: Written


class ReportConfirmationChanged(Command, frozen=True, kw_only=True):
    """The court changed its ruling."""

    move = "confirmation_changed"
    number: str
    ground: Written


def objected(
    command: ReportConfirmationObjected, dispute: Dispute, given: Given
) -> tuple[e.Event, ...]:
    """Recorded also out of time, and marked so; it moves nothing by itself (CONF.OBJECT)."""
    rule, start_on = "CONF.OBJECT.THIRD", command.known_on
    received_on = None
    if command.party is not None:
        require_parties([command.party], dispute, given)
        known = succession.received_on(slot(dispute).received_on, command.party, dispute)
        received_on = known or command.received_on
        rule, start_on = "CONF.OBJECT", received_on
    given.insist(start_on, "objection_needs_day", rule=rule)
    assert start_on is not None
    last_day = given.due(rule, start_on).due_rolled
    return (
        happened(
            e.ConfirmationObjected,
            given,
            party=command.party,
            interested_person=command.interested_person,
            received_on=received_on,
            known_on=command.known_on if command.party is None else None,
            due_on=last_day,
            is_in_time=given.occurred_on <= last_day,
            ground=command.ground,
        ),
    )


def _served_on_parties(command: ReportConfirmationGranted, dispute: Dispute, given: Given) -> None:
    require_parties((served.party for served in command.served), dispute, given)


def _ruling_stands(dispute: Dispute, given: Given) -> None:
    """Refuses where what makes it enforceable is no confirming ruling."""
    title, used = dispute.title, dispute.reinforcement
    given.insist(
        title is not None
        and title.instrument is Instrument.CONFIRMATION_RULING
        and used is not None
        and used.kind is ReinforcementKind.CONFIRMATION,
        "no_ruling_stands",
        rule="CONF.RESULT",
    )


DECISIONS: Decisions = {
    ReportConfirmationGranted: told(e.ConfirmationGranted, _served_on_parties),
    ReportConfirmationObjected: objected,
    ReportConfirmationAnnulled: told(e.ConfirmationAnnulled),
    ReportConfirmationChanged: told(e.ConfirmationChanged),
}
READY: Readiness = {
    "confirmation_objected": _ruling_stands,
    "confirmation_annulled": _ruling_stands,
    "confirmation_changed": _ruling_stands,
}
