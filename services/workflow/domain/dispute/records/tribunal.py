"""What is known of arbitration, suits and enforcement."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import (
    AwardItem,
    Instance,
    Instrument,
    JudgmentResult,
    SuitGround,
    SuitProcedure,
)
from services.workflow.domain.dispute.records.agreement import Title
from services.workflow.domain.dispute.states import State


class Restart(StrEnum):
    """Why the period of an arbitration began anew (办案规则 46)."""

    CLAIMS_ADDED = "claims_added"
    PARTY_JOINED = "party_joined"


class Award(msgspec.Struct, frozen=True, kw_only=True):
    """An award and on which day each party received it."""

    number: str
    issued_on: date
    items: tuple[AwardItem, ...]
    served: tuple[tuple[int, date], ...] = ()
    refused_on: date | None = None
    """Day on which a court refused to enforce it (不予执行)."""
    refusal_served: tuple[tuple[int, date], ...] = ()
    took_effect_on: date | None = None
    """Day from which the whole of it has effect: no window to sue holds it back any more."""

    def received_on(self, party: int) -> date | None:
        """Day on which the party received it."""
        return day_of(self.served, party)

    @property
    def has_final(self) -> bool:
        """Whether an item is final (终局)."""
        return any(item.is_final for item in self.items)

    @property
    def has_open(self) -> bool:
        """Whether an item is not final, so that both sides may sue."""
        return any(not item.is_final for item in self.items)


def day_of(served: tuple[tuple[int, date], ...], party: int) -> date | None:
    """Day on which a party received something."""
    return next((on for no, on in served if no == party), None)


class Arbitration(msgspec.Struct, frozen=True, kw_only=True):
    """The case before a commission."""

    commission: UUID
    filed_on: date
    """Receipt of the application; the first one where acceptance was deferred for mediation."""
    deferred_until: date | None = None
    """Acceptance was deferred for mediation until this day; ARB.ACCEPT runs from here."""
    number: str = ""
    accepted_on: date | None = None
    """Its period runs from here; after a transfer from the day of the transfer."""
    is_silent: bool = False
    """The period for deciding on acceptance passed (ARB.ACCEPT)."""
    is_refused: bool = False
    """The commission did not accept it (不予受理)."""
    decided_on: date | None = None
    """Day on which the commission decided on acceptance, either way."""
    was_wrong_commission: bool = False
    competent: UUID | None = None
    """The commission that it named in its own place, where that was all."""
    is_defaulted: bool = False
    """The applicant stayed away, so that it cannot be filed again (ARB.NOSHOW)."""
    hearings: tuple[tuple[int, datetime, bool], ...] = ()
    """Number, time, and whether it was held."""
    listed: tuple[tuple[int, date], ...] = ()
    """On which day each hearing was listed, also of those that were taken off the list."""
    panel_formed_on: date | None = None
    """Day on which the tribunal was formed, as far as told."""
    is_simple: bool = False
    """Whether it is heard under simple procedure (简易处理), as far as told."""
    stayed_on: date | None = None
    stays: tuple[tuple[date, date], ...] = ()
    """First and last day of each ended stay; they are not counted (ARB.AWARD)."""
    restarts: tuple[tuple[date, Restart], ...] = ()
    """Days on which its period began anew, and why (办案规则 46)."""
    extended_until: date | None = None
    extended_on: date | None = None
    """Day on which the extension was told."""
    ended_on: date | None = None
    """Day on which the commission was done with it, however it ended."""
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
    judgment_served: tuple[tuple[int, date], ...] = ()
    judged_at: Instance | None = None
    """The instance that judged last; `instance` is where the suit is."""
    result: JudgmentResult | None = None
    complaint_on: date | None = None
    """Day on which the court received the complaint, where it is told apart from the docketing."""
    procedure: SuitProcedure | None = None
    """Under which it is heard at first instance, as far as told."""
    remanded_on: date | None = None
    """Day on which it came back to the first instance, where it did."""
    first_judged_on: date | None = None
    """Day of the judgment of first instance."""
    first_served: tuple[tuple[int, date], ...] = ()
    """On which day each party received the judgment of first instance."""
    appealed_by: frozenset[int] = frozenset()
    appealed_on: date | None = None
    """Day of the first appeal."""
    is_ended: bool = False
    ended_on: date | None = None
    is_dismissed: bool = False
    """Whether it ended by a ruling that dismissed it (驳回起诉)."""
    ruling_served: tuple[tuple[int, date], ...] = ()
    """On which day each party received the ruling that dismissed it, or let it be withdrawn."""
    effect_before: date | None = None
    """Day since which the award had effect when the suit was filed, where it had."""
    title_before: Title | None = None
    """The title that the suit held back, where there was one."""

    @property
    def is_on_appeal(self) -> bool:
        """Whether an appeal is undecided."""
        return self.judged_at is not None and self.judged_at is not self.instance

    def appealed(self, by: tuple[int, ...], on: date) -> "Suit":
        """Before the second instance; of several appeals the first says since when."""
        return msgspec.structs.replace(
            self,
            instance=Instance.SECOND,
            appealed_by=self.appealed_by | set(by),
            appealed_on=self.appealed_on or on,
        )

    def sent_back(self, on: date) -> "Suit":
        """As it was filed: before the first instance, with nothing judged (发回重审)."""
        return Suit(
            no=self.no,
            court=self.court,
            number=self.number,
            ground=self.ground,
            by=self.by,
            filed_on=self.filed_on,
            complaint_on=self.complaint_on,
            remanded_on=on,
        )


class SettingAside(msgspec.Struct, frozen=True, kw_only=True):
    """An application to set a final award aside; `is_granted` none while undecided."""

    court: UUID
    by: int
    filed_on: date
    number: str = ""
    is_granted: bool | None = None
    decided_on: date | None = None
    served: tuple[tuple[int, date], ...] = ()
    """On which day each party received the ruling."""


class PastEnforcement(msgspec.Struct, frozen=True, kw_only=True):
    """An enforcement that ended, of the instrument of that number."""

    number: str
    applied_on: date
    ended_on: date


class Enforcement(msgspec.Struct, frozen=True, kw_only=True):
    """Before the enforcing court."""

    court: UUID
    number: str
    instrument: Instrument
    applied_on: date
    is_stayed: bool = False
    before: State
    """Where it stood when enforcement was applied for."""
