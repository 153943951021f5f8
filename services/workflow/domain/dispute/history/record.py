"""What a ledger says of one dispute: dates and outcomes as facts, and remarks on them."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    ConfirmationBar,
    ConfirmationFault,
    DeclineGround,
    Party,
    Source,
)
from services.workflow.domain.mediator import Mediator
from services.workflow.domain.organisation import Organisation
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.region import RegionCode


class Result(StrEnum):
    """How mediation ended, as a ledger says it (结果)."""

    AGREEMENT = "agreement"
    ON_THE_SPOT = "on_the_spot"
    SETTLED_PRIVATELY = "settled_privately"
    NO_AGREEMENT = "no_agreement"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"


class Confirmation(StrEnum):
    """How far a judicial confirmation came (司法确认结果)."""

    APPLIED = "applied"
    GRANTED = "granted"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    DEEMED_WITHDRAWN = "deemed_withdrawn"
    ANNULLED = "annulled"


class Review(StrEnum):
    """How far a commission's review of the agreement came (仲裁审查结果)."""

    APPLIED = "applied"
    STATEMENT = "statement"
    NOT_ACCEPTED = "not_accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ArbitrationResult(StrEnum):
    """How an arbitration ended (仲裁结果)."""

    AWARD = "award"
    STATEMENT = "statement"
    WITHDRAWN = "withdrawn"
    NOT_ACCEPTED = "not_accepted"


class AwardKind(StrEnum):
    """Whether an award is final (裁决类型)."""

    FINAL = "final"
    NOT_FINAL = "not_final"
    PARTLY_FINAL = "partly_final"


class SuitResult(StrEnum):
    """How a suit ended (诉讼结果)."""

    JUDGMENT = "judgment"
    STATEMENT = "statement"
    WITHDRAWN = "withdrawn"


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One dispute as a ledger has it; each field stands in a column of `docs/ledger.md`."""

    id: UUID
    number: str
    body: Organisation
    """Whose ledger it is; for a direct filing the commission or court it was filed with."""
    is_direct: bool = False
    """Filed straight with the body; never before a mediation organisation."""
    channel: Channel = Channel.COUNTER
    region: RegionCode
    registered_on: date
    parties: tuple[Party, ...]
    claims: tuple[Claim, ...]
    worker_count: int = 1
    accepted_on: date | None = None
    has_mediator: bool = False
    """Whether the ledger names a mediator, on the roster or not."""
    mediator: Mediator | None = None
    result: Result | None = None
    result_on: date | None = None
    decline_ground: DeclineGround | None = None
    agreed: tuple[tuple[int, Fen], ...] = ()
    """What is to be paid on each claim: its number and fen."""
    effective_on: date | None = None
    due_on: date | None = None
    performed_on: date | None = None
    performed: Fen | None = None
    """What was paid, in fen; none where all of it was."""
    confirmation: Confirmation | None = None
    confirmation_on: date | None = None
    confirmation_ground: ConfirmationBar | ConfirmationFault | None = None
    confirmation_number: str = ""
    court: Organisation | None = None
    review: Review | None = None
    review_on: date | None = None
    review_number: str = ""
    referred_on: date | None = None
    arbitration_accepted_on: date | None = None
    arbitration_number: str = ""
    arbitration_result: ArbitrationResult | None = None
    arbitration_closed_on: date | None = None
    award_kind: AwardKind | None = None
    award_served_on: date | None = None
    set_aside_on: date | None = None
    upper_court: Organisation | None = None
    """The intermediate court, which sets awards aside."""
    commission: Organisation | None = None
    sued_on: date | None = None
    suit_number: str = ""
    suit_result: SuitResult | None = None
    suit_closed_on: date | None = None
    source: Source | None = None


class Remark(NamedTuple):
    """What a reader of the ledger should know: the field it is about, and why."""

    about: str
    code: str
    zh: str
    en: str


class Untellable(Exception):
    """The record contradicts itself or leaves out what an event must have; `remark` says where."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark.en)
        self.remark = remark
