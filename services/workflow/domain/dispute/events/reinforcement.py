"""Events of making an agreement enforceable: confirmation, arbitration review, payment order."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from services.workflow.domain.dispute.parts import (
    AnnulledExtent,
    ConfirmationBar,
    ConfirmationFault,
    Connection,
    DismissalGround,
    Excuse,
    PaymentOrderEnd,
    ReviewBar,
    ReviewFault,
    Served,
)
from services.workflow.domain.fact import Fact, unchanged
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Written

# Judicial confirmation (司法确认)


class ConfirmationApplied(Fact, frozen=True, kw_only=True):
    """Both sides jointly asked a court to confirm the agreement."""

    class_version: ClassVar[int] = 3
    upcast_v1_v2 = staticmethod(unchanged)
    upcast_v2_v3 = staticmethod(unchanged)

    version: int
    court: UUID
    applicants: tuple[int, ...]
    due_natural: date
    due_rolled: date
    """The last day of CONF.APPLY as it was counted when this was decided."""
    excuse: Excuse | None = None
    """Why an application after that day is in time all the same."""
    excused_on: date | None = None
    """The day it was posted, or the obstacle ended."""
    connection: Connection | None = None
    """The connecting fact that was stated, where the record does not show one."""


class ConfirmationDocketed(Fact, frozen=True, kw_only=True):
    """The court accepted the application and gave it a number."""

    number: str


class ConfirmationSupplementAsked(Fact, frozen=True, kw_only=True):
    """The court asks for material by a day."""

    items: Written
    due_on: date


class ConfirmationSupplied(Fact, frozen=True, kw_only=True):
    """The applicants handed in the material."""

    items: Written = ""


class ConfirmationNotAccepted(Fact, frozen=True, kw_only=True):
    """The court does not take the application up (不予受理)."""

    ground: ConfirmationBar
    number: str = ""


class ConfirmationRefused(Fact, frozen=True, kw_only=True):
    """The court rules that it does not confirm (裁定驳回)."""

    ground: ConfirmationFault
    number: str = ""


class ConfirmationWithdrawn(Fact, frozen=True, kw_only=True):
    """An applicant withdrew the application."""

    by: tuple[int, ...]


class ConfirmationDeemedWithdrawn(Fact, frozen=True, kw_only=True):
    """The court treats it as withdrawn: the material did not come (按撤回处理)."""

    reason: Written = ""


class ConfirmationGranted(Fact, frozen=True, kw_only=True):
    """The court ruled the agreement valid; it can be enforced."""

    class_version: ClassVar[int] = 3
    upcast_v1_v2 = staticmethod(unchanged)
    upcast_v2_v3 = staticmethod(unchanged)

    ruling_number: str
    served: tuple[Served, ...] = ()
    """Who received the ruling when; CONF.OBJECT runs from there."""
    is_extended: bool = False
    """Whether the court's president had allowed more time for it (CONF.DECIDE)."""


class ConfirmationObjected(Fact, frozen=True, kw_only=True):
    """A party or an interested person objects to the ruling; out of time it moves nothing."""

    party: int | None = None
    """None: an interested person."""
    interested_person: Written = ""
    received_on: date | None = None
    """Day on which the party received the ruling."""
    known_on: date | None = None
    """Day on which the interested person learned of it."""
    due_on: date | None = None
    is_in_time: bool
    ground: Written = ""


class ConfirmationAnnulled(Fact, frozen=True, kw_only=True):
    """The court revoked its ruling; `extent` says whether the agreement itself falls."""

    extent: AnnulledExtent
    number: str
    ground: Written


class ConfirmationChanged(Fact, frozen=True, kw_only=True):
    """The court changed its ruling; it still makes the agreement enforceable."""

    number: str
    ground: Written


# Arbitration review (仲裁审查)


