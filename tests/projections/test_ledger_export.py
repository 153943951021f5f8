"""An exported ledger is the table that the import takes: taken over again, it changes nothing."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from services.cli import roster
from services.kit.database import create_pool
from services.projections.ledger.discretion import WHOLE, Discretion, whole
from services.projections.ledger.files import Format, written
from services.projections.ledger.gathering import lines
from services.projections.ledger.line import Line
from services.projections.queries.filters import Filters
from services.projections.runner import catch_up
from services.workflow.application.ledger.columns import COLUMNS
from services.workflow.integrations import spreadsheet
from services.workflow.recorded.ledger_words import TITLES
from services.workflow.recorded.views import Relation, Scope
from tests.support.database import Databases
from tests.support.ledgers import Ledgers, agreed, counted, ledgers_on, row
from tests.support.numbers import resident_number

EXAMPLES = Path(__file__).parents[2] / "examples"
NUMBER = resident_number("650105", date(1990, 1, 1))
ON = date(2026, 3, 10)


@pytest.fixture
async def ledgers(databases: Databases, tmp_path: Path) -> AsyncIterator[Ledgers]:
    async with ledgers_on(databases, tmp_path) as opened:
        yield opened


async def exported(ledgers: Ledgers, databases: Databases, **asked: Any) -> list[Line]:
    """The rows as somebody sees them who may see everything."""
    await catch_up(databases.projector)
    everybody = Discretion(
        open_all=ledgers.service.keyring.open_all, name=whole, contacts=lambda _dispute: WHOLE
    )
    async with await create_pool(databases.app, name="test export", size=1) as pool:
        return await lines(pool, Filters(**asked), Scope(relation=Relation.NONE), everybody)


async def require_nothing_changes(
    ledgers: Ledgers, rows: list[Line], form: Format, folder: Path
) -> None:
    file = folder / f"ledger.{form}"
    file.write_bytes(written(rows, form, ON))
    head = await ledgers.head()
    report = await ledgers.take_file(spreadsheet.read(file))
    assert report.is_clean, report.faults
    assert set(counted(report)) == {"rows", "disputes", "unchanged"}
    assert await ledgers.head() == head


def test_the_columns_are_those_of_the_import_in_its_order() -> None:
    assert [column.title for column in COLUMNS] == list(TITLES)


@pytest.mark.parametrize(
    ("bodies", "ledger", "form"),
    [
        ("organisations-s10.toml", "s10.csv", Format.CSV),
        ("organisations-shuimogou.toml", "shuimogou-2018-2020.xlsx", Format.XLSX),
        ("organisations-yuyao.toml", "yuyao-2025.xlsx", Format.CSV),
    ],
)
async def test_a_shipped_ledger_exported_and_imported_again_changes_nothing(
    databases: Databases, tmp_path: Path, bodies: str, ledger: str, form: Format
) -> None:
    async with ledgers_on(databases, tmp_path, roster.read(EXAMPLES / bodies)) as opened:
        first = await opened.take_file(spreadsheet.read(EXAMPLES / ledger))
        rows = await exported(opened, databases)

        assert len(rows) == first.counts.rows
        assert all("示例数据" in str(line["备注"]) for line in rows)
        await require_nothing_changes(opened, rows, form, tmp_path)


@pytest.mark.parametrize(
    "said",
    [
        {"司法确认结果": "已申请", "司法确认日期": "2025-03-20", "裁定案号": "民特1"},
        {"司法确认结果": "有效", "司法确认日期": "2025-03-20", "裁定案号": "民特1"},
        {
            "司法确认结果": "驳回",
            "司法确认日期": "2025-03-20",
            "司法确认理由": "内容不明确",
            "裁定案号": "民特1",
        },
        {
            "司法确认结果": "不予受理",
            "司法确认日期": "2025-03-20",
            "司法确认理由": "不属于本院管辖",
        },
        {"司法确认结果": "撤回", "司法确认日期": "2025-03-20"},
        {"司法确认结果": "按撤回处理", "司法确认日期": "2025-03-20"},
        {
            "司法确认结果": "撤销",
            "司法确认日期": "2025-03-28",
            "司法确认理由": "违反自愿原则",
            "裁定案号": "民特1",
        },
        {"仲裁审查结果": "已申请", "仲裁审查日期": "2025-03-14", "调解书案号": "审1"},
        {"仲裁审查结果": "出具调解书", "仲裁审查日期": "2025-03-14", "调解书案号": "审1"},
        {"仲裁审查结果": "不予受理", "仲裁审查日期": "2025-03-14"},
        {"仲裁审查结果": "不予确认", "仲裁审查日期": "2025-03-14"},
        {"仲裁审查结果": "撤回", "仲裁审查日期": "2025-03-14"},
    ],
    ids=lambda said: "-".join(list(said.values())[:1]),
)
async def test_every_answer_to_an_agreement_stands_in_its_own_columns(
    ledgers: Ledgers, databases: Databases, tmp_path: Path, said: dict[str, str]
) -> None:
    await ledgers.take(agreed(**said))

    rows = await exported(ledgers, databases)

    assert {title: str(rows[0].get(title, "")) for title in said} == said
    await require_nothing_changes(ledgers, rows, Format.CSV, tmp_path)


FAILED = {"受理日期": "2025-03-04", "结果": "调解不成", "结果日期": "2025-03-17"}
ACCEPTED = {"移送仲裁日期": "2025-03-18", "仲裁受理日期": "2025-03-21", "仲裁案号": "仲案1"}
AWARDED = {**ACCEPTED, "仲裁结果": "裁决", "仲裁结案日期": "2025-04-21", "裁决送达日期": "2025-04-25"}  # fmt: skip
SUED = {"起诉日期": "2025-05-06", "法院案号": "民初1", "诉讼结案日期": "2025-06-20"}


@pytest.mark.parametrize(
    "said",
    [
        {"移送仲裁日期": "2025-03-18"},
        {**ACCEPTED},
        {**AWARDED, "裁决类型": "终局", "申请撤裁日期": "2025-05-06"},
        {**AWARDED, "裁决类型": "非终局"},
        {**ACCEPTED, "仲裁结果": "调解", "仲裁结案日期": "2025-04-21"},
        {**ACCEPTED, "仲裁结果": "撤回", "仲裁结案日期": "2025-04-21"},
        {"仲裁结果": "不予受理", "仲裁结案日期": "2025-03-25"},
        {**AWARDED, "裁决类型": "非终局", **SUED, "诉讼结果": "判决"},
        {**AWARDED, "裁决类型": "非终局", **SUED, "诉讼结果": "调解"},
        {**AWARDED, "裁决类型": "非终局", **SUED, "诉讼结果": "撤诉"},
    ],
    ids=lambda said: "-".join(list(said)[-2:]) + f"-{list(said.values())[-1]}",
)
async def test_what_commission_and_court_did_stands_in_its_own_columns(
    ledgers: Ledgers, databases: Databases, tmp_path: Path, said: dict[str, str]
) -> None:
    await ledgers.take(row(**FAILED, **said))

    rows = await exported(ledgers, databases)

    assert {title: str(rows[0].get(title, "")) for title in (*FAILED, *said)} == FAILED | said
    await require_nothing_changes(ledgers, rows, Format.XLSX, tmp_path)


@pytest.mark.parametrize(
    "said",
    [
        {"结果": "不予受理", "结果日期": "2025-03-05", "不予受理原因": "对方不同意调解"},
        {"结果": "撤回", "结果日期": "2025-03-05"},
        {"结果": "和解", "结果日期": "2025-03-05"},
        {"结果": "当场履行", "结果日期": "2025-03-05", "协议金额": "300.00"},
        {"结果": "直接仲裁", "结果日期": "2025-03-03", "渠道": "直接仲裁"},
        {"结果": "直接起诉", "结果日期": "2025-03-03", "渠道": "直接起诉"},
        {"调解员": "王调解"},
        {"渠道": "法院委派", "区划代码": "650105013001", "涉及人数": "12"},
    ],
    ids=lambda said: "-".join(list(said.values())[:1]),
)
async def test_every_result_and_an_open_dispute_come_out_as_they_went_in(
    ledgers: Ledgers, databases: Databases, tmp_path: Path, said: dict[str, str]
) -> None:
    await ledgers.take(row(**said))

    rows = await exported(ledgers, databases)

    assert {title: str(rows[0].get(title, "")) for title in said} == said
    await require_nothing_changes(ledgers, rows, Format.CSV, tmp_path)


async def test_claimants_have_a_row_each_with_their_own_claim_and_share(
    ledgers: Ledgers, databases: Databases, tmp_path: Path
) -> None:
    person = {"申请人证件号": NUMBER, "申请人电话": "13999912345"}
    other = {"申请人": "王芳", "争议类型": "经济补偿", "请求金额": "300.50", "协议金额": "200.50"}
    await ledgers.take(agreed(1, **person), agreed(1, **other), row(2, 重复于="2025-001"))

    rows = await exported(ledgers, databases)

    assert [line["登记编号"] for line in rows] == ["2025-001", "2025-001", "2025-002"]
    theirs = {line["申请人"]: line for line in rows[:2]}
    assert {title: str(theirs["王芳"][title]) for title in other} == other
    assert {title: theirs["阿依古丽"][title] for title in person} == person
    assert str(theirs["阿依古丽"]["协议金额"]) == "20000.00"
    assert rows[2]["重复于"] == "2025-001"
    await require_nothing_changes(ledgers, rows, Format.XLSX, tmp_path)


async def test_a_period_is_of_days_of_registration_both_included(
    ledgers: Ledgers, databases: Databases
) -> None:
    await ledgers.take(*(row(no, 登记日期=f"2025-03-0{no}") for no in range(1, 5)))

    rows = await exported(
        ledgers, databases, received_from=date(2025, 3, 2), received_to=date(2025, 3, 3)
    )

    assert [line["登记编号"] for line in rows] == ["2025-002", "2025-003"]


def test_a_workbook_has_real_days_and_numbers_and_runs_nothing(tmp_path: Path) -> None:
    line: Line = {"登记编号": "=1+1", "登记日期": ON, "涉及人数": 2, "备注": ""}
    (tmp_path / "a.xlsx").write_bytes(written([line], Format.XLSX, ON))

    sheet: Any = openpyxl.load_workbook(tmp_path / "a.xlsx").active

    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert sheet["D2"].is_date
    assert sheet["M2"].value == 2
    assert written([line], Format.CSV, ON).decode("utf-8-sig").splitlines()[1].startswith("'=1+1")


def test_only_a_file_of_nothing_but_examples_says_so_above_its_heading() -> None:
    sample: Line = {"登记编号": "1", "备注": "示例数据"}
    real: Line = {"登记编号": "2"}

    marked, mixed = (
        written(rows, Format.CSV, ON).decode("utf-8-sig").splitlines()
        for rows in ([sample], [sample, real])
    )

    assert marked[0] == "台账（示例数据）"
    assert mixed[0].startswith("登记编号")
    assert mixed[1].endswith("示例数据")
