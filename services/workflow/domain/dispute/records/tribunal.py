"""What is known of arbitration, suits and enforcement."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import (
    AwardItem,
    Instance,
    Instrument,
    JudgmentResult,
    SuitGround,
)
from services.workflow.domain.dispute.states import State


class Award(msgspec.Struct, frozen=True, kw_only=True):
    """An award and on which day each party received it."""

    number: str
    issued_on: date
    items: tuple[AwardItem, ...]
    served: tuple[tuple[int, date], ...] = ()
    refused_on: date | None = None
    """Day on which a court refused to enforce it (不予执行)."""
    refusal_served: tuple[tuple[int, date], ...] = ()

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
    was_wrong_commission: bool = False
    is_defaulted: bool = False
    """The applicant stayed away, so that it cannot be filed again (ARB.NOSHOW)."""
    hearings: tuple[tuple[int, datetime, bool], ...] = ()
    """Number, time, and whether it was held."""
    stayed_on: date | None = None
    days_stayed: int = 0
    """Days of past stays, which are not counted (ARB.AWARD)."""
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
    judgment_served: tuple[tuple[int, date], ...] = ()
    judged_at: Instance | None = None
    """The instance that judged last; `instance` is where the suit is."""
    result: JudgmentResult | None = None
    is_ended: bool = False
    ended_on: date | None = None

    @property
    def is_on_appeal(self) -> bool:
        """Whether an appeal is undecided."""
        return self.judged_at is not None and self.judged_at is not self.instance

    def sent_back(self) -> "Suit":
        """As it was filed: before the first instance, with nothing judged (发回重审)."""
        return Suit(
            no=self.no,
            court=self.court,
            number=self.number,
            ground=self.ground,
            by=self.by,
            filed_on=self.filed_on,
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


class Enforcement(msgspec.Struct, frozen=True, kw_only=True):
    """Before the enforcing court."""

    court: UUID
    number: str
    instrument: Instrument
    applied_on: date
    is_stayed: bool = False
    before: State
    """Where it stood when enforcement was applied for."""
