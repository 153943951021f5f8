"""Faults of a ledger: where, what stands there, what is wrong, and whether the row is refused."""

from enum import StrEnum

import msgspec

from services.workflow.application.ledger.sheets import letter


class Severity(StrEnum):
    """What a fault means for its row."""

    ERROR = "error"
    """The row is refused: of a new dispute nothing is recorded, of a known one not this change."""
    WARNING = "warning"
    """The row is taken over, and somebody should look at it."""
    NOTICE = "notice"
    """What is not taken over yet, or was assumed because no column says it."""


class Place(msgspec.Struct, frozen=True, order=True):
    """A cell: sheet, row and column from 1. Column 0 means the row, row 0 the column or the file."""

    sheet: str
    row: int
    column: int = 0

    @property
    def letters(self) -> str:
        """The column as a spreadsheet shows it."""
        return letter(self.column)


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One fault at its cell."""

    place: Place
    title: str = ""
    """The column's name."""
    shown: str = ""
    """What stands in the cell; personal values are masked."""
    code: str
    zh: str
    en: str
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether the row is refused for it."""
        return self.severity is Severity.ERROR
