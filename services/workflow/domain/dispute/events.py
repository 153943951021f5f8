"""Every event of a dispute, in the order of the procedure.

Names and fields are stored for ever. To change one, raise `class_version`, add
`upcast_vN_vN+1`, and leave every committed sample decoding.
"""

from datetime import date
from uuid import UUID

from services.workflow.domain.dispute.parts import (
    AnnulmentKind,
    Channel,
    Claim,
    DeclineGround,
    FailureReason,
    Forum,
    Instalment,
    Mandate,
    Outcome,
    Party,
    RequiredAct,
    Source,
    Term,
    Withdrawal,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Sealed

# Intake


class DisputeRegistered(Fact, frozen=True, kw_only=True):
    """An application for mediation was received and put on file; `occurred_on` is its receipt."""

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
    source: Source | None = None


class DirectFilingRecorded(Fact, frozen=True, kw_only=True):
    """A dispute of the area was filed straight with a commission or a court."""

    body: UUID
    forum: Forum
    case_number: str
    region: str
    parties: tuple[Party, ...]
    claims: tuple[Claim, ...]
    worker_count: int = 1
    source: Source | None = None


class ApplicationAccepted(Fact, frozen=True, kw_only=True):
    """In scope, the other side agrees to mediation, accepted (受理)."""

    other_side_consented_on: date | None = None


class ApplicationDeclined(Fact, frozen=True, kw_only=True):
    """Not accepted; the applicant was told in writing, with the way to go instead."""

    ground: DeclineGround
    guidance: str


class ApplicationWithdrawn(Fact, frozen=True, kw_only=True):
    """All applicants withdrew; the dispute is closed with it."""

    reason: Withdrawal


# Mediation


class MediatorAssigned(Fact, frozen=True, kw_only=True):
    """A mediator whose certificate and term are valid that day took the dispute."""

    mediator: UUID | None
    """None where a ledger names a person who is not on the roster."""
    certificate_no: str | None = None


class SessionHeld(Fact, frozen=True, kw_only=True):
    """A mediation session took place; `present` are the numbers of the parties who came."""

    place: str
    present: tuple[int, ...]


class MediationFailed(Fact, frozen=True, kw_only=True):
    """Mediation ended without agreement."""

    reasons: tuple[FailureReason, ...]


# Agreement


class TermsRecorded(Fact, frozen=True, kw_only=True):
    """The parties agree on terms; signatures and seal are still to come."""

    version: int
    terms: tuple[Term, ...]
    required: tuple[RequiredAct, ...]
    """The acts that this mandate and kind of organisation need (MED.EFFECT)."""
    ability_to_perform: str = ""


class AgreementSigned(Fact, frozen=True, kw_only=True):
    """One party, or the mediator (`party` none), signed the agreement."""

    version: int
    party: int | None


class AgreementSealed(Fact, frozen=True, kw_only=True):
    """The organisation put its seal on the agreement."""

    version: int
    organisation: UUID


class AgreementTookEffect(Fact, frozen=True, kw_only=True):
    """The last required act is done: the agreement binds, and its windows run from the next day."""

    version: int
    amount: Fen | None = None
    """All that is to be paid, in fen."""
    instalments: tuple[Instalment, ...] = ()


class SettledOnTheSpot(Fact, frozen=True, kw_only=True):
    """Agreed and performed at once; the dispute is closed with it."""

    amount: Fen | None = None


class PerformanceRecorded(Fact, frozen=True, kw_only=True):
    """A payment or part of one; `instalment` none where it is not tied to one."""

    amount: Fen
    instalment: int | None = None


class AgreementAnnulled(Fact, frozen=True, kw_only=True):
    """An effective agreement was found void or was revoked."""

    version: int
    kind: AnnulmentKind
    by: str
    ground: str


# Judicial confirmation


class ConfirmationApplied(Fact, frozen=True, kw_only=True):
    """Both sides jointly asked a court to confirm the agreement (司法确认)."""

    version: int
    court: UUID
    applicants: tuple[int, ...]
    due_natural: date
    due_rolled: date
    """The last day of CONF.APPLY as it was counted when this was decided."""


class ConfirmationDocketed(Fact, frozen=True, kw_only=True):
    """The court accepted the application and gave it a number."""

    number: str


class ConfirmationGranted(Fact, frozen=True, kw_only=True):
    """The court ruled the agreement valid; it can be enforced."""

    ruling_number: str


# Referral and arbitration


class ReferralOffered(Fact, frozen=True, kw_only=True):
    """Offered to a commission on a party's signed or recorded application."""

    offer: int
    to: UUID
    reason: str
    applicant: int


class ReferralDelivered(Fact, frozen=True, kw_only=True):
    """The offer reached the receiver's system; not yet a receipt."""

    offer: int


class ReferralReceived(Fact, frozen=True, kw_only=True):
    """The receiver gave a business receipt; not yet acceptance."""

    offer: int
    receipt_number: str = ""


class ReferralAccepted(Fact, frozen=True, kw_only=True):
    """The receiver took the dispute over; custody passes with this event."""

    offer: int
    by: UUID


class ReferralRefused(Fact, frozen=True, kw_only=True):
    """The receiver refused; the sender works on."""

    offer: int
    reason: str


class ReferralRecalled(Fact, frozen=True, kw_only=True):
    """The sender, or an event that overtook the offer, took it back."""

    offer: int
    reason: str


class ArbitrationFiled(Fact, frozen=True, kw_only=True):
    """A party filed with a commission by itself; acceptance is not decided."""

    commission: UUID
    by_party: int | None = None
    reference: str = ""


class ArbitrationAccepted(Fact, frozen=True, kw_only=True):
    """The commission accepted the case."""

    number: str


# Closing, the matter, corrections


class DisputeClosed(Fact, frozen=True, kw_only=True):
    """The dispute ended; `reason` says why where a window was still open."""

    outcome: Outcome
    reason: str = ""


class MatterMerged(Fact, frozen=True, kw_only=True):
    """A person decided that this is the same matter as `leader`; both streams stay, one leads."""

    leader: UUID
    reason: str


class MatterUnlinked(Fact, frozen=True, kw_only=True):
    """The merge was undone: two matters again."""

    leader: UUID
    reason: str


class FactCorrected(Fact, frozen=True, kw_only=True):
    """A recorded fact was wrong. The old event stays; from here on the new value counts."""

    field: str
    """`region`, `worker_count`, `registered_on`, `case_number`, `amount_claimed` or `effective_on`."""
    old: str
    new: str
    reason: str
    evidence: str = ""
    source: Source | None = None


Event = (
    DisputeRegistered
    | DirectFilingRecorded
    | ApplicationAccepted
    | ApplicationDeclined
    | ApplicationWithdrawn
    | MediatorAssigned
    | SessionHeld
    | MediationFailed
    | TermsRecorded
    | AgreementSigned
    | AgreementSealed
    | AgreementTookEffect
    | SettledOnTheSpot
    | PerformanceRecorded
    | AgreementAnnulled
    | ConfirmationApplied
    | ConfirmationDocketed
    | ConfirmationGranted
    | ReferralOffered
    | ReferralDelivered
    | ReferralReceived
    | ReferralAccepted
    | ReferralRefused
    | ReferralRecalled
    | ArbitrationFiled
    | ArbitrationAccepted
    | DisputeClosed
    | MatterMerged
    | MatterUnlinked
    | FactCorrected
)
