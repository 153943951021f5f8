"""What is known of hand-over, arbitration, suits and enforcement."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import (
    AwardItem,
    Instance,
    Instrument,
    JudgmentResult,
    OfferKind,
    SuitGround,
)
from services.workflow.domain.dispute.states import State


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """An offer of hand-over in flight: at most one."""

    no: int
    to: UUID
    kind: OfferKind = OfferKind.REFERRAL
    offered_on: date | None = None
    expires_on: date | None = None
    is_delivered: bool = False
    is_received: bool = False


class HandedOver(msgspec.Struct, frozen=True, kw_only=True):
    """An accepted hand-over: who had it, and where it stood, should it come back."""

    sender: UUID
    before: State
    kind: OfferKind
    mediator: UUID | None = None


class Award(msgspec.Struct, frozen=True, kw_only=True):
    """An award and on which day each party received it."""

    number: str
    issued_on: date
    items: tuple[AwardItem, ...]
    served: tuple[tuple[int, date], ...] = ()

    def received_on(self, party: int) -> date | None:
        """Day on which the party received it."""
        return next((on for no, on in self.served if no == party), None)


class Arbitration(msgspec.Struct, frozen=True, kw_only=True):
    """The case before a commission."""

    commission: UUID
    filed_on: date
    """Receipt of the application; the first one where acceptance was deferred for mediation."""
    number: str = ""
    accepted_on: date | None = None
    is_silent: bool = False
    """The period for deciding on acceptance passed (ARB.ACCEPT)."""
    was_wrong_commission: bool = False
    hearings: tuple[tuple[int, datetime, bool], ...] = ()
    """Number, time, and whether it was held."""
    stayed_on: date | None = None
    extended_until: date | None = None
    award: Award | None = None
    statement_number: str = ""
    statement_served_on: frozenset[int] = frozenset()


class Suit(msgspec.Struct, frozen=True, kw_only=True):
    """One suit, at whatever instance."""

    no: int
    court: UUID
    number: str
    ground: SuitGround | None
    """None where the dispute came to us with the suit."""
    by: tuple[int, ...]
    filed_on: date
    instance: Instance = Instance.FIRST
    judgment_number: str = ""
    judgment_on: date | None = None
    result: JudgmentResult | None = None
    is_ended: bool = False


class SettingAside(msgspec.Struct, frozen=True, kw_only=True):
    """An application to set a final award aside; `is_granted` none while undecided."""

    court: UUID
    by: int
    filed_on: date
    is_granted: bool | None = None


class Enforcement(msgspec.Struct, frozen=True, kw_only=True):
    """Before the enforcing court."""

    court: UUID
    number: str
    instrument: Instrument
    applied_on: date
    is_stayed: bool = False
    before: State
    """Where it stood when enforcement was applied for."""
