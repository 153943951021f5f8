"""`fengqiao import` tells at a terminal what came of it, and by its exit code."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app

EXAMPLES = Path(__file__).parents[2] / "examples"
BODIES = str(EXAMPLES / "organisations-s10.toml")
GOOD = str(EXAMPLES / "s10.csv")
BAD = """登记编号,调解组织,区划代码,登记日期,申请人,被申请人,争议类型
=1+1,YY-LZ,330281001,2025-01-06,张三,某某公司,劳动报酬
2,YY-LZ,330281001,2025-02-30,李四,某某公司,劳动报酬
3,YY-LZ,330281,2025-01-06,王五,某某公司,劳动报酬
"""


def fengqiao(folder: Path, *arguments: str) -> Result:
    environment = {"FENGQIAO_DATA_DIR": str(folder), "COLUMNS": "200", "NO_COLOR": "1"}
    return CliRunner(env=environment).invoke(app, ["import", *arguments])


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "台账.csv"
    file.write_text(BAD, encoding="utf-8")
    return file


def test_a_ledger_is_imported_from_nothing_reported_at_its_cells_and_again_adds_nothing(
    data_folder: Path, tmp_path: Path, bad: Path
) -> None:
    entered = fengqiao(data_folder, "organisations", BODIES)
    first = fengqiao(data_folder, "ledger", GOOD)
    again = fengqiao(data_folder, "ledger", GOOD)
    reports = [tmp_path / f"report.{kind}" for kind in ("xlsx", "csv", "json")]
    refused = [fengqiao(data_folder, "ledger", str(bad), "--report", str(to)) for to in reports]
    checked = fengqiao(data_folder, "ledger", str(bad), "--dry-run")

    assert (entered.exit_code, first.exit_code, again.exit_code) == (0, 0, 0), entered.output
    assert "新增 added" in first.output
    assert "示例数据" in first.output
    assert "无变化 unchanged" in again.output
    assert "新增 added" not in again.output
    assert [one.exit_code for one in refused] == [1, 1, 1], [one.output for one in refused]
    assert "D3 登记日期 “2025-02-30”：没有2025年2月30日这一天" in refused[0].output
    assert "dry run" in checked.output
    check_annotated(reports[0])
    check_listed(reports[1])
    check_machine_readable(reports[2])


def check_annotated(report: Path) -> None:
    book = openpyxl.load_workbook(report)
    sheet = book["台账"]
    assert "没有2025年2月30日" in sheet["D3"].comment.text
    assert "未分配" in sheet["C4"].comment.text
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s", "a formula is shown as text and never run"
    assert sheet["D4"].comment is None
    assert book["问题清单"]["B3"].value == 3


def check_listed(report: Path) -> None:
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[2] + row[1] for row in rows[1:]] == ["A2", "D3", "C4"]
    assert rows[1][4] == "'=1+1"


def check_machine_readable(report: Path) -> None:
    told = json.loads(report.read_text("utf-8"))
    assert told["counts"]["rows_refused"] == 2
    assert [fault["code"] for fault in told["faults"]] == [
        "formula",
        "date.impossible",
        "region_too_wide",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ledger", "nowhere.xlsx"),
        ("ledger", str(EXAMPLES / "people.toml")),
        ("organisations", str(EXAMPLES / "people.toml")),
    ],
)
def test_an_unusable_file_is_told_in_words_before_any_server_starts(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    result = fengqiao(tmp_path, *arguments)

    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert arguments[1] in result.output or Path(arguments[1]).name in result.output


@pytest.mark.parametrize("name", ["report.pdf", "no-such-folder/report.xlsx"])
def test_a_report_that_cannot_be_written_is_told_before_anything_is_imported(
    tmp_path: Path, bad: Path, name: str
) -> None:
    result = fengqiao(tmp_path, "ledger", str(bad), "--report", name)

    assert result.exit_code == 2
    assert "xlsx" in result.output or "no-such-folder" in result.output
