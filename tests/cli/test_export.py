"""`fengqiao export` writes at a terminal the table that `fengqiao import` takes."""

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app

EXAMPLES = Path(__file__).parents[2] / "examples"


def fengqiao(folder: Path, *arguments: str) -> Result:
    environment = {"FENGQIAO_DATA_DIR": str(folder), "COLUMNS": "200", "NO_COLOR": "1"}
    return CliRunner(env=environment).invoke(app, list(arguments))


def test_a_ledger_is_exported_and_taken_over_again_without_a_change(
    data_folder: Path, tmp_path: Path
) -> None:
    book, text = tmp_path / "台账.xlsx", tmp_path / "台账.csv"
    fengqiao(data_folder, "import", "organisations", str(EXAMPLES / "organisations-s10.toml"))
    fengqiao(data_folder, "import", "ledger", str(EXAMPLES / "s10.csv"))
    asked = ("export", "ledger", "--region", "330281", "--to", "2025-12-31", "-o")

    written = fengqiao(data_folder, *asked, str(book))
    one = fengqiao(data_folder, "export", "ledger", "--organisation", "YY-LZ", "-o", str(text))
    again = fengqiao(data_folder, "import", "ledger", str(book))
    unknown = fengqiao(data_folder, "export", "ledger", "--organisation", "NO", "-o", str(text))

    assert written.exit_code == 0, written.output
    assert "79 行" in written.output
    assert "示例数据" in written.output
    assert openpyxl.load_workbook(book)["台账"]["A1"].value == "台账（示例数据）"
    assert one.exit_code == 0, one.output
    lines = text.read_text("utf-8-sig").splitlines()[2:]
    assert {line.split(",")[1] for line in lines} == {"YY-LZ"}
    assert again.exit_code == 0, again.output
    assert "无变化 unchanged" in again.output
    assert "新增 added" not in again.output
    assert unknown.exit_code == 2
    assert "no such code" in unknown.output


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("-o", "a.csv"), "--organisation"),
        (("--region", "12", "-o", "a.csv"), "--region"),
        (("--region", "330281", "-o", "a.pdf"), "-o"),
        (("--region", "330281", "-o", "no/such/folder/a.csv"), "-o"),
        (("--region", "330281", "--from", "2025", "-o", "a.csv"), "--from"),
        (
            ("--region", "330281", "--from", "2025-02-02", "--to", "2025-02-01", "-o", "a.csv"),
            "--to",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_option_before_anything_starts(
    tmp_path: Path, arguments: tuple[str, ...], named: str
) -> None:
    refused = fengqiao(tmp_path / "never", "export", "ledger", *arguments)

    assert refused.exit_code == 2
    assert f"Invalid value: {named}" in refused.output
    assert not (tmp_path / "never").exists()
