"""Writes an example ledger as a workbook that says 示例数据."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter


def write(
    path: Path, title: str, columns: Sequence[str], table: list[list[Any]], created: datetime
) -> None:
    """Write the workbook; the same table gives the same bytes."""
    book = xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    )
    book.set_properties({"title": title, "created": created})
    sheet = book.add_worksheet("示例数据")
    bold = book.add_format({"bold": True})
    sheet.write_string(0, 0, title, bold)
    sheet.write_row(1, 0, columns, bold)
    for number, row in enumerate(table, start=2):
        for at, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, at, value)
            elif isinstance(value, str):
                sheet.write_string(number, at, value) if value else None
            else:
                sheet.write_number(number, at, value)
    sheet.freeze_panes(2, 1)
    sheet.set_column(0, len(columns) - 1, 13)
    book.close()
