"""What a row must not say, and what of it is left out, beyond what each cell holds."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.workflow.application.ledger.faults import Severity
from services.workflow.domain.dispute.lifecycle import State
from tests.support.database import Databases
from tests.support.ledgers import Ledgers, agreed, cells, ledgers_on, row
from tests.support.numbers import resident_number

UNBORN = resident_number("650105", date(2025, 6, 1))
CONFIRMED = {
    "司法确认结果": "有效",
    "司法确认日期": "2025-03-28",
    "裁定案号": "（2025）新0105诉前调确1号",
}
FAILED = {"受理日期": "2025-03-04", "结果": "调解不成", "结果日期": "2025-03-14"}

REVIEWED = {
    "仲裁审查结果": "出具调解书",
    "仲裁审查日期": "2025-03-20",
    "调解书案号": "水劳人仲审〔2025〕1号",
}
TAKEN = row(渠道="直接仲裁", 仲裁受理日期="2025-03-06", 仲裁案号="水劳人仲案〔2025〕1号")
AWARDED = TAKEN | {
    "仲裁结果": "裁决",
    "仲裁结案日期": "2025-04-10",
    "裁决类型": "非终局",
    "裁决送达日期": "2025-04-14",
}
SUED = AWARDED | {"起诉日期": "2025-04-24", "法院案号": "（2025）新0105民初1号"}


def answered(answer: str, ground: str = "", number: str = "1号") -> dict[str, Any]:
    """An agreement with the court's answer to the application for confirmation."""
    confirmation = {"司法确认结果": answer, "司法确认日期": "2025-03-28"}
    return agreed(**confirmation, 司法确认理由=ground, 裁定案号=number)


@pytest.fixture
async def ledgers(databases: Databases, tmp_path: Path) -> AsyncIterator[Ledgers]:
    async with ledgers_on(databases, tmp_path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("facts", "column", "code"),
    [
        ({"登记日期": "2026-03-11"}, "D3", "in_the_future"),
        ({"受理日期": "2025-03-01"}, "J3", "before_registration"),
        ({"申请人证件号": UNBORN}, "J3", "resident_id.unborn"),
        ({"结果日期": "2025-03-05"}, "3", "day_without_result"),
        ({"不予受理原因": "对方不同意"}, "J3", "ground_without_decline"),
        ({"渠道": "直接仲裁", "结果": "撤回", "结果日期": "2025-03-05"}, "J3", "direct_with_another_result"),
        ({"渠道": "直接起诉", "协议金额": "100"}, "J3", "direct_but_mediated"),
        ({"渠道": "直接起诉", "仲裁受理日期": "2025-03-05"}, "J3", "not_in_this_state"),
        ({"结果": "不予受理", "结果日期": "2025-03-05"}, "3", "missing"),
        ({"统一社会信用代码": "91650105MA7750A123"}, "J3", "uscc.check"),
        (FAILED | {"结果日期": "2025-03-03"}, "L3", "out_of_order"),
    ],
)  # fmt: skip
async def test_a_row_that_cannot_be_true_is_refused_at_its_cell(
    ledgers: Ledgers, facts: dict[str, Any], column: str, code: str
) -> None:
    report = await ledgers.take(row(**facts), is_dry_run=True)

    assert cells(f for f in report.faults if f.is_error) == {(column, code)}


@pytest.mark.parametrize(
    ("facts", "code", "severity"),
    [
        ({"区划代码": "650105"}, "region_too_wide", Severity.WARNING),
        (FAILED | {"协议金额": "100"}, "not_used", Severity.WARNING),
        ({"结果": "直接仲裁", "结果日期": "2025-03-03"}, "channel_of_direct_filing", Severity.WARNING),
        (agreed(**REVIEWED), "review_on_assumed", Severity.NOTICE),
        (agreed(司法确认理由="其他"), "not_used", Severity.WARNING),
        (AWARDED | {"裁决类型": ""}, "award_kind_assumed", Severity.WARNING),
        (AWARDED | {"裁决送达日期": ""}, "award_served_on_assumed", Severity.WARNING),
        (AWARDED | {"仲裁结果": "调解"}, "not_used", Severity.WARNING),
        (agreed(**CONFIRMED), "confirmation_on_assumed", Severity.NOTICE),
        (agreed(协议生效日期=""), "effective_on_assumed", Severity.WARNING),
        (agreed(受理日期=""), "accepted_on_assumed", Severity.WARNING),
        (agreed(司法确认结果="已申请", 司法确认日期="2025-05-28"), "confirmation_too_late", Severity.WARNING),
    ],
)  # fmt: skip
async def test_what_is_assumed_doubtful_or_left_out_is_said_and_the_row_is_taken_over(
    ledgers: Ledgers, facts: dict[str, Any], code: str, severity: Severity
) -> None:
    report = await ledgers.take(row(**facts))

    assert {(fault.code, fault.severity) for fault in report.faults} == {(code, severity)}
    assert report.counts.added == 1


