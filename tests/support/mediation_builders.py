"""Mediators, sessions and mandates for the tests of the mediation chapter."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import ConflictKind, RepresentativeKind, SessionMode
from services.workflow.domain.dispute.stages.mediation.assignment import (
    AssignMediator,
    ConsentToConflict,
    DiscloseConflict,
)
from services.workflow.domain.dispute.stages.mediation.sessions import ScheduleSession
from services.workflow.domain.mediator import Certificate, Mediator
from services.workflow.domain.mediator import Term as ServiceTerm
from tests.support.builders import CENTRE, COURT, MEDIATOR, ON, in_mediation
from tests.support.given_when_then import Scenario

OTHER = UUID("55555555-5555-5555-8555-666666666666")
OTHER_CERTIFIED = Mediator(
    id=OTHER,
    certificates=(Certificate("浙调0002", date(2024, 1, 1), date(2027, 12, 31)),),
    terms=(ServiceTerm(CENTRE, date(2024, 1, 1)),),
)
AFTERNOON = datetime(2026, 3, 12, 6, 30, tzinfo=UTC)
"""Half past two in the afternoon of 12 March."""


def assign_other() -> AssignMediator:
    return AssignMediator(mediator=OTHER)


def disclose(
    mediator: UUID = MEDIATOR, kind: ConflictKind = ConflictKind.NEAR_RELATIVE
) -> DiscloseConflict:
    return DiscloseConflict(mediator=mediator, kind=kind)


def both_consent(scenario: Scenario, conflict: int = 1, on: date = ON) -> Scenario:
    """Somebody of each side knows of the conflict and consents."""
    return scenario.after(
        ConsentToConflict(conflict=conflict, party=1),
        ConsentToConflict(conflict=conflict, party=2),
        on=on,
    )


def schedule(**changes: Any) -> ScheduleSession:
    values: dict[str, Any] = {
        "starts_at": AFTERNOON,
        "mode": SessionMode.IN_ROOM,
        "place": "第一调解室",
    }
    return ScheduleSession(**(values | changes))


def with_session() -> Scenario:
    """In mediation, with one session listed for 12 March."""
    return in_mediation().after(schedule(), on=ON)


def replaced() -> Scenario:
    """In mediation with another mediator than at first."""
    return in_mediation().after((assign_other(), {"mediator": OTHER_CERTIFIED}), on=ON)


def represented(valid_until: date | None = None) -> Scenario:
    """In mediation, with a lawyer for the worker."""
    scenario = in_mediation()
    scenario.past.append(
        e.RepresentativeAppointed(
            occurred_on=ON,
            representative=1,
            party=1,
            kind=RepresentativeKind.LAWYER,
            name="某律师",
            evidence="授权委托书",
            valid_until=valid_until,
        )
    )
    return scenario


def delegated(due_on: date | None = None) -> Scenario:
    """A court delegated the mediation, and a mediator has it."""
    scenario = in_mediation()
    scenario.past.append(e.MediationFailed(occurred_on=ON, reasons=()))
    scenario.past.append(
        e.MediationDelegated(
            occurred_on=ON, court=COURT, organisation=CENTRE, consented_by=(1, 2), due_on=due_on
        )
    )
    return scenario.after((assign_other(), {"mediator": OTHER_CERTIFIED}), on=ON)
