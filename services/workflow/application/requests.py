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
    ClaimKind,
    Instalment,
    Mandate,
    PartyKind,
    Side,
)
from services.workflow.domain.values.identity import IdentityDocument
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.phone import Phone
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.uscc import Uscc

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]
Count = Annotated[int, msgspec.Meta(ge=1, le=MOST_WORKERS)]


class PartyDetails(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One party as the applicant names it."""

    side: Side
    kind: PartyKind
    name: Name
    document: IdentityDocument | None = None
    phone: Phone | None = None
    uscc: Uscc | None = None
    """统一社会信用代码 of an employer."""


class ClaimDetails(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One claim; `amount` in fen."""

    kind: ClaimKind
    amount: Fen | None = None


Parties = Annotated[tuple[PartyDetails, ...], msgspec.Meta(min_length=2, max_length=1000)]
Claims = Annotated[tuple[ClaimDetails, ...], msgspec.Meta(min_length=1, max_length=100)]


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
    region: RegionCode
    """Where the work is done (合同履行地): a township or village code; 6 digits if no more is known."""
    parties: Parties
    claims: Claims
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
    claims: Claims
    worker_count: Count | None = None


class TermDetails(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is agreed on one claim: payments, or another duty in words."""

    claim: int
    instalments: tuple[Instalment, ...] = ()
    duty: Text | None = None


class AgreementTerms(Request, frozen=True, kw_only=True):
    """The terms that the parties agree on, one per claim."""

    move = "record_terms"
    terms: Annotated[tuple[TermDetails, ...], msgspec.Meta(min_length=1, max_length=100)]
    ability_to_perform: Annotated[str, msgspec.Meta(max_length=2_000)] = ""
    """What was learned about the debtor's ability to perform (履约能力评估); names nobody."""


class ConfidentialNote(Request, frozen=True, kw_only=True):
    """A note for the mediation alone."""

    move = "note_in_confidence"
    note: Text
