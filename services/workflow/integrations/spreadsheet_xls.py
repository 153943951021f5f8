"""Looks through a file of the old format: how far its cells reach, and which hold formulas or errors."""

import io
import struct
from collections.abc import Iterator
from typing import Final

import olefile

from services.workflow.application.ledger.sheets import Oddity
from services.workflow.integrations.spreadsheet_limits import require_few_cells, require_modest
from services.workflow.integrations.spreadsheet_xlsx import Damaged, OddCells

_BOF, _EOF, _BOUNDSHEET, _FORMULA, _BOOLERR = 0x0809, 0x000A, 0x0085, 0x0006, 0x0205
_DIMENSIONS, _MULRK = 0x0200, 0x00BD
_FILLED: Final = frozenset(
    {_FORMULA, _BOOLERR, _MULRK, 0x0203, 0x0204, 0x00D6, 0x027E, 0x00FD}
)  # fmt: skip
"""Records of cells that are not empty: number, text, one of the shared texts …"""
_ROWS, _COLUMNS = 65_536, 256
_HEADER = struct.Struct("<HH")
_SHEET = struct.Struct("<IHBB")
_CELL = struct.Struct("<HH")
_ERROR = struct.Struct("<HHHBB")
_REACH: Final = {10: struct.Struct("<4H"), 14: struct.Struct("<2I2H")}
_ENTRY: Final = 128
_STREAMS: Final = ("workbook", "book")


def odd_xls_cells(contents: bytes, name: str) -> OddCells:
    """The odd cells. Raises Damaged, and Unusable where the cells reach too far."""
    try:
        with olefile.OleFileIO(io.BytesIO(contents)) as container:
            stream = _stream(container)
    except (OSError, ValueError):
        raise Damaged from None
    if stream is None:
        return {}
    cells, found = 0, OddCells()
    for title, start in [_bound_sheet(d) for kind, d in _records(stream, 0) if kind == _BOUNDSHEET]:
        rows, columns = _reach(stream, start)
        cells += require_modest(name, title, rows, columns)
        require_few_cells(name, cells)
        found[title] = dict(_odd_records(stream, start))
    return found


def _stream(container: olefile.OleFileIO) -> bytes | None:
    """The workbook; none in a file that holds something else, such as an encrypted one."""
    container.directory_fp.seek(0)
    directory: bytes = container.directory_fp.read()
    names = [_entry_name(directory[at : at + 66]) for at in range(0, len(directory), _ENTRY)]
    there = [known for known in _STREAMS if known in names]
    if not there:
        return None
    # Of two of them the reader might take the other one.
    if len([name for name in names if name in _STREAMS]) > 1 or not container.exists(there[0]):
        raise Damaged
    stream: bytes = container.openstream(there[0]).read()
    return stream


def _entry_name(entry: bytes) -> str:
    return entry[:64].decode("utf-16-le", "replace").partition("\0")[0].lower()


def _reach(stream: bytes, start: int) -> tuple[int, int]:
    """The last row and column of a sheet that hold something. Raises Damaged."""
    last_row = last_column = 0
    for kind, data in _records(stream, start):
        if kind in _FILLED:
            row, column = _unpacked(_CELL, data)
            if kind == _MULRK:
                column = max(column, int.from_bytes(data[-2:], "little"))
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
        elif kind == _DIMENSIONS:
            form = _REACH.get(len(data))
            _, rows, _, columns = _unpacked(form, data) if form else (0, _ROWS + 1, 0, 0)
            if rows > _ROWS or columns > _COLUMNS:
                raise Damaged
    return last_row, last_column


def _unpacked(form: struct.Struct, data: bytes) -> tuple[int, ...]:
    try:
        return form.unpack_from(data)
    except struct.error:
        raise Damaged from None


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Records of one part of the stream, to its end; parts within it (charts) included."""
    depth = 0
    while start + _HEADER.size <= len(stream):
        kind, length = _HEADER.unpack_from(stream, start)
        start += _HEADER.size
        yield kind, stream[start : start + length]
        start += length
        depth += (kind == _BOF) - (kind == _EOF)
        if kind == _EOF and depth <= 0:
            return


def _bound_sheet(data: bytes) -> tuple[str, int]:
    start, _flags, length, is_wide = _unpacked(_SHEET, data)
    name = data[_SHEET.size :]
    return (
        name[: length * 2].decode("utf-16-le") if is_wide else name[:length].decode("latin-1")
    ), start


def _odd_records(stream: bytes, start: int) -> Iterator[tuple[tuple[int, int], Oddity]]:
    for kind, data in _records(stream, start):
        if kind == _FORMULA:
            row, column = _unpacked(_CELL, data)
            yield (row + 1, column + 1), Oddity.FORMULA
        elif kind == _BOOLERR:
            row, column, _format, _value, is_error = _unpacked(_ERROR, data)
            if is_error:
                yield (row + 1, column + 1), Oddity.ERROR
