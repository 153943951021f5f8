"""Events of an agreement: terms, signatures and seal, effect, amendment, performance, breach, fall."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from services.workflow.domain.dispute.parts import (
    AnnulmentKind,
    Instalment,
    NoticeMethod,
    RequiredAct,
    Term,
)
from services.workflow.domain.fact import Fact, unchanged
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Written


class TermsRecorded(Fact, frozen=True, kw_only=True):
    """The parties agree on terms; signatures and seal are still to come."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    version: int
    terms: tuple[Term, ...]
    required: tuple[RequiredAct, ...]
    """The acts that this mandate and kind of organisation need (MED.EFFECT)."""
    ability_to_perform: Written = ""


class AgreementAmended(Fact, frozen=True, kw_only=True):
    """All parties want other terms: a new version to be signed; the old stands until it is effective."""

    version: int
    terms: tuple[Term, ...]
    required: tuple[RequiredAct, ...]
    consented_by: tuple[int, ...]
    reason: Written = ""
    ability_to_perform: Written = ""


class AmendmentAbandoned(Fact, frozen=True, kw_only=True):
    """The new version will not be signed; the old one goes on."""

    version: int
    reason: Written = ""


class AgreementSigned(Fact, frozen=True, kw_only=True):
    """One party, or the mediator (`party` none), signed the agreement."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    version: int
    party: int | None
    representative: int | None = None
    """Number of the representative who signed for the party, with authority to settle."""


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


class DutyPerformed(Fact, frozen=True, kw_only=True):
    """A duty other than payment was performed."""

    claim: int


class PerformanceReminded(Fact, frozen=True, kw_only=True):
    """The debtor was reminded (督促履行); none: of the whole."""

    instalment: int | None = None
    method: NoticeMethod


class PerformanceBreached(Fact, frozen=True, kw_only=True):
    """A due day passed and not all that was due by it is paid."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    instalment: int
    due_on: date
    outstanding: Fen
    """Of this instalment, in fen."""
    last_on: date | None = None
    """The last day on which it would have been in time: the agreed one, as it rolls."""


class AgreementAnnulled(Fact, frozen=True, kw_only=True):
    """An effective agreement was found void or was revoked."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    version: int
    kind: AnnulmentKind
    by: Written
    ground: Written


Event = (
    TermsRecorded
    | AgreementAmended
    | AmendmentAbandoned
    | AgreementSigned
    | AgreementSealed
    | AgreementTookEffect
    | SettledOnTheSpot
    | PerformanceRecorded
    | DutyPerformed
    | PerformanceReminded
    | PerformanceBreached
    | AgreementAnnulled
)
