"""Ledgers as files: xlsx with real days and numbers, csv for spreadsheets in Chinese offices."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

import xlsxwriter

from services.projections.ledger.line import Cell, Line
from services.workflow.recorded.ledger_words import SAMPLE, TITLES

SHEET: Final = "台账"
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
_NOTE: Final = "备注"


class Format(StrEnum):
    """What a ledger is written as."""

    CSV = "csv"
    XLSX = "xlsx"


MEDIA: Final = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def written(lines: Sequence[Line], form: Format, made_on: date) -> bytes:
    """The whole file; where every row is invented, a title above the heading says so."""
    title = f"{SHEET}（{SAMPLE}）" if lines and all(map(is_sample, lines)) else ""
    table = [[line.get(column, "") for column in TITLES] for line in lines]
    if form is Format.CSV:
        return _csv(title, table)
    return _xlsx(title, table, made_on)


def is_sample(line: Line) -> bool:
    """Whether the row is invented."""
    return SAMPLE in str(line.get(_NOTE, ""))


def _csv(title: str, table: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    if title:
        writer.writerow([title])
    writer.writerow(TITLES)
    writer.writerows([_plain(cell) for cell in row] for row in table)
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    """Text that a spreadsheet would run when it opens the file is marked as text."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _xlsx(title: str, table: Iterable[Sequence[Cell]], made_on: date) -> bytes:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    # The same rows on the same day are the same bytes.
    book.set_properties({"created": datetime.combine(made_on, time())})
    page = book.add_worksheet(SHEET)
    heading = 1 if title else 0
    if title:
        page.write_string(0, 0, title)
    page.write_row(heading, 0, TITLES, book.add_format({"bold": True}))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    money = book.add_format({"num_format": "0.00"})
    for at, row in enumerate(table, start=heading + 1):
        for column, cell in enumerate(row):
            _write(page, at, column, cell, {date: day, Decimal: money})
    page.set_column(0, len(TITLES) - 1, 14)
    page.freeze_panes(heading + 1, 1)
    book.close()
    return file.getvalue()


def _write(page: Any, row: int, column: int, cell: Cell, formats: dict[type, Any]) -> None:
    if isinstance(cell, str):
        if cell:
            page.write_string(row, column, cell)
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, formats[date])
    else:
        page.write_number(row, column, cell, formats.get(type(cell)))
