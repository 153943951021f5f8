"""Events of arbitration, courts and enforcement: mostly what those bodies decide and report."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from services.workflow.domain.dispute.parts import (
    ArbitrationBar,
    AwardItem,
    EnforcementEnd,
    Instance,
    Instrument,
    JudgmentResult,
    Served,
    StayCause,
    SuitGround,
    SuitProcedure,
)
from services.workflow.domain.fact import Fact, unchanged
from services.workflow.domain.values.sealed import Written

# Arbitration


class ArbitrationFiled(Fact, frozen=True, kw_only=True):
    """A party filed with a commission by itself; acceptance is not decided."""

    commission: UUID
    by_party: int | None = None
    reference: str = ""


class ArbitrationAccepted(Fact, frozen=True, kw_only=True):
    """The commission accepted the case."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    number: str
    is_simple: bool = False
    """Whether it is to be heard under simple procedure (简易处理)."""


class ArbitrationNotAccepted(Fact, frozen=True, kw_only=True):
    """The commission did not accept the case; a suit is open."""

    ground: ArbitrationBar
    reason: Written = ""
    competent: UUID | None = None
    """The commission that has jurisdiction, where only that was wrong."""


class ArbitrationAcceptanceLapsed(Fact, frozen=True, kw_only=True):
    """The commission said nothing in time (ARB.ACCEPT): a direct suit is open."""

    due_on: date


class HearingListed(Fact, frozen=True, kw_only=True):
    """A hearing is to be held."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    hearing: int
    starts_at: datetime
    place: Written = ""
    panel_formed_on: date | None = None
    """Day on which the tribunal was formed, where it is told."""


class HearingHeld(Fact, frozen=True, kw_only=True):
    """A hearing took place; `present` are the numbers of the parties who came."""

    hearing: int | None = None
    present: tuple[int, ...] = ()


class ArbitrationStayed(Fact, frozen=True, kw_only=True):
    """The arbitration stands still (ARB.STAY)."""

    cause: StayCause
    detail: Written = ""


class ArbitrationResumed(Fact, frozen=True, kw_only=True):
    """The arbitration goes on."""


class ArbitrationExtended(Fact, frozen=True, kw_only=True):
    """More time for a complex case, once (ARB.AWARD)."""

    until: date
    reason: Written = ""


class ArbitrationTransferred(Fact, frozen=True, kw_only=True):
    """The case went to the commission that has jurisdiction; its clock starts again."""

    commission: UUID
    reason: Written = ""
    number: str = ""
    """The number that the other commission gave it, where known."""


class AwardIssued(Fact, frozen=True, kw_only=True):
    """The commission decided, item by item, each final or not."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    number: str
    items: tuple[AwardItem, ...]


class AwardServed(Fact, frozen=True, kw_only=True):
    """A party received the award; its windows run from there."""

    party: int


class AwardTookEffect(Fact, frozen=True, kw_only=True):
    """Every window closed without a suit: the award can be enforced."""

    number: str
    effective_on: date | None = None
    """The day after the last window; for a wholly final award the day it was made."""


class ArbitralStatementServed(Fact, frozen=True, kw_only=True):
    """A party signed for the commission's 仲裁调解书."""

    number: str
    party: int


class ArbitralStatementTookEffect(Fact, frozen=True, kw_only=True):
    """Both sides signed for the statement: it can be enforced."""

    number: str


class ArbitrationWithdrawn(Fact, frozen=True, kw_only=True):
    """The applicant withdrew from arbitration."""

    by: tuple[int, ...] = ()


class ArbitrationDeemedWithdrawn(Fact, frozen=True, kw_only=True):
    """The applicant stayed away without reason (ARB.NOSHOW); it cannot be filed again."""

    reason: Written = ""


# Courts


