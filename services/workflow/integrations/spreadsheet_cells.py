"""Finds cells of a workbook that hold formulas or error values, which its reader does not tell."""

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import olefile
import openpyxl

from services.workflow.application.ledger.sheets import Oddity

UNREADABLE: Final = (KeyError, ValueError, TypeError, AttributeError, ParseError, EOFError, OSError)
"""What the second reader raises at a workbook that only the first one can read."""

OddCells = dict[str, dict[tuple[int, int], Oddity]]
"""By sheet, row and column from 1."""

_SUSPICIOUS: Final = (b"<f", b't="e"')
_BOF, _EOF, _BOUNDSHEET, _FORMULA, _BOOLERR = 0x0809, 0x000A, 0x0085, 0x0006, 0x0205
_HEADER = struct.Struct("<HH")
_SHEET = struct.Struct("<IHBB")
_CELL = struct.Struct("<HH")
_ERROR = struct.Struct("<HHHBB")


def odd_xlsx_cells(archive: zipfile.ZipFile, contents: bytes) -> OddCells:
    """Looked for only where the raw sheets show a sign of one: the second reading is slow."""
    sheets = (p for p in archive.namelist() if re.fullmatch(r"xl/worksheets/.*\.xml", p))
    if not any(sign in archive.read(sheet) for sheet in sheets for sign in _SUSPICIOUS):
        return {}
    with warnings.catch_warnings():
        # What this reader drops of a workbook (validation, styles) is not asked of it.
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(io.BytesIO(contents), read_only=True)
        return {sheet.title: dict(_odd(sheet)) for sheet in workbook.worksheets}


def _odd(sheet: Any) -> Iterator[tuple[tuple[int, int], Oddity]]:
    kinds = {"f": Oddity.FORMULA, "e": Oddity.ERROR}
    # The dimension that a file declares of itself may be wrong.
    sheet.reset_dimensions()
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and cell.data_type in kinds:
                yield (cell.row, cell.column), kinds[cell.data_type]


def odd_xls_cells(contents: bytes) -> OddCells:
    """From the records of the old format (Excel 97 and later); empty for what is older still."""
    try:
        with olefile.OleFileIO(io.BytesIO(contents)) as container:
            if not container.exists("Workbook"):
                return {}
            stream: bytes = container.openstream("Workbook").read()
    except OSError:
        return {}
    sheets = [_bound_sheet(data) for kind, data in _records(stream, 0) if kind == _BOUNDSHEET]
    return {name: dict(_odd_records(stream, start)) for name, start in sheets}


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Records of one part of the stream, to its end; parts within it (charts) included."""
    depth = 0
    while start + _HEADER.size <= len(stream):
        kind, length = _HEADER.unpack_from(stream, start)
        start += _HEADER.size
        yield kind, stream[start : start + length]
        start += length
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return


def _bound_sheet(data: bytes) -> tuple[str, int]:
    start, _flags, length, is_wide = _SHEET.unpack_from(data)
    name = data[_SHEET.size :]
    return (
        name[: length * 2].decode("utf-16-le") if is_wide else name[:length].decode("latin-1")
    ), start


def _odd_records(stream: bytes, start: int) -> Iterator[tuple[tuple[int, int], Oddity]]:
    for kind, data in _records(stream, start):
        if kind == _FORMULA:
            row, column = _CELL.unpack_from(data)
            yield (row + 1, column + 1), Oddity.FORMULA
        elif kind == _BOOLERR:
            row, column, _format, _value, is_error = _ERROR.unpack_from(data)
            if is_error:
                yield (row + 1, column + 1), Oddity.ERROR
