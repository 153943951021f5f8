"""Events of handing over: offers and their answers, mandates given and returned."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from services.workflow.domain.dispute.parts import (
    Connection,
    Mandate,
    MandateResult,
    RefusalGround,
    ReturnGround,
)
from services.workflow.domain.fact import Fact, unchanged
from services.workflow.domain.values.sealed import Written

# Offers


class ReferralOffered(Fact, frozen=True, kw_only=True):
    """Offered to a commission on a party's signed or recorded application."""

    class_version: ClassVar[int] = 3
    upcast_v1_v2 = staticmethod(unchanged)
    upcast_v2_v3 = staticmethod(unchanged)

    offer: int
    """Number within the dispute from 1, whatever the offer is for."""
    to: UUID
    reason: Written
    applicant: int
    expires_on: date | None = None
    connection: Connection | None = None
    """The connecting fact that was stated, where the record does not show one."""


class TransferOffered(Fact, frozen=True, kw_only=True):
    """Offered to another mediation organisation, for a reason and with the applicants' consent."""

    offer: int
    to: UUID
    reason: Written
    consented_by: tuple[int, ...]
    expires_on: date | None = None


class ReturnOffered(Fact, frozen=True, kw_only=True):
    """Offered back to the body that handed it over."""

    offer: int
    to: UUID
    ground: ReturnGround
    reason: Written = ""
    expires_on: date | None = None


class ReferralDelivered(Fact, frozen=True, kw_only=True):
    """The offer reached the receiver's system; not yet a receipt."""

    offer: int


class ReferralReceived(Fact, frozen=True, kw_only=True):
    """The receiver gave a business receipt; not yet acceptance."""

    offer: int
    receipt_number: str = ""


class ReferralAccepted(Fact, frozen=True, kw_only=True):
    """The commission took the dispute over; custody passes with this event."""

    offer: int
    by: UUID


class TransferAccepted(Fact, frozen=True, kw_only=True):
    """The other mediation organisation took the dispute over; its dates and clocks go on."""

    offer: int
    by: UUID
    other_side_consented_on: date | None = None
    """Day on which the other side agreed to mediation, where that was not recorded before."""


class ReturnAccepted(Fact, frozen=True, kw_only=True):
    """The body that had handed it over has it again, where it then stood."""

    offer: int
    by: UUID


class ReferralRefused(Fact, frozen=True, kw_only=True):
    """The receiver refused; the sender works on."""

    class_version: ClassVar[int] = 2

    offer: int
    ground: RefusalGround
    reason: Written = ""

    @staticmethod
    def upcast_v1_v2(event: dict[str, Any]) -> None:
        """The ground was in words only."""
        event["ground"] = "other"


class ReferralRecalled(Fact, frozen=True, kw_only=True):
    """The sender, or an event that overtook the offer, took it back."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    offer: int
    reason: Written


class ReferralExpired(Fact, frozen=True, kw_only=True):
    """Nobody answered the offer in time; the sender works on."""

    offer: int
    expires_on: date


# Mandates


class MediationSuggested(Fact, frozen=True, kw_only=True):
    """The commission suggested mediation and defers acceptance (调解建议书, 办案规则 69)."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    commission: UUID
    organisation: UUID
    consented_by: tuple[int, ...]
    reference: str = ""
    due_on: date | None = None
    rule: str = ""
    """The rule of the mandate's period."""
    is_counted: bool = False
    """Whether `due_on` was counted by that rule; otherwise the mandate names that day."""


class MediationEntrusted(Fact, frozen=True, kw_only=True):
    """A seised body entrusted mediation to an organisation (委托); its own clocks run on."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    mandate: Mandate
    """`arbitration_entrusted` or `court_entrusted`."""
    body: UUID
    organisation: UUID
    consented_by: tuple[int, ...]
    reference: str = ""
    due_on: date | None = None
    """Day by which it is to be returned."""
    rule: str = ""
    """The rule of the mandate's period."""
    is_counted: bool = False
    """Whether `due_on` was counted by that rule; otherwise the mandate names that day."""


class MediationDelegated(Fact, frozen=True, kw_only=True):
    """A court delegated mediation before it files the case (委派)."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    court: UUID
    organisation: UUID
    consented_by: tuple[int, ...]
    reference: str = ""
    due_on: date | None = None
    rule: str = ""
    """The rule of the mandate's period."""
    is_counted: bool = False
    """Whether `due_on` was counted by that rule; otherwise the mandate names that day."""


class MandateReturned(Fact, frozen=True, kw_only=True):
    """The organisation gave the mandate back with its report; a success leaves the agreement standing."""

    mandate: Mandate
    to: UUID
    result: MandateResult
    report: Written = ""
    has_lapsed: bool = False
    """Whether the mandate's period had ended."""


Event = (
    ReferralOffered
    | TransferOffered
    | ReturnOffered
    | ReferralDelivered
    | ReferralReceived
    | ReferralAccepted
    | TransferAccepted
    | ReturnAccepted
    | ReferralRefused
    | ReferralRecalled
    | ReferralExpired
    | MediationSuggested
    | MediationEntrusted
    | MediationDelegated
    | MandateReturned
)
