"""Arbitration, as far as the main path goes: a party's own filing, and acceptance by the commission."""

from uuid import UUID

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    ArbitrationAccepted,
    ArbitrationFiled,
    Event,
)
from services.workflow.domain.dispute.overtaking import recalled
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.organisation import OrganisationKind


class ReportArbitrationFiled(Command, frozen=True, kw_only=True):
    """A party filed with a commission by itself."""

    move = "arbitration_filed"
    commission: UUID
    by_party: int | None = None
    reference: str = ""


class ReportArbitrationAccepted(Command, frozen=True, kw_only=True):
    """The commission accepted the case and numbered it."""

    move = "arbitration_accepted"
    number: str


def filed(command: ReportArbitrationFiled, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Mediation and any offer in flight end with a party's own filing."""
    given.insist(
        given.organisation.kind is OrganisationKind.ARBITRATION_COMMISSION,
        "not_a_commission",
        name=given.organisation.name,
    )
    given.insist(
        command.by_party is None or dispute.party(command.by_party),
        "unknown_party",
        party=command.by_party or 0,
    )
    return (
        *recalled("filed_by_party", dispute, given),
        ArbitrationFiled(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            commission=command.commission,
            by_party=command.by_party,
            reference=command.reference,
        ),
    )


def accepted(
    command: ReportArbitrationAccepted, _dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """What the commission reports stands."""
    return (
        ArbitrationAccepted(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, number=command.number
        ),
    )


DECISIONS: Decisions = {ReportArbitrationFiled: filed, ReportArbitrationAccepted: accepted}
READY: Readiness = {}