class ReviewApplied(Fact, frozen=True, kw_only=True):
    """Both sides jointly asked a commission to make a statement (仲裁调解书) of the agreement."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    version: int
    commission: UUID
    applicants: tuple[int, ...]
    due_natural: date
    due_rolled: date
    """The last day of REV.APPLY as it was counted when this was decided."""
    connection: Connection | None = None
    """The connecting fact that was stated, where the record does not show one."""
    excuse: Excuse | None = None
    """Why an application after that day is in time all the same."""
    excused_on: date | None = None
    """The day it was posted, or the obstacle ended."""


class ReviewAccepted(Fact, frozen=True, kw_only=True):
    """The commission took the application up."""

    number: str


class ReviewNotAccepted(Fact, frozen=True, kw_only=True):
    """The commission does not take it up."""

    ground: ReviewBar


class ReviewRefused(Fact, frozen=True, kw_only=True):
    """The commission makes no statement; it says so in writing."""

    ground: ReviewFault


class ReviewWithdrawn(Fact, frozen=True, kw_only=True):
    """An applicant withdrew before the statement was served."""

    by: tuple[int, ...]


class ReviewStatementServed(Fact, frozen=True, kw_only=True):
    """A party signed for the statement."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    number: str
    party: int
    is_extended: bool = False
    """Whether the commission had approved more time for the review (REV.DECIDE)."""


class ReviewStatementTookEffect(Fact, frozen=True, kw_only=True):
    """Both sides have signed for the statement: it can be enforced (REV.EFFECT)."""

    number: str


# Payment order (支付令)


class PaymentOrderApplied(Fact, frozen=True, kw_only=True):
    """The worker asked a court to order payment of what was agreed and not paid (法 16)."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    version: int
    court: UUID
    applicant: int
    amount: Fen
    connection: Connection | None = None
    """The connecting fact that was stated, where the record does not show one."""


class PaymentOrderIssued(Fact, frozen=True, kw_only=True):
    """The court issued the order."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    number: str
    accepted_on: date | None = None
    """Day on which the court accepted the application, where it is told."""


class PaymentOrderServed(Fact, frozen=True, kw_only=True):
    """The debtor received the order; PO.OBJECT runs from there."""

    party: int


class PaymentOrderObjected(Fact, frozen=True, kw_only=True):
    """The debtor objected in writing; the order ended."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    party: int
    ground: Written = ""
    ruling_received_on: date | None = None
    """Day on which the applicant received the ruling that ended it, where it is told (PO.NOSUIT)."""


class PaymentOrderVoided(Fact, frozen=True, kw_only=True):
    """The order lost its force otherwise."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    reason: PaymentOrderEnd
    ruling_received_on: date | None = None
    """Day on which the applicant received the ruling that ended it, where it is told (PO.NOSUIT)."""


class PaymentOrderDismissed(Fact, frozen=True, kw_only=True):
    """The court dismissed the application."""

    ground: DismissalGround


class PaymentOrderTookEffect(Fact, frozen=True, kw_only=True):
    """No objection in time: the order can be enforced."""

    number: str


Event = (
    ConfirmationApplied
    | ConfirmationDocketed
    | ConfirmationSupplementAsked
    | ConfirmationSupplied
    | ConfirmationNotAccepted
    | ConfirmationRefused
    | ConfirmationWithdrawn
    | ConfirmationDeemedWithdrawn
    | ConfirmationGranted
    | ConfirmationObjected
    | ConfirmationAnnulled
    | ConfirmationChanged
    | ReviewApplied
    | ReviewAccepted
    | ReviewNotAccepted
    | ReviewRefused
    | ReviewWithdrawn
    | ReviewStatementServed
    | ReviewStatementTookEffect
    | PaymentOrderApplied
    | PaymentOrderIssued
    | PaymentOrderServed
    | PaymentOrderObjected
    | PaymentOrderVoided
    | PaymentOrderDismissed
    | PaymentOrderTookEffect
)
