"""Reads spreadsheet files: xlsx and xls by their contents, everything else as text."""

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from services.workflow.application.ledger.sheets import Oddity, Sheet, Unusable, Workbook
from services.workflow.integrations.spreadsheet_cells import (
    UNREADABLE,
    odd_xls_cells,
    odd_xlsx_cells,
)
from services.workflow.integrations.spreadsheet_text import read_text

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
LARGEST_FILE: Final = 64 * 1024 * 1024
LARGEST_UNPACKED: Final = 512 * 1024 * 1024


def read(path: Path) -> Workbook:
    """The file's sheets. Raises Unusable with what to do about it."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise _too_large(path.name, size)
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
        odd = odd_xls_cells(contents)
        return Workbook(name=name, digest=digest, sheets=_sheets(contents, name, odd))
    table, encoding = read_text(contents, name)
    return Workbook(name=name, digest=digest, encoding=encoding, sheets=(table,))


def _xlsx(contents: bytes, name: str) -> tuple[Sheet, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(contents)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > LARGEST_UNPACKED:
                raise _too_large(name, unpacked)
            if not any(part.startswith("xl/") for part in archive.namelist()):
                raise _not_a_table(name)
            odd = odd_xlsx_cells(archive, contents)
    except (zipfile.BadZipFile, NotImplementedError, *UNREADABLE):
        raise _damaged(name) from None
    return _sheets(contents, name, odd)


def _sheets(
    contents: bytes, name: str, odd: dict[str, dict[tuple[int, int], Oddity]]
) -> tuple[Sheet, ...]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(contents)) as workbook:
            return tuple(
                _sheet(workbook, sheet, odd.get(sheet, {})) for sheet in workbook.sheet_names
            )
    except PasswordError:
        raise Unusable(
            f"“{name}”设有密码，请去掉密码后再导入",
            f"'{name}' is protected by a password; remove it first",
        ) from None
    except CalamineError:
        raise _damaged(name) from None


def _sheet(workbook: CalamineWorkbook, name: str, odd: dict[tuple[int, int], Oddity]) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    covered = dict(odd)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    covered.setdefault((row + 1, column + 1), Oddity.MERGED)
    return Sheet(name=name, rows=sheet.to_python(skip_empty_area=False), odd_cells=covered)


def _too_large(name: str, size: int) -> Unusable:
    megabytes = size // (1024 * 1024)
    return Unusable(
        f"“{name}”过大（{megabytes} MB），请分成几个文件导入",
        f"'{name}' is too large ({megabytes} MB); import it in parts",
    )


def _damaged(name: str) -> Unusable:
    return Unusable(
        f"“{name}”已损坏或不是表格文件；请用表格软件打开后另存为 xlsx",
        f"'{name}' is damaged or no spreadsheet; open it and save it as xlsx",
    )


def _not_a_table(name: str) -> Unusable:
    return Unusable(
        f"“{name}”不是表格文件；请导入 xlsx、xls 或 csv",
        f"'{name}' is no spreadsheet; import xlsx, xls or csv",
    )
