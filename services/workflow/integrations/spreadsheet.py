"""Reads spreadsheet files: xlsx and xls by their contents, everything else as text."""

import hashlib
import io
import zipfile
import zlib
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from services.kit.zip_directory import has_modest_directory
from services.workflow.application.ledger.sheets import Oddity, Sheet, Unusable, Workbook
from services.workflow.integrations.spreadsheet_limits import (
    LARGEST_FILE,
    LARGEST_UNPACKED,
    damaged,
    require_few_merged,
    too_large,
)
from services.workflow.integrations.spreadsheet_text import read_text
from services.workflow.integrations.spreadsheet_xls import odd_xls_cells
from services.workflow.integrations.spreadsheet_xlsx import Damaged, OddCells, looked_through

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_NO_ZIP: Final = bytes(128 * 1024)
"""Goes after an xls: the end of a zip is looked for in the last 64 KiB, and a zip would be guessed at."""
_ENCRYPTED: Final = (RuntimeError, NotImplementedError)
"""What is raised at members with a password, or packed in a way that is not known."""


def read(path: Path) -> Workbook:
    """The file's sheets. Raises Unusable with what to do about it."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise too_large(path.name, size)
        contents = path.read_bytes()
    except FileNotFoundError:
        raise Unusable(f"没有文件 {path}", f"there is no file {path}") from None
    except OSError as error:
        raise Unusable(
            f"无法读取 {path}：{error.strerror}", f"cannot read {path}: {error}"
        ) from error
    return read_bytes(contents, path.name)


def read_bytes(contents: bytes, name: str) -> Workbook:
    """The sheets of a file that is in memory."""
    if not contents.strip():
        raise Unusable(f"“{name}”是空文件", f"'{name}' is empty")
    digest = hashlib.sha256(contents).digest()
    if contents.startswith(_ZIP):
        return Workbook(name=name, digest=digest, sheets=_xlsx(contents, name))
    if contents.startswith(_OLE):
        return Workbook(name=name, digest=digest, sheets=_xls(contents, name))
    table, encoding = read_text(contents, name)
    return Workbook(name=name, digest=digest, encoding=encoding, sheets=(table,))


def _xlsx(contents: bytes, name: str) -> tuple[Sheet, ...]:
    try:
        if not has_modest_directory(io.BytesIO(contents)):
            raise damaged(name)
        with zipfile.ZipFile(io.BytesIO(contents)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > LARGEST_UNPACKED:
                raise too_large(name, unpacked)
            if not any(part.startswith("xl/") for part in archive.namelist()):
                raise _not_a_table(name)
            packed, odd = looked_through(archive, name)
    except (zipfile.BadZipFile, zlib.error, Damaged, EOFError, OSError, *_ENCRYPTED):
        raise damaged(name) from None
    return _sheets(packed, name, odd)


def _xls(contents: bytes, name: str) -> tuple[Sheet, ...]:
    try:
        odd = odd_xls_cells(contents, name)
    except Damaged:
        raise damaged(name) from None
    # Where this cannot be read as an xls the reader tries the zip formats, whose limits nobody checked.
    return _sheets(contents + _NO_ZIP, name, odd)


def _sheets(contents: bytes, name: str, odd: OddCells) -> tuple[Sheet, ...]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(contents)) as workbook:
            return tuple(
                _sheet(workbook, sheet, odd.get(sheet, {}), name) for sheet in workbook.sheet_names
            )
    except PasswordError:
        raise Unusable(
            f"“{name}”设有密码，请去掉密码后再导入",
            f"'{name}' is protected by a password; remove it first",
        ) from None
    except CalamineError:
        raise damaged(name) from None
    except BaseException as error:
        # The reader's own faults come as what no `except Exception` catches.
        if type(error).__name__ == "PanicException":
            raise damaged(name) from None
        raise


def _sheet(
    workbook: CalamineWorkbook, title: str, odd: dict[tuple[int, int], Oddity], name: str
) -> Sheet:
    sheet = workbook.get_sheet_by_name(title)
    merged = sheet.merged_cell_ranges or []
    require_few_merged(name, sum((b - a + 1) * (d - c + 1) for (a, c), (b, d) in merged))
    covered = dict(odd)
    for (top, left), (bottom, right) in merged:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    covered.setdefault((row + 1, column + 1), Oddity.MERGED)
    return Sheet(name=title, rows=sheet.to_python(skip_empty_area=False), odd_cells=covered)


def _not_a_table(name: str) -> Unusable:
    return Unusable(
        f"“{name}”不是表格文件；请导入 xlsx、xls 或 csv",
        f"'{name}' is no spreadsheet; import xlsx, xls or csv",
    )
