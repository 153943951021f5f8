"""Events of intake: registered, corrected, accepted, declined, withdrawn, split."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from services.workflow.domain.dispute.parts import (
    Carried,
    Channel,
    Claim,
    DeclineGround,
    Forum,
    Mandate,
    Party,
    RunningPeriods,
    Source,
    Withdrawal,
)
from services.workflow.domain.fact import Fact, unchanged
from services.workflow.domain.values.sealed import Sealed, Written


class DisputeRegistered(Fact, frozen=True, kw_only=True):
    """An application for mediation was received and put on file; `occurred_on` is its receipt."""

    class_version: ClassVar[int] = 3
    upcast_v1_v2 = staticmethod(unchanged)
    upcast_v2_v3 = staticmethod(unchanged)

    organisation: UUID
    case_number: str
    """Ours, gap-free per organisation and year, or the foreign number of an imported dispute."""
    channel: Channel
    mandate: Mandate
    region: str
    """Where the work is done (合同履行地): 6, 9 or 12 digits."""
    parties: tuple[Party, ...]
    claims: tuple[Claim, ...]
    worker_count: int = 1
    is_oral: bool = False
    matter: Sealed | None = None
    """What the applicant says happened."""
    transferred_by: UUID | None = None
    """The partner bureau that handed the matter in, if one did."""
    seised_body: UUID | None = None
    """The court or commission that gave the mandate, where one did."""
    seised_reference: str = ""
    """Its number for the case or the letter."""
    source: Source | None = None


class DirectFilingRecorded(Fact, frozen=True, kw_only=True):
    """A dispute of the area was filed straight with a commission or a court."""

    class_version: ClassVar[int] = 3
    upcast_v1_v2 = staticmethod(unchanged)
    upcast_v2_v3 = staticmethod(unchanged)

    body: UUID
    forum: Forum
    case_number: str
    region: str
    parties: tuple[Party, ...]
    claims: tuple[Claim, ...]
    worker_count: int = 1
    source: Source | None = None


class CorrectionRequested(Fact, frozen=True, kw_only=True):
    """The applicant was asked to complete the application: what, and by when."""

    items: Written
    due_on: date


class CorrectionSubmitted(Fact, frozen=True, kw_only=True):
    """The applicant handed in what was missing."""

    items: Written = ""


class ApplicationAccepted(Fact, frozen=True, kw_only=True):
    """In scope, the other side agrees to mediation, accepted (受理)."""

    other_side_consented_on: date | None = None


class ApplicationDeclined(Fact, frozen=True, kw_only=True):
    """Not accepted; the applicant was told in writing, with the way to go instead."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    ground: DeclineGround
    guidance: Written


class ApplicationWithdrawn(Fact, frozen=True, kw_only=True):
    """All applicants withdrew; the dispute is closed with it."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    reason: Withdrawal
    by: tuple[int, ...] = ()
    """The applicants who declared it in person."""
    representatives: tuple[int, ...] = ()
    """The representatives who declared it for the others."""


class ClaimsAdded(Fact, frozen=True, kw_only=True):
    """The applicant claims more than before (增加请求)."""

    claims: tuple[Claim, ...]


class ClaimsWithdrawn(Fact, frozen=True, kw_only=True):
    """Some claims are no longer pursued; others stay."""

    claims: tuple[int, ...]
    reason: Written = ""
    by: tuple[int, ...] = ()
    """The applicants who declared it in person."""
    representatives: tuple[int, ...] = ()
    """The representatives who declared it for the others."""


class ClaimsSplitOff(Fact, frozen=True, kw_only=True):
    """Some claims went on in a linked dispute: the same matter in every figure."""

    claims: tuple[int, ...]
    """Their numbers here; in the linked dispute they are numbered from 1 in this order."""
    dispute: UUID
    case_number: str
    reason: Written


class DisputeSplitOff(Fact, frozen=True, kw_only=True):
    """First event of a linked dispute: it takes over where the claims stood.

    `occurred_on` is the day of the split; `received_on` stays that of the first application.
    """

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    dispute: UUID
    """This dispute."""
    origin: UUID
    """The dispute that the claims come from; it leads the matter."""
    stage: str
    """State it begins in: that of the origin, `in_mediation` where the origin had agreed on the rest."""
    organisation: UUID
    custodian: UUID
    case_number: str
    channel: Channel = Channel.COUNTER
    mandate: Mandate
    seised_body: UUID | None = None
    """The court or commission whose mandate the origin is under."""
    seised_reference: str = ""
    mandate_before: str = ""
    """State that the return of the mandate leads to."""
    mandate_due_on: date | None = None
    seised_on: date | None = None
    """Day on which that court or commission was applied to."""
    seised_accepted_on: date | None = None
    """Day on which it accepted the case."""
    region: str
    parties: tuple[Party, ...]
    """Those of the origin, under the numbers they have there."""
    claims: tuple[Claim, ...]
    worker_count: int = 1
    received_on: date
    accepted_on: date | None = None
    other_side_consented_on: date | None = None
    mediator: UUID | None = None
    periods: RunningPeriods = RunningPeriods()
    people: Carried = Carried()
    """What was known of representatives, parties and mediators."""
    reason: Written
    source: Source | None = None


Event = (
    DisputeRegistered
    | DirectFilingRecorded
    | CorrectionRequested
    | CorrectionSubmitted
    | ApplicationAccepted
    | ApplicationDeclined
    | ApplicationWithdrawn
    | ClaimsAdded
    | ClaimsWithdrawn
    | ClaimsSplitOff
    | DisputeSplitOff
)