async def test_the_legal_doubts_of_a_row_are_kept_with_its_events(ledgers: Ledgers) -> None:
    await ledgers.take(agreed(司法确认结果="已申请", 司法确认日期="2025-05-28"))

    assert "confirmation_too_late" in await ledgers.warnings()


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (agreed(**CONFIRMED), State.CLOSED),
        (agreed(司法确认结果="已申请", 司法确认日期="2025-03-20"), State.CONFIRMATION_PENDING),
        (agreed(结果="当场履行", 协议生效日期=""), State.CLOSED),
        (row(结果="和解", 结果日期="2025-03-10"), State.CLOSED),
        (row(**FAILED), State.CLOSED),
        (row(**FAILED, 移送仲裁日期="2025-03-15"), State.MEDIATION_FAILED),
        (row(**FAILED, 移送仲裁日期="2025-03-15", 仲裁受理日期="2025-03-20"), State.IN_ARBITRATION),
        (row(**FAILED, 仲裁受理日期="2025-03-20", 仲裁案号="1号"), State.IN_ARBITRATION),
        (row(不予受理原因="不属于受理范围", 结果="不予受理", 结果日期="2025-03-04"), State.CLOSED),
        (row(受理日期="2025-03-04"), State.ACCEPTED),
        (answered("驳回", "内容不明确"), State.CLOSED),
        (answered("不予受理", "不属于本院管辖"), State.CLOSED),
        (answered("撤回"), State.CLOSED),
        (answered("按撤回处理"), State.CLOSED),
        (answered("撤销", "违反自愿原则"), State.CLOSED),
        (agreed(**REVIEWED), State.CLOSED),
        (agreed(**REVIEWED | {"仲裁审查结果": "已申请"}), State.REVIEW_PENDING),
        (agreed(**REVIEWED | {"仲裁审查结果": "不予确认", "调解书案号": ""}), State.CLOSED),
        (TAKEN, State.IN_ARBITRATION),
        (TAKEN | {"仲裁结果": "调解", "仲裁结案日期": "2025-04-10"}, State.CLOSED),
        (TAKEN | {"仲裁结果": "撤回", "仲裁结案日期": "2025-04-10"}, State.CLOSED),
        (
            TAKEN | {"仲裁受理日期": "", "仲裁结果": "不予受理", "仲裁结案日期": "2025-03-07"},
            State.CLOSED,
        ),
        (AWARDED, State.CLOSED),
        (AWARDED | {"裁决送达日期": "2026-03-06", "仲裁结案日期": "2026-03-05"}, State.AWARD_ISSUED),
        (SUED, State.IN_LITIGATION),
        (SUED | {"诉讼结果": "判决", "诉讼结案日期": "2025-08-10"}, State.CLOSED),
        (SUED | {"诉讼结果": "调解", "诉讼结案日期": "2025-08-11"}, State.CLOSED),
        (SUED | {"诉讼结果": "撤诉", "诉讼结案日期": "2025-08-12"}, State.CLOSED),
        (row(受理日期="2025-03-04", 调解员="王调解"), State.IN_MEDIATION),
    ],
)  # fmt: skip
async def test_a_row_ends_where_its_last_column_says(
    ledgers: Ledgers, facts: dict[str, Any], state: State
) -> None:
    report = await ledgers.take(facts)

    assert report.is_clean
    assert (await ledgers.dispute()).state is state
