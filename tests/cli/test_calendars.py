"""`fengqiao calendar`: a notice from a file is entered, shown, checked and withdrawn."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.calendars import NoticeFile, _read
from services.cli.main import app
from tests.support.database import Databases

EXAMPLE = Path("examples/calendars/2027-invented.toml")
SHORTER = """
year = 2026
off_days = [2026-01-01, 2026-10-01]
make_up_days = [2026-02-14]
title = "关于2026年部分节假日安排的通知（改，虚构）"
number = "虚构〔2025〕8号"
issuer = "虚构办公厅"
published_on = 2025-11-05
read_at = "https://example.cn/2026"
replaces = 0
"""


@pytest.fixture
def named(databases: Databases, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Databases as an operator names them; gives a folder for files."""
    for variable, value in {
        "DATABASE_URL": databases.app,
        "PROJECTOR_DATABASE_URL": databases.projector,
        "KEYS_DATABASE_URL": databases.key_app,
        "DATA_DIR": str(tmp_path),
    }.items():
        monkeypatch.setenv(f"FENGQIAO_{variable}", value)
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["calendar", *arguments], env={"COLUMNS": "220"})


def shown(*arguments: str) -> Any:
    result = call("show", *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def written(folder: Path, text: str) -> str:
    file = folder / "notice.toml"
    file.write_text(text, "utf-8")
    return str(file)


def due(*more: str) -> Any:
    asked = ["deadline", "MED.ACCEPT", "--from", "2026-09-29", "--region", "330281", "--json"]
    return json.loads(CliRunner().invoke(app, [*asked, *more]).output)


def test_a_notice_is_entered_shown_checked_and_withdrawn(named: Path) -> None:
    sound = call("check", "2026")
    entered = call("enter", written(named, SHORTER))
    told, year = shown(), shown("CN", "2026")
    differing = call("check", "2026")
    counted, shipped = due("--entered"), due()
    withdrawn = call("withdraw", "CN", "1", "--reason", "误录")

    assert (sound.exit_code, entered.exit_code, withdrawn.exit_code) == (0, 0, 0), entered.output
    assert "365" in sound.output
    assert "CN #1" in entered.output
    assert "2026-05-01 劳动节" in entered.stderr
    assert told["notices"][0]["entered_by"] == "operator"
    assert year["sources"][0]["number"] == "虚构〔2025〕8号"
    assert differing.exit_code == 1
    assert "2026-10-07" in differing.output
    assert counted["due_rolled"] < shipped["due_rolled"]
    assert counted["calendar"].endswith("+CN#1")
    assert call("check", "2026").exit_code == 0


def test_a_deadline_is_counted_as_the_calendar_was_known_on_a_day() -> None:
    before, after = due("--as-of", "2025-11-03"), due("--as-of", "2025-11-04")

    assert (before["provisional"], after["provisional"]) == (True, False)
    assert (before["as_of"], after["as_of"]) == ("2025-11-03", "2025-11-04")
    assert before["due_rolled"] < after["due_rolled"] == due()["due_rolled"]
    assert "as_of" in {caveat["code"] for caveat in before["caveats"]}


def test_a_person_reads_years_notices_and_days(named: Path) -> None:
    call("enter", written(named, SHORTER))
    years, days = call("show").output, call("show", "65", "2025").output

    for words in ("2026", "已公布", "虚构〔2025〕8号", "operator", "暂定"):
        assert words in years
    for words in ("2025-06-09", "新疆维吾尔自治区放假", "2025-09-28", "调休上班", "周日"):
        assert words in days


def test_a_person_reads_that_a_year_is_partly_known(named: Path) -> None:
    years, year = call("show", "65").output, call("show", "65", "2026")

    assert "部分已知 / provisional, partly known" in years
    assert "partly known" in year.output
    assert "2026-05-27" in year.output


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("replaces = 0", ""), "replaces: 0"),
        (("2026-02-14]", "2026-02-13]"), "CAL.MAKE_UP"),
        (("year = 2026", "year = 1999"), "1999"),
        (('number = "虚构〔2025〕8号"', ""), "number"),
        (("off_days = [", "off_days = "), "notice.toml"),
    ],
)
def test_a_notice_with_a_fault_is_told_and_nothing_is_entered(
    named: Path, change: tuple[str, str], words: str
) -> None:
    refused = call("enter", written(named, SHORTER.replace(*change)))

    assert refused.exit_code == 2
    assert words in refused.stderr
    assert shown()["notices"] == []


def test_a_day_that_is_none_is_told_at_its_option(named: Path) -> None:
    refused = call("show", "CN", "2026", "--as-of", "gestern")

    assert refused.exit_code == 2
    assert "--as-of" in refused.stderr


def test_the_shipped_example_can_be_read() -> None:
    sent = _read(EXAMPLE)

    assert isinstance(sent, NoticeFile)
    assert (sent.region, sent.year, len(sent.make_up_days)) == ("CN", 2027, 4)
    assert "虚构" in sent.title
