"""Intake: an application is registered, accepted, declined or withdrawn; a direct filing is noted."""

from datetime import date
from uuid import UUID

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    ApplicationAccepted,
    ApplicationDeclined,
    ApplicationWithdrawn,
    DirectFilingRecorded,
    DisputeClosed,
    DisputeRegistered,
    Event,
)
from services.workflow.domain.dispute.overtaking import recalled
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    DeclineGround,
    Forum,
    Mandate,
    Outcome,
    Party,
    PartyKind,
    Side,
    Source,
    Withdrawal,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.organisation import OrganisationKind
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.sealed import Sealed

NOT_MEDIATING = frozenset(
    {OrganisationKind.ARBITRATION_COMMISSION, OrganisationKind.COURT, OrganisationKind.BUREAU}
)


class RegisterDispute(Command, frozen=True, kw_only=True):
    """Put an application for mediation on file."""

    move = "register_dispute"
    organisation: UUID
    channel: Channel = Channel.COUNTER
    mandate: Mandate = Mandate.SELF
    region: RegionCode
    parties: tuple[Party, ...]
    claims: tuple[Claim, ...]
    worker_count: int = 1
    is_oral: bool = False
    matter: Sealed | None = None
    transferred_by: UUID | None = None
    source: Source | None = None


class RecordDirectFiling(Command, frozen=True, kw_only=True):
    """Note a dispute of the area that was filed straight with a commission or court."""

    move = "record_direct_filing"
    body: UUID
    case_number: str
    region: RegionCode
    parties: tuple[Party, ...]
    claims: tuple[Claim, ...]
    worker_count: int = 1
    source: Source | None = None


class AcceptApplication(Command, frozen=True, kw_only=True):
    """Accept the application for mediation (受理)."""

    move = "accept_application"
    other_side_consented_on: date | None = None
    """Day on which the other side agreed to mediation."""


class DeclineApplication(Command, frozen=True, kw_only=True):
    """Do not accept it, with a coded ground and written guidance (不予受理)."""

    move = "decline_application"
    ground: DeclineGround
    guidance: str
    """What the applicant was told in writing: where to go instead."""


class WithdrawApplication(Command, frozen=True, kw_only=True):
    """All applicants withdraw, settled privately or not (撤回申请); closes the dispute."""

    move = "withdraw_application"
    reason: Withdrawal


def register(command: RegisterDispute, _dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses an application without both sides or a claim, or an oral one without its matter."""
    _require_parties(command.parties, command.claims, command.worker_count, given)
    given.require(
        command.matter is not None or not command.is_oral,
        "oral_needs_matter",
        rule="MED.APPLICATION",
    )
    given.insist(
        given.organisation.kind not in NOT_MEDIATING,
        "not_a_mediation_organisation",
        name=given.organisation.name,
    )
    return (
        DisputeRegistered(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            organisation=command.organisation,
            case_number=given.case_number,
            channel=command.channel,
            mandate=command.mandate,
            region=command.region,
            parties=command.parties,
            claims=command.claims,
            worker_count=command.worker_count,
            is_oral=command.is_oral,
            matter=command.matter,
            transferred_by=command.transferred_by,
            source=command.source,
        ),
    )


def record_direct_filing(
    command: RecordDirectFiling, _dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """The forum follows from the kind of body."""
    _require_parties(command.parties, command.claims, command.worker_count, given)
    is_court = given.organisation.kind is OrganisationKind.COURT
    given.insist(
        is_court or given.organisation.kind is OrganisationKind.ARBITRATION_COMMISSION,
        "not_a_commission",
        name=given.organisation.name,
    )
    return (
        DirectFilingRecorded(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            body=command.body,
            forum=Forum.COURT if is_court else Forum.ARBITRATION,
            case_number=command.case_number,
            region=command.region,
            parties=command.parties,
            claims=command.claims,
            worker_count=command.worker_count,
            source=command.source,
        ),
    )


def accept(command: AcceptApplication, _dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without the other side's recorded consent (17号令 22)."""
    consented_on = command.other_side_consented_on
    given.require(
        consented_on is not None and consented_on <= given.occurred_on,
        "consent_not_recorded",
        rule="MED.CONSENT",
        allowed=("decline_application",),
    )
    return (
        ApplicationAccepted(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            other_side_consented_on=consented_on,
        ),
    )


def decline(command: DeclineApplication, _dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without written guidance (17号令 22)."""
    given.require(command.guidance.strip(), "guidance_missing", rule="MED.ACCEPT")
    return (
        ApplicationDeclined(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            ground=command.ground,
            guidance=command.guidance,
        ),
    )


def withdraw(command: WithdrawApplication, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Withdrawn and closed in one, an offer in flight recalled; settled privately is a settlement."""
    settled = command.reason is Withdrawal.SETTLED_PRIVATELY
    return (
        *recalled("application_withdrawn", dispute, given),
        ApplicationWithdrawn(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, reason=command.reason
        ),
        DisputeClosed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            outcome=Outcome.SETTLED_PRIVATELY if settled else Outcome.WITHDRAWN,
        ),
    )


def _require_parties(
    parties: tuple[Party, ...], claims: tuple[Claim, ...], worker_count: int, given: Given
) -> None:
    sides = {party.side for party in parties}
    given.insist(sides == {Side.CLAIMANT, Side.RESPONDENT}, "needs_both_sides")
    given.insist(claims, "needs_a_claim")
    named = sum(1 for party in parties if party.kind is PartyKind.WORKER)
    given.insist(
        worker_count >= max(named, 1),
        "fewer_workers_than_named",
        worker_count=worker_count,
        named=named,
    )


DECISIONS: Decisions = {
    RegisterDispute: register,
    RecordDirectFiling: record_direct_filing,
    AcceptApplication: accept,
    DeclineApplication: decline,
    WithdrawApplication: withdraw,
}
READY: Readiness = {}
