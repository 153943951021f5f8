"""Bodies that carry personal data in plain text: sealed here before anything is decided.

Every other command is its own body. What these say never enters an event, a log line or an error.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import (
    MOST_WORKERS,
    Channel,
    Instalment,
    Mandate,
    NewClaims,
    OrganisationId,
    PartyKind,
    Power,
    RepresentativeKind,
    Side,
    SuccessionKind,
)
from services.workflow.domain.values.identity import IdentityDocument
from services.workflow.domain.values.phone import Phone
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.uscc import Uscc

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]
Remark = Annotated[str, msgspec.Meta(max_length=2_000)]
Reference = Annotated[str, msgspec.Meta(max_length=200)]
Count = Annotated[int, msgspec.Meta(ge=1, le=MOST_WORKERS)]


class Particulars(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who somebody is: a person with document and telephone, or an employer with its credit code."""

    name: Name
    document: IdentityDocument | None = None
    phone: Phone | None = None
    uscc: Uscc | None = None
    """统一社会信用代码 of an employer."""
    region: RegionCode | None = None
    """住所地 or 经常居住地 of a person, place of registration or main office of an employer; it is kept
    no further than the county, and decides which court or commission may act."""


class PartyDetails(Particulars, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One party as it is named; an employer with an identity document is a person, and is sealed."""

    side: Side
    kind: PartyKind


Parties = Annotated[tuple[PartyDetails, ...], msgspec.Meta(min_length=2, max_length=1000)]


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body with personal data, and when the act took place."""

    move: ClassVar[str]
    is_edit: ClassVar[bool] = False
    occurred_on: date | None = None
    """Day on which it took place (Asia/Shanghai), for acts recorded later."""
    occurred_at: datetime | None = None
    """Instant at which it took place, where known; its day in Asia/Shanghai counts."""


class DisputeApplication(Request, frozen=True, kw_only=True):
    """An application for mediation, as received at the counter, by telephone or from a partner."""

    move = "register_dispute"
    organisation: UUID | None = None
    """The mediation organisation; the caller's own where none is named."""
    channel: Channel = Channel.COUNTER
    mandate: Mandate = Mandate.SELF
    seised_body: OrganisationId | None = None
    """The court or commission that gave the mandate, to which it is returned; none without one."""
    seised_reference: Reference = ""
    """Its number for the case or the letter."""
    region: RegionCode
    """Where the work is done (合同履行地): a township or village code; 6 digits if no more is known."""
    parties: Parties
    claims: NewClaims
    worker_count: Count | None = None
    """How many workers it concerns; the workers named where not given."""
    is_oral: bool = False
    matter: Text | None = None
    """What happened and why it is claimed; needed for an oral application."""


class DirectFiling(Request, frozen=True, kw_only=True):
    """A dispute of the area that was filed straight with a commission or court."""

    move = "record_direct_filing"
    body: UUID | None = None
    """The commission or court; the caller's own where none is named."""
    case_number: Name
    region: RegionCode
    parties: Parties
    claims: NewClaims
    worker_count: Count | None = None


class TermDetails(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is agreed on one claim: payments, or another duty in words."""

    claim: int
    instalments: tuple[Instalment, ...] = ()
    duty: Text | None = None


Terms = Annotated[tuple[TermDetails, ...], msgspec.Meta(min_length=1, max_length=100)]


class AgreementTerms(Request, frozen=True, kw_only=True):
    """The terms that the parties agree on, one per claim."""

    move = "record_terms"
    terms: Terms
    ability_to_perform: Remark = ""
    """What was learned about the debtor's ability to perform (履约能力评估)."""


class AmendedTerms(Request, frozen=True, kw_only=True):
    """Other terms in the place of those agreed, with the consent of all parties.

    The terms say all that is to be done from then on: what was paid before counts on the old ones.
    """

    move = "amend_agreement"
    terms: Terms
    consented_by: tuple[int, ...]
    """Numbers of the parties that want the new terms; all are needed."""
    reason: Remark = ""
    ability_to_perform: Remark = ""


class ConfidentialNote(Request, frozen=True, kw_only=True):
    """A note for the mediation alone."""

    move = "note_in_confidence"
    note: Text


class NewParty(Request, frozen=True, kw_only=True):
    """Another party joins, such as the firm that dispatched the worker (追加当事人)."""

    move = "add_party"
    party: PartyDetails
    reason: Text


class Succession(Request, frozen=True, kw_only=True):
    """Another takes a party's place: an heir, or the body an employer went over to (承继)."""

    move = "succeed_party"
    party: int
    successor: Particulars
    """On the same side and of the same kind; it gets a number of its own."""
    kind: SuccessionKind
    evidence: Text


class Renaming(Request, frozen=True, kw_only=True):
    """A party's new name; it stays the same party."""

    move = "rename_party"
    party: int
    name: Name
    uscc: Uscc | None = None
    evidence: Text


class Cancellation(Request, frozen=True, kw_only=True):
    """An employer was struck off the register (注销), and who answers for it."""

    move = "record_cancellation"
    party: int
    evidence: Text
    answerable: Annotated[tuple[Particulars, ...], msgspec.Meta(max_length=20)] = ()
    """Investors, founder or superior body: each joins as a party on its side."""


class Appointment(Request, frozen=True, kw_only=True):
    """Somebody acts for a party: on what evidence, with which powers, until when (委托代理)."""

    move = "appoint_representative"
    party: int
    kind: RepresentativeKind
    name: Name
    phone: Phone | None = None
    powers: tuple[Power, ...] = ()
    """Special authority; none is a general one."""
    evidence: Text
    """The power of attorney or what else shows it."""
    valid_until: date | None = None
    replaces: int | None = None
    """Number of the representative whose place is taken."""
