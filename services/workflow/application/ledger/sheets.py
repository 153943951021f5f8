"""What a spreadsheet file holds, whatever its format: values by row and column, and odd cells."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

Value = str | int | float | bool | date | datetime | time | timedelta
"""One cell as the file has it; an empty cell is the empty text."""


class Oddity(StrEnum):
    """What is wrong with a cell before anybody reads it."""

    FORMULA = "formula"
    ERROR = "error"
    MERGED = "merged"


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet, or the one table of a text file; rows and columns count from 1."""

    name: str
    rows: list[list[Value]]
    odd_cells: dict[tuple[int, int], Oddity] = msgspec.field(default_factory=dict)
    """By row and column."""
    odd_rows: dict[int, str] = msgspec.field(default_factory=dict)
    """Rows of a text file that are not in its encoding: row to the encoding they are in."""


class Workbook(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was read."""

    name: str
    digest: bytes
    """SHA-256 of its bytes."""
    encoding: str = ""
    """Of a text file."""
    sheets: tuple[Sheet, ...]


class Unusable(Exception):
    """The file cannot be taken as a ledger at all; the message says why, in two languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def letter(column: int) -> str:
    """The letters a spreadsheet shows for a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
