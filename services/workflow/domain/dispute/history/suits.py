"""History of suits, and of applications to set an award aside."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.history.record import (
    ArbitrationResult,
    Record,
    Result,
    SuitResult,
)
from services.workflow.domain.dispute.history.step import (
    JudgmentStands,
    Step,
    assumed,
    identity,
    needed,
    numbers,
)
from services.workflow.domain.dispute.parts import Channel, ClaimKind, Side, SuitGround
from services.workflow.domain.dispute.stages.court.litigation import (
    ReportCourtStatementServed,
    ReportLitigationFiled,
    ReportLitigationWithdrawn,
)
from services.workflow.domain.dispute.stages.court.setting_aside import ReportSetAsideFiled


def suit(record: Record) -> Iterator[Step]:
    """Filed unless the row began with it, and ended where the record says how and when."""
    if record.sued_on and not (record.is_direct and record.channel is Channel.DIRECT_SUIT):
        court = needed(record.court, "sued_on", "管辖法院", "the court on file")
        filed = ReportLitigationFiled(
            court=identity(court),
            number=record.suit_number,
            ground=_ground(record),
            by=numbers(record, Side.CLAIMANT),
        )
        yield Step("sued_on", record.sued_on, filed, body=court)
    if record.suit_result and record.suit_closed_on:
        yield Step("suit_result", record.suit_closed_on, _judged(record, record.suit_result))


def _judged(record: Record, result: SuitResult) -> Command | JudgmentStands:
    number = record.suit_number or record.number
    match result:
        case SuitResult.JUDGMENT:
            return JudgmentStands(number=number)
        case SuitResult.STATEMENT:
            return ReportCourtStatementServed(suit=1, number=number)
        case SuitResult.WITHDRAWN:
            return ReportLitigationWithdrawn(suit=1, by=numbers(record, Side.CLAIMANT))
        case _:
            assert_never(result)


def _ground(record: Record) -> SuitGround:
    """Why a suit was open, as far as the other columns tell; a doubtful one is remarked on."""
    after = {
        ArbitrationResult.AWARD: SuitGround.AFTER_AWARD,
        ArbitrationResult.NOT_ACCEPTED: SuitGround.NOT_ACCEPTED,
    }
    if record.arbitration_result in after:
        return after[record.arbitration_result]
    if record.arbitration_accepted_on and not record.arbitration_result:
        return SuitGround.AWARD_OVERDUE
    if record.result is Result.AGREEMENT and all(
        claim.kind is ClaimKind.REMUNERATION for claim in record.claims
    ):
        return SuitGround.WAGE_AGREEMENT
    is_delegated = record.channel is Channel.COURT_DELEGATED
    return SuitGround.MANDATE_FAILED if is_delegated else SuitGround.NOT_ARBITRABLE


def set_aside(record: Record, on: date) -> Step:
    """The employer's application, to the intermediate court or else, remarked on, the local one."""
    court = record.upper_court or needed(record.court, "set_aside_on", "法院", "a court on file")
    remarks = () if record.upper_court else (assumed("set_aside_on"),)
    by = numbers(record, Side.RESPONDENT)[0]
    return Step(
        "set_aside_on", on, ReportSetAsideFiled(court=identity(court), by=by), remarks, court
    )
