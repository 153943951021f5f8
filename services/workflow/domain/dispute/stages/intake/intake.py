"""Intake: an application is registered, corrected, accepted, declined or withdrawn."""

from datetime import date
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.guards.authority import require_all_applicants
from services.workflow.domain.dispute.guards.limitation import note_limitation_of
from services.workflow.domain.dispute.guards.overtaking import recalled
from services.workflow.domain.dispute.guards.registration import (
    forum_of,
    require_complete,
    require_mandate,
    require_mediating,
)
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    DeclineGround,
    Mandate,
    OrganisationId,
    Outcome,
    Party,
    Source,
    Withdrawal,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import OutsideLegalLimit
from services.workflow.domain.given import Given
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.sealed import Sealed, Written, is_blank


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
    seised_body: OrganisationId | None = None
    seised_reference: str = ""
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


class RequestCorrection(Command, frozen=True, kw_only=True):
    """Tell the applicant once what is missing, and by when it is to be handed in (补正)."""

    move = "request_correction"
    items: Written
    due_on: date


class SubmitCorrection(Command, frozen=True, kw_only=True):
    """Record that the applicant handed in what was missing."""

    move = "submit_correction"
    items: Written = ""
    """What was handed in."""


class AcceptApplication(Command, frozen=True, kw_only=True):
    """Accept the application for mediation (受理)."""

    move = "accept_application"
    other_side_consented_on: date | None = None
    """Day on which the other side agreed to mediation."""


class DeclineApplication(Command, frozen=True, kw_only=True):
    """Do not accept it, with a coded ground and written guidance (不予受理)."""

    move = "decline_application"
    ground: DeclineGround
    guidance: Written
    """What the applicant was told in writing: where to go instead."""


class WithdrawApplication(Command, frozen=True, kw_only=True):
    """All applicants withdraw, settled privately or not (撤回申请); closes the dispute."""

    move = "withdraw_application"
    reason: Withdrawal
    by: tuple[int, ...] = ()
    """Numbers of the applicants who declare it in person."""
    representatives: tuple[int, ...] = ()
    """Numbers of the representatives who declare it for the others, with authority to waive claims."""


def register(command: RegisterDispute, _dispute: Dispute, given: Given) -> tuple[e.Event, ...]:
    """Refuses what is incomplete, an oral application without its matter, an unclear mandate."""
    require_complete(command.parties, command.claims, command.worker_count, given)
    given.require(
        command.matter is not None or not command.is_oral,
        "oral_needs_matter",
        rule="MED.APPLICATION",
    )
    require_mediating(given)
    require_mandate(command.mandate, command.channel, command.seised_body, given)
    note_limitation_of(command.claims, given)
    return (
        e.DisputeRegistered(
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
            seised_body=command.seised_body,
            seised_reference=command.seised_reference,
            source=command.source,
        ),
    )


def record_direct_filing(
    command: RecordDirectFiling, _dispute: Dispute, given: Given
) -> tuple[e.Event, ...]:
    """The forum follows from the kind of body."""
    require_complete(command.parties, command.claims, command.worker_count, given)
    note_limitation_of(command.claims, given)
    return (
        e.DirectFilingRecorded(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            body=command.body,
            forum=forum_of(given),
            case_number=command.case_number,
            region=command.region,
            parties=command.parties,
            claims=command.claims,
            worker_count=command.worker_count,
            source=command.source,
        ),
    )


def request_correction(
    command: RequestCorrection, _dispute: Dispute, given: Given
) -> tuple[e.Event, ...]:
    """Refuses a request that names nothing, or a day that has passed."""
    given.require(not is_blank(command.items), "correction_names_nothing", rule="MED.CORRECT")
    given.insist(
        command.due_on >= given.occurred_on,
        "correction_due_too_early",
        rule="MED.CORRECT",
        due=command.due_on.isoformat(),
        occurred_on=given.occurred_on.isoformat(),
    )
    return (
        e.CorrectionRequested(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            items=command.items,
            due_on=command.due_on,
        ),
    )


def submit_correction(
    command: SubmitCorrection, _dispute: Dispute, given: Given
) -> tuple[e.Event, ...]:
    """Taken also after the day that was named, as long as the application was not declined."""
    return (
        e.CorrectionSubmitted(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, items=command.items
        ),
    )


def accept(command: AcceptApplication, _dispute: Dispute, given: Given) -> tuple[e.Event, ...]:
    """Refuses without the other side's recorded consent (17号令 22)."""
    consented_on = command.other_side_consented_on
    given.require(
        consented_on is not None and consented_on <= given.occurred_on,
        "consent_not_recorded",
        rule="MED.CONSENT",
        allowed=("decline_application",),
    )
    return (
        e.ApplicationAccepted(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            other_side_consented_on=consented_on,
        ),
    )


def decline(command: DeclineApplication, dispute: Dispute, given: Given) -> tuple[e.Event, ...]:
    """Refuses without written guidance (17号令 22), and `not_corrected` while there is time."""
    given.require(not is_blank(command.guidance), "guidance_missing", rule="MED.ACCEPT")
    if command.ground is DeclineGround.NOT_CORRECTED:
        _require_uncorrected(dispute, given)
    return (
        e.ApplicationDeclined(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            ground=command.ground,
            guidance=command.guidance,
        ),
    )


def _require_uncorrected(dispute: Dispute, given: Given) -> None:
    due_on = dispute.correction_due_on
    given.require(due_on, "no_correction_asked", rule="MED.CORRECT")
    given.require(
        due_on is None or given.occurred_on > due_on,
        "correction_not_due",
        rule="MED.CORRECT",
        kind=OutsideLegalLimit,
        allowed=("submit_correction",),
        due=due_on.isoformat() if due_on else "",
    )


def ready_to_withdraw(dispute: Dispute, given: Given) -> None:
    """Refuses under a mandate that was not returned, and while an earlier agreement stands."""
    given.require(
        dispute.mandate_record is None,
        "mandate_not_returned",
        rule="MANDATE.RETURN",
        allowed=("mandate_returned",),
    )
    given.require(
        dispute.effective_agreement is None,
        "agreement_still_stands",
        rule="MED.AMEND",
        allowed=("abandon_amendment",),
    )


def withdraw(command: WithdrawApplication, dispute: Dispute, given: Given) -> tuple[e.Event, ...]:
    """Withdrawn and closed in one, an offer in flight recalled; settled privately is a settlement."""
    require_all_applicants(dispute, command.by, command.representatives, given)
    settled = command.reason is Withdrawal.SETTLED_PRIVATELY
    return (
        *recalled("application_withdrawn", dispute, given),
        e.ApplicationWithdrawn(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            reason=command.reason,
            by=command.by,
            representatives=command.representatives,
        ),
        e.DisputeClosed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            outcome=Outcome.SETTLED_PRIVATELY if settled else Outcome.WITHDRAWN,
        ),
    )


DECISIONS: Decisions = {
    RegisterDispute: register,
    RecordDirectFiling: record_direct_filing,
    RequestCorrection: request_correction,
    SubmitCorrection: submit_correction,
    AcceptApplication: accept,
    DeclineApplication: decline,
    WithdrawApplication: withdraw,
}
READY: Readiness = {"withdraw_application": ready_to_withdraw}
