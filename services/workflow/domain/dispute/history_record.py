"""What a ledger says of one dispute: dates and outcomes as facts, and remarks on them."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
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
    """How far a judicial confirmation came."""

    APPLIED = "applied"
    GRANTED = "granted"


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
    confirmation_number: str = ""
    court: Organisation | None = None
    referred_on: date | None = None
    arbitration_accepted_on: date | None = None
    arbitration_number: str = ""
    commission: Organisation | None = None
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
