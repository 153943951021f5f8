"""How much a file may hold before it is read: its readers set memory aside for every cell in between."""

from typing import Final

from services.workflow.application.ledger.sheets import Unusable

LARGEST_FILE: Final = 64 * 1024 * 1024
LARGEST_UNPACKED: Final = 256 * 1024 * 1024
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 500
MOST_CELLS: Final = 3_000_000
"""Of all sheets of a file, the empty ones in between counted."""
MOST_MERGED: Final = 1_000_000
"""Cells of a sheet under merged ranges; ranges that lie on each other count each."""
LAST_ROW: Final = 1_048_576


def require_modest(name: str, sheet: str, rows: int, columns: int) -> int:
    """The cells of a sheet that reaches so far. Raises Unusable for one that reaches too far."""
    if rows > MOST_ROWS:
        raise Unusable(
            f"“{name}”的“{sheet}”写到第{rows}行，一次最多{MOST_ROWS}行；请删去下方多余的单元格，或分成几个文件",
            f"'{sheet}' of '{name}' reaches row {rows}; {MOST_ROWS} are the most:"
            " delete stray cells below, or import it in parts",
        )
    if columns > MOST_COLUMNS:
        raise Unusable(
            f"“{name}”的“{sheet}”写到第{columns}列，最多{MOST_COLUMNS}列；请删去右侧多余的单元格",
            f"'{sheet}' of '{name}' reaches column {columns}; {MOST_COLUMNS} are the most:"
            " delete stray cells to the right",
        )
    return rows * columns


def require_few_cells(name: str, cells: int) -> None:
    """Raise Unusable for more cells than a file may have."""
    if cells > MOST_CELLS:
        raise Unusable(
            f"“{name}”的表格共{cells}个单元格，最多{MOST_CELLS}个；请删去多余的行列，或分成几个文件",
            f"the sheets of '{name}' span {cells} cells; {MOST_CELLS} are the"
            " most: delete stray rows and columns, or import it in parts",
        )


def require_few_merged(name: str, cells: int) -> None:
    """Raise Unusable for merged ranges that cover more than a sheet may have."""
    if cells > MOST_MERGED:
        raise Unusable(
            f"“{name}”的合并区域共{cells}个单元格，最多{MOST_MERGED}个；请取消合并后再导入",
            f"merged ranges of '{name}' cover {cells} cells; {MOST_MERGED} are the most: unmerge them",
        )


def too_large(name: str, size: int) -> Unusable:
    """A file that is refused for its bytes alone."""
    megabytes = size // (1024 * 1024)
    return Unusable(
        f"“{name}”过大（{megabytes} MB），请分成几个文件导入",
        f"'{name}' is too large ({megabytes} MB); import it in parts",
    )


def damaged(name: str) -> Unusable:
    """A file that no reader gets through."""
    return Unusable(
        f"“{name}”已损坏或不是表格文件；请用表格软件打开后另存为 xlsx",
        f"'{name}' is damaged or no spreadsheet; open it and save it as xlsx",
    )
