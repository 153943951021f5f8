"""Rows of JSON Lines as a table, so that a fault can be shown at its field."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

import msgspec

from services.workflow.application.ledger.faults import Fault, Place, Severity
from services.workflow.application.ledger.sheets import Sheet, Value, Workbook

LINES: Final = "JSON Lines"
"""What the one sheet is called."""
_MOST_COLUMNS: Final = 200
_LONGEST: Final = 2_000
_LONGEST_POINTER: Final = 400
MOST_SHOWN: Final = 50_000_000
"""Characters of the report's sheet; pointers are repeated in it at every field."""
MOST_LINES: Final = 100_000
"""Blank ones too: each is a row of the report."""
LONGEST_LINE: Final = 1024 * 1024


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the file; blank ones are left out, and counted."""

    line: int
    text: bytes


def fault_at(
    row: Row,
    pointer: str | None,
    code: str,
    zh: str,
    en: str,
    severity: Severity = Severity.ERROR,
) -> Fault:
    """A fault of a row at a JSON pointer; what stands there is not repeated, it may name a person."""
    field = (pointer or "#").removeprefix("#").removeprefix("/")
    place = Place(sheet=LINES, row=row.line, column=_column(row, field))
    return Fault(place=place, title=field, code=code, zh=zh, en=en, severity=severity)


def workbook_of(rows: Sequence[Row], name: str, source: bytes) -> Workbook:
    """The rows as a sheet: each on the row of its line, each field in a column of its own.

    Of a file that says far more by its nesting than by its bytes the last rows are left blank.
    """
    table: list[list[Value]] = [[] for _ in range(rows[-1].line if rows else 0)]
    left = MOST_SHOWN
    for row in rows:
        cells = [f"{field} = {value}" for field, value in _cells(row)]
        left -= sum(map(len, cells))
        if left < 0:
            break
        table[row.line - 1] = [*cells]
    return Workbook(
        name=name,
        digest=hashlib.sha256(source).digest(),
        sheets=(Sheet(name=LINES, rows=table),),
    )


def _column(row: Row, field: str) -> int:
    """The column of a field or of the first one inside it; 0, the row, where it has none."""
    for at, (known, _) in enumerate(_cells(row), start=1):
        if field and (known == field or known.startswith(f"{field}/")):
            return at
    return 0


def _cells(row: Row) -> list[tuple[str, str]]:
    """Pointers and texts of all that stands in a row; of a line that is no object the line itself."""
    try:
        if len(row.text) <= LONGEST_LINE:
            return [*islice(_flat(json.loads(row.text), ""), _MOST_COLUMNS)]
    except (ValueError, RecursionError):
        pass
    return [("", row.text[:_LONGEST].decode("utf-8", "replace"))]


def _flat(value: Any, at: str) -> Iterator[tuple[str, str]]:
    match value:
        case dict() if value:
            for name, inner in value.items():
                step = name[:80].replace("~", "~0").replace("/", "~1")
                yield from _flat(inner, f"{at}/{step}"[:_LONGEST_POINTER] if at else step)
        case list() if value:
            for number, inner in enumerate(value):
                yield from _flat(inner, f"{at}/{number}"[:_LONGEST_POINTER] if at else str(number))
        case _:
            yield at, str(value)[:_LONGEST]
