"""Writes what came of an import: the ledger again with a comment at every faulty cell, or a list."""

import csv
import io
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import msgspec
import xlsxwriter

from services.workflow.application.ledger.faults import Fault, Severity
from services.workflow.application.ledger.report import Report
from services.workflow.application.ledger.sheets import Unusable, Value, Workbook

COLUMNS: Final = (
    "工作表", "行", "列", "列名", "单元格内容", "程度", "问题", "Problem", "代码",
)  # fmt: skip
FORMATS: Final = (".xlsx", ".csv", ".json")
LIST_SHEET: Final = "问题清单"
SEVERITIES: Final = {
    Severity.ERROR: "未导入",
    Severity.WARNING: "提醒",
    Severity.NOTICE: "说明",
}
_FILLS: Final = {
    Severity.ERROR: "#F8CBAD",
    Severity.WARNING: "#FFE699",
    Severity.NOTICE: "#DDEBF7",
}
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")


def write(report: Report, workbook: Workbook, path: Path) -> None:
    """Write the report in the format that the name asks for: xlsx, csv or json. Raises Unusable."""
    require_format(path)
    writers = {".xlsx": _write_xlsx, ".csv": _write_csv, ".json": _write_json}
    try:
        writers[path.suffix.lower()](report, workbook, path)
    except OSError as error:
        raise Unusable(f"无法写入 {path}：{error}", f"cannot write {path}: {error}") from error


def render(report: Report, workbook: Workbook) -> bytes:
    """The report as the bytes of an xlsx, made in memory alone."""
    target = io.BytesIO()
    _write_xlsx(report, workbook, target)
    return target.getvalue()


def require_format(path: Path) -> None:
    """Raise Unusable for a name that asks for another format, or a folder that is not there."""
    if path.suffix.lower() not in FORMATS:
        raise Unusable(
            f"报告只能存为 xlsx、csv 或 json，不能是“{path.suffix}”",
            f"a report is written as xlsx, csv or json, not as '{path.suffix}'",
        )
    if not path.absolute().parent.is_dir():
        raise Unusable(f"没有目录 {path.parent}", f"there is no folder {path.parent}")


def _write_json(report: Report, _workbook: Workbook, path: Path) -> None:
    encoded = msgspec.json.encode(report, order="deterministic")
    path.write_bytes(msgspec.json.format(encoded, indent=2) + b"\n")


def _write_csv(report: Report, _workbook: Workbook, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        table.writerows([_harmless(cell) for cell in _line(fault)] for fault in report.faults)


def _write_xlsx(report: Report, workbook: Workbook, path: Path | io.BytesIO) -> None:
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "remove_timezone": True,
        "in_memory": isinstance(path, io.BytesIO),
    }
    book = xlsxwriter.Workbook(path, options)
    try:
        formats = _Formats(book)
        _write_list(report, book, formats)
        for sheet in workbook.sheets:
            name = sheet.name if workbook.encoding == "" else "台账"
            page = book.add_worksheet(name[:31])
            faults = [fault for fault in report.faults if fault.place.sheet == sheet.name]
            _write_sheet(page, sheet.rows, faults, formats)
    finally:
        book.close()


class _Formats:
    """Cell formats: a fill by severity, and the same for dates."""

    def __init__(self, book: Any) -> None:
        day = {"num_format": "yyyy-mm-dd"}
        self.bold = book.add_format({"bold": True})
        self._plain = {None: book.add_format({})} | {
            severity: book.add_format({"bg_color": fill}) for severity, fill in _FILLS.items()
        }
        self._days = {None: book.add_format(day)} | {
            severity: book.add_format(day | {"bg_color": fill}) for severity, fill in _FILLS.items()
        }

    def of(self, value: Value, severity: Severity | None) -> Any:
        """The format of a cell."""
        return (self._days if isinstance(value, date) else self._plain)[severity]


def _write_list(report: Report, book: Any, formats: _Formats) -> None:
    page = book.add_worksheet(LIST_SHEET)
    page.write_row(0, 0, COLUMNS, formats.bold)
    for at, fault in enumerate(report.faults, start=1):
        page.write_row(at, 0, _line(fault))
    page.set_column(0, 4, 14)
    page.set_column(6, 7, 60)
    page.freeze_panes(1, 0)


def _write_sheet(
    page: Any, rows: list[list[Value]], faults: list[Fault], formats: _Formats
) -> None:
    by_cell: dict[tuple[int, int], list[Fault]] = defaultdict(list)
    for fault in faults:
        # What concerns a whole row is said at its first cell.
        by_cell[fault.place.row, fault.place.column or 1].append(fault)
    for number, row in enumerate(rows, start=1):
        for at, value in enumerate(row, start=1):
            found = by_cell.get((number, at), [])
            severity = min((f.severity for f in found), key=list(Severity).index, default=None)
            _write_cell(page, number - 1, at - 1, value, formats.of(value, severity))
    for (number, at), found in by_cell.items():
        text = "\n".join(f"【{SEVERITIES[f.severity]}】{f.zh}\n{f.en}" for f in found)
        page.write_comment(number - 1, at - 1, text, {"x_scale": 2, "y_scale": 1.5})


def _write_cell(page: Any, row: int, column: int, value: Value, format_: Any) -> None:
    if isinstance(value, bool | int | float):
        page.write(row, column, value, format_)
    elif isinstance(value, date | datetime):
        page.write_datetime(row, column, value, format_)
    elif value == "":
        page.write_blank(row, column, None, format_)
    else:
        page.write_string(row, column, str(value), format_)


def _line(fault: Fault) -> list[str | int]:
    place = fault.place
    return [
        place.sheet,
        place.row,
        place.letters,
        fault.title,
        fault.shown,
        SEVERITIES[fault.severity],
        fault.zh,
        fault.en,
        fault.code,
    ]


def _harmless(cell: str | int) -> str | int:
    """Text that a spreadsheet would run when it opens the list is marked as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_SIGNS) else cell
