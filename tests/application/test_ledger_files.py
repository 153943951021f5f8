"""Ledger files are read whatever their format; what cannot be read says what to do about it."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from services.workflow.application.ledger.sheets import Oddity, Unusable, Workbook
from services.workflow.integrations import spreadsheet

OLD = Path(__file__).parent / "ledgers/old.xls"
ROWS = [["登记编号", "申请人"], ["1", "张三"], ["2", "李四，“引号”\n换行"], ["3", "买买提·江"]]


def text_of(rows: list[list[str]], encoding: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def read(contents: bytes, name: str = "台账.csv") -> Workbook:
    return spreadsheet.read_bytes(contents, name)


def refusal(contents: bytes, name: str = "台账.csv") -> Unusable:
    with pytest.raises(Unusable) as caught:
        read(contents, name)
    return caught.value


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"), ("gbk", "GB18030")],
)
def test_text_is_read_in_either_encoding(encoding: str, named: str) -> None:
    file = read(text_of(ROWS, encoding))

    assert file.sheets[0].rows == ROWS
    assert file.encoding == named
    assert file.sheets[0].odd_rows == {}


@pytest.mark.parametrize(("usual", "other"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_rows_in_another_encoding_are_read_and_named(usual: str, other: str) -> None:
    contents = text_of(ROWS, usual) + text_of([["4", "王五工资"]], other)

    file = read(contents)

    assert file.sheets[0].rows == [*ROWS, ["4", "王五工资"]]
    assert list(file.sheets[0].odd_rows) == [5]


def test_a_line_in_no_encoding_is_named() -> None:
    assert "第2行" in refusal("编号\n".encode() + b"\xff\xff\n").zh


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_other_separators_are_read(mark: str) -> None:
    line = mark.join(["登记编号", "申请人"])

    assert read(line.encode()).sheets[0].rows == [["登记编号", "申请人"]]


@pytest.mark.parametrize(
    "contents",
    [
        b"",
        b"  \n",
        "登记编号\t申请人".encode("utf-16"),
        b"PK\x03\x04 torn",
        bytes.fromhex("d0cf11e0a1b11ae1") + b"torn",
        b'1,"' + b"x" * 200_000,
    ],
)
def test_what_is_no_table_is_refused_in_words(contents: bytes) -> None:
    refused = refusal(contents)

    assert "台账.csv" in refused.zh
    assert "台账.csv" in refused.en


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("photo.png", b"")

    assert "xlsx" in refusal((tmp_path / "a.zip").read_bytes()).zh


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="no file"):
        spreadsheet.read(tmp_path / "none.xlsx")


def made(path: Path, *cells: tuple[str, str, Any]) -> bytes:
    """A workbook with cells written in a given way."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("台账")
    for how, place, value in cells:
        getattr(sheet, how)(place, *(value if isinstance(value, tuple) else (value,)))
    book.close()
    return path.read_bytes()


def test_a_workbook_gives_values_and_real_dates(tmp_path: Path) -> None:
    contents = made(
        tmp_path / "a.xlsx",
        ("write_string", "B2", "甲"),
        ("write_datetime", "C2", date(2026, 3, 5)),
        ("write_number", "D2", 26400.5),
    )

    (sheet,) = read(contents, "a.xlsx").sheets

    assert sheet.rows == [["", "", "", ""], ["", "甲", date(2026, 3, 5), 26400.5]]
    assert sheet.odd_cells == {}


def test_formulas_error_values_and_merged_cells_are_found_in_a_workbook(tmp_path: Path) -> None:
    contents = made(
        tmp_path / "a.xlsx",
        ("write_formula", "A1", ("=1+1", None, 2)),
        ("write_formula", "B1", ('=HYPERLINK("x","y")', None, "y")),
        ("write_formula", "C1", ("=NA()", None, "#N/A")),
        ("merge_range", "A2:B3", "甲"),
    )

    (sheet,) = read(contents, "a.xlsx").sheets

    assert sheet.odd_cells == {
        (1, 1): Oddity.FORMULA,
        (1, 2): Oddity.FORMULA,
        (1, 3): Oddity.FORMULA,
        (2, 2): Oddity.MERGED,
        (3, 1): Oddity.MERGED,
        (3, 2): Oddity.MERGED,
    }


def test_the_old_format_is_read_and_its_formulas_and_error_values_found() -> None:
    (sheet,) = spreadsheet.read(OLD).sheets

    assert sheet.rows[2][3] == date(2018, 3, 5)
    assert sheet.rows[2][7] == 1200.5
    assert sheet.odd_cells == {
        (4, 8): Oddity.FORMULA,
        (5, 8): Oddity.FORMULA,
        (6, 8): Oddity.ERROR,
    }
