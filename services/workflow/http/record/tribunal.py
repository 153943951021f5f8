"""What the record of a dispute says of its arbitration, suits and enforcement; no text of anybody."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.guards.windows import Window, award_windows
from services.workflow.domain.dispute.parts import (
    AwardItem,
    Instance,
    Instrument,
    JudgmentResult,
    SuitGround,
)
from services.workflow.domain.dispute.records import Award, Enforcement, Suit
from services.workflow.domain.dispute.standing import standing_award
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given


class HearingRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A hearing that was listed."""

    no: int
    starts_at: datetime
    is_held: bool


class AwardServiceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """When a party received the award, and until when it may go to court about it."""

    party: int
    received_on: date | None
    windows: tuple[Window, ...]
    """As they stand today, each by its own rule."""


class AwardRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The award, item by item and party by party."""

    number: str
    issued_on: date
    items: tuple[AwardItem, ...]
    stands: bool
    """Neither set aside nor refused enforcement."""
    service: tuple[AwardServiceRecord, ...]


class SettingAsideRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The application to set the award aside."""

    court: UUID
    by: int
    number: str
    filed_on: date
    is_granted: bool | None
    """Null while undecided."""
    decided_on: date | None


class ArbitrationRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The case before a commission."""

    commission: UUID
    number: str
    filed_on: date
    """Receipt of the first application; it counts for limitation."""
    accepted_on: date | None
    is_silent: bool
    """The commission did not decide on acceptance in time; a direct suit is open."""
    hearings: tuple[HearingRecord, ...]
    stayed_on: date | None
    """Since when it stands still."""
    extended_until: date | None
    award: AwardRecord | None
    setting_aside: SettingAsideRecord | None
    statement_number: str
    statement_served_on: tuple[int, ...]
    """Numbers of the parties that signed for the statement."""


class SuitRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One suit, at whatever instance."""

    no: int
    court: UUID
    number: str
    ground: SuitGround | None
    by: tuple[int, ...]
    filed_on: date
    instance: Instance
    judged_at: Instance | None
    """The instance that judged last."""
    judgment_number: str
    judgment_on: date | None
    result: JudgmentResult | None
    is_ended: bool


class EnforcementRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Before the enforcing court."""

    court: UUID
    number: str
    instrument: Instrument
    applied_on: date
    is_stayed: bool


class TitleRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The instrument that makes the dispute enforceable."""

    instrument: Instrument
    number: str
    on: date
    """Day of its effect."""


class TribunalRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What commissions and courts made of the dispute."""

    arbitration: ArbitrationRecord | None
    suits: tuple[SuitRecord, ...]
    title: TitleRecord | None
    enforcement: EnforcementRecord | None


def tribunal_of(dispute: Dispute, given: Given) -> TribunalRecord:
    """The record; the windows are computed for the day given."""
    title = dispute.title
    return TribunalRecord(
        arbitration=_arbitration(dispute, given),
        suits=tuple(_suit(suit) for suit in dispute.suits),
        title=TitleRecord(instrument=title.instrument, number=title.number, on=title.on)
        if title
        else None,
        enforcement=_enforcement(dispute.enforcement) if dispute.enforcement else None,
    )


def _arbitration(dispute: Dispute, given: Given) -> ArbitrationRecord | None:
    case = dispute.arbitration
    if case is None:
        return None
    return ArbitrationRecord(
        commission=case.commission,
        number=case.number,
        filed_on=case.filed_on,
        accepted_on=case.accepted_on,
        is_silent=case.is_silent,
        hearings=tuple(
            HearingRecord(no=no, starts_at=at, is_held=is_held) for no, at, is_held in case.hearings
        ),
        stayed_on=case.stayed_on,
        extended_until=case.extended_until,
        award=_award(case.award, dispute, given) if case.award else None,
        setting_aside=_setting_aside(dispute),
        statement_number=case.statement_number,
        statement_served_on=tuple(sorted(case.statement_served_on)),
    )


def _award(award: Award, dispute: Dispute, given: Given) -> AwardRecord:
    windows = award_windows(dispute, given)
    return AwardRecord(
        number=award.number,
        issued_on=award.issued_on,
        items=award.items,
        stands=standing_award(dispute) is not None,
        service=tuple(
            AwardServiceRecord(
                party=no,
                received_on=award.received_on(no),
                windows=tuple(window for window in windows if window.party == no),
            )
            for no in sorted(dispute.present_parties)
        ),
    )


def _setting_aside(dispute: Dispute) -> SettingAsideRecord | None:
    asked = dispute.set_aside
    if asked is None:
        return None
    return SettingAsideRecord(
        court=asked.court,
        by=asked.by,
        number=asked.number,
        filed_on=asked.filed_on,
        is_granted=asked.is_granted,
        decided_on=asked.decided_on,
    )


def _suit(suit: Suit) -> SuitRecord:
    return SuitRecord(
        no=suit.no,
        court=suit.court,
        number=suit.number,
        ground=suit.ground,
        by=suit.by,
        filed_on=suit.filed_on,
        instance=suit.instance,
        judged_at=suit.judged_at,
        judgment_number=suit.judgment_number,
        judgment_on=suit.judgment_on,
        result=suit.result,
        is_ended=suit.is_ended,
    )


def _enforcement(enforcement: Enforcement) -> EnforcementRecord:
    return EnforcementRecord(
        court=enforcement.court,
        number=enforcement.number,
        instrument=enforcement.instrument,
        applied_on=enforcement.applied_on,
        is_stayed=enforcement.is_stayed,
    )
