"""A dispute as its events make it: the frozen state that every stage reads."""

from datetime import date
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    Claim,
    Disposition,
    Instalment,
    Mandate,
    Outcome,
    Party,
    RequiredAct,
    Side,
    Source,
    Term,
)


class ClaimRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A claim and what became of it."""

    claim: Claim
    disposition: Disposition = Disposition.OPEN


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """The agreement in its present version, the acts done on it, and what was paid."""

    version: int
    terms: tuple[Term, ...]
    required: tuple[RequiredAct, ...]
    recorded_on: date
    signed_by: frozenset[int] = frozenset()
    is_signed_by_mediator: bool = False
    is_sealed: bool = False
    last_act_on: date | None = None
    effective_on: date | None = None
    due: int = 0
    """All that is to be paid, in fen."""
    paid: int = 0
    """Paid so far, in fen."""

    @property
    def instalments(self) -> tuple[Instalment, ...]:
        """Every payment due under the agreement."""
        return tuple(i for term in self.terms for i in term.instalments)

    @property
    def is_performed(self) -> bool:
        """Whether all that was to be paid is paid; a duty in words is never seen as performed."""
        return self.paid >= self.due and not any(term.duty for term in self.terms)


class Reinforcement(msgspec.Struct, frozen=True, kw_only=True):
    """The one slot per agreement for making it enforceable."""

    court: UUID
    applied_on: date
    docket_number: str = ""
    ruling_number: str = ""


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """An offer of hand-over in flight: at most one."""

    no: int
    to: UUID
    is_delivered: bool = False
    is_received: bool = False


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """What the decisions read. `state` is `unregistered` while there are no events."""

    id: UUID | None = None
    state: State = State.UNREGISTERED
    case_number: str = ""
    organisation: UUID | None = None
    """The mediation organisation; none for a direct filing."""
    custodian: UUID | None = None
    transferred_by: UUID | None = None
    mandate: Mandate = Mandate.SELF
    region: str = ""
    parties: tuple[Party, ...] = ()
    claims: tuple[ClaimRecord, ...] = ()
    worker_count: int = 1
    received_on: date | None = None
    accepted_on: date | None = None
    last_on: date | None = None
    """The latest day on which something is recorded to have happened."""
    mediator: UUID | None = None
    agreement: Agreement | None = None
    reinforcement: Reinforcement | None = None
    instrument: str = ""
    """What makes it enforceable, such as the number of the confirming ruling."""
    offer: Offer | None = None
    offers_made: int = 0
    commission: UUID | None = None
    arbitration_number: str = ""
    outcome: Outcome | None = None
    leader: UUID | None = None
    """The dispute that leads this matter, where this one was merged into it."""
    source: Source | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is on file and not closed."""
        return self.state not in {State.UNREGISTERED, State.CLOSED}

    def side(self, side: Side) -> frozenset[int]:
        """The numbers of the parties on a side."""
        return frozenset(party.no for party in self.parties if party.side is side)

    def party(self, no: int) -> Party | None:
        """The party of that number."""
        return next((party for party in self.parties if party.no == no), None)