class LitigationFiled(Fact, frozen=True, kw_only=True):
    """A suit is before a court."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    suit: int
    """Number within the dispute from 1."""
    court: UUID
    number: str
    ground: SuitGround
    by: tuple[int, ...]
    complaint_on: date | None = None
    """Day on which the court received the complaint, where it is told apart from the docketing."""
    procedure: SuitProcedure | None = None
    """Under which it is heard at first instance, where it is told."""


class SetAsideFiled(Fact, frozen=True, kw_only=True):
    """The employer asked the intermediate court to set a final award aside (SETASIDE.30)."""

    court: UUID
    by: int
    number: str = ""


class SetAsideGranted(Fact, frozen=True, kw_only=True):
    """The award was set aside; a suit is open for 15 days from receipt (SUIT.AFTER.SA)."""

    number: str
    served: tuple[Served, ...] = ()


class SetAsideDismissed(Fact, frozen=True, kw_only=True):
    """The award stands."""

    number: str


class JudgmentGiven(Fact, frozen=True, kw_only=True):
    """A court decided at one instance."""

    suit: int
    instance: Instance
    number: str
    result: JudgmentResult
    served: tuple[Served, ...] = ()


class JudgmentAppealed(Fact, frozen=True, kw_only=True):
    """A party appealed."""

    suit: int
    by: tuple[int, ...]


class JudgmentTookEffect(Fact, frozen=True, kw_only=True):
    """The judgment is final."""

    suit: int
    number: str


class CourtStatementServed(Fact, frozen=True, kw_only=True):
    """The court's 民事调解书 was served on both sides."""

    suit: int
    number: str


class LitigationWithdrawn(Fact, frozen=True, kw_only=True):
    """The suit was withdrawn, or is treated so."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    suit: int
    by: tuple[int, ...] = ()
    served: tuple[Served, ...] = ()
    """Who received the ruling, and when, where it is told."""


class LitigationDismissed(Fact, frozen=True, kw_only=True):
    """The court dismissed the suit without a judgment on the claims (驳回起诉)."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    suit: int
    number: str = ""
    reason: Written = ""
    served: tuple[Served, ...] = ()
    """Who received the ruling, and when, where it is told."""


# Enforcement


class EnforcementApplied(Fact, frozen=True, kw_only=True):
    """A party asked the court to enforce."""

    court: UUID
    by: tuple[int, ...]
    instrument: Instrument
    number: str = ""
    is_late: bool = False
    """After ENF.2Y: a warning only, as the debtor may object or not."""


class EnforcementStayed(Fact, frozen=True, kw_only=True):
    """Enforcement stands still."""

    cause: StayCause
    detail: Written = ""


class EnforcementResumed(Fact, frozen=True, kw_only=True):
    """Enforcement goes on."""


class EnforcementEnded(Fact, frozen=True, kw_only=True):
    """Enforcement ended without full performance; the instrument stays."""

    ground: EnforcementEnd


class EnforcementRefused(Fact, frozen=True, kw_only=True):
    """The court does not enforce the award (不予执行); a suit is open (SUIT.AFTER.NE)."""

    number: str
    ground: Written = ""
    served: tuple[Served, ...] = ()


class EnforcementConcluded(Fact, frozen=True, kw_only=True):
    """All was enforced; the dispute is closed with it."""

    number: str = ""


Event = (
    ArbitrationFiled
    | ArbitrationAccepted
    | ArbitrationNotAccepted
    | ArbitrationAcceptanceLapsed
    | HearingListed
    | HearingHeld
    | ArbitrationStayed
    | ArbitrationResumed
    | ArbitrationExtended
    | ArbitrationTransferred
    | AwardIssued
    | AwardServed
    | AwardTookEffect
    | ArbitralStatementServed
    | ArbitralStatementTookEffect
    | ArbitrationWithdrawn
    | ArbitrationDeemedWithdrawn
    | LitigationFiled
    | SetAsideFiled
    | SetAsideGranted
    | SetAsideDismissed
    | JudgmentGiven
    | JudgmentAppealed
    | JudgmentTookEffect
    | CourtStatementServed
    | LitigationWithdrawn
    | LitigationDismissed
    | EnforcementApplied
    | EnforcementStayed
    | EnforcementResumed
    | EnforcementEnded
    | EnforcementRefused
    | EnforcementConcluded
)
