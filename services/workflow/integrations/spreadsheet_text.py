"""Reads tables in text files (csv): UTF-8, with or without a mark, or GB 18030."""

import csv
from collections import Counter
from collections.abc import Iterator
from typing import Final

from services.workflow.application.ledger.sheets import Sheet, Unusable, Value
from services.workflow.integrations.spreadsheet_limits import require_few_cells, require_modest

UTF8: Final = "UTF-8"
GB18030: Final = "GB18030"
_ASCII: Final = "ASCII"
_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS: Final = (",", "\t", ";", "，")
LONGEST_CELL: Final = 100_000
_LINES_OF_A_ROW: Final = 10
"""Cells may hold line breaks, but hardly so many in every row."""


def read_text(contents: bytes, name: str) -> tuple[Sheet, str]:
    """The table and its encoding. Rows in the other encoding are read, and named as odd."""
    if contents.startswith(_UTF16_MARKS) or b"\0" in contents:
        raise Unusable(
            f"“{name}”不是 UTF-8 或 GB18030 文本；请另存为 xlsx 或“CSV UTF-8”",
            f"'{name}' is not text in UTF-8 or GB18030; save it as xlsx or as CSV UTF-8",
        )
    require_modest(name, name, max(map(contents.count, (b"\n", b"\r"))) // _LINES_OF_A_ROW, 0)
    lines = contents.removeprefix(_MARK).splitlines(keepends=True)
    kinds = [_encoding(line) for line in lines]
    if None in kinds:
        bad = kinds.index(None) + 1
        raise Unusable(
            f"“{name}”第{bad}行既不是 UTF-8 也不是 GB18030 编码",
            f"line {bad} of '{name}' is neither UTF-8 nor GB18030",
        )
    usual = _usual(kinds, has_mark=contents.startswith(_MARK))
    text = [
        line.decode(GB18030 if kind == GB18030 else UTF8)
        for line, kind in zip(lines, kinds, strict=True)
    ]
    odd_lines = {n for n, kind in enumerate(kinds, 1) if kind not in {usual, _ASCII}}
    other = GB18030 if usual == UTF8 else UTF8
    rows: list[list[Value]] = []
    odd_rows = {}
    cells = 0
    for first, last, row in _records(text, name):
        rows.append(list(row))
        require_modest(name, name, len(rows), len(row))
        require_few_cells(name, cells := cells + len(row))
        if odd_lines.intersection(range(first, last + 1)):
            odd_rows[len(rows)] = other
    return Sheet(name=name, rows=rows, odd_rows=odd_rows), usual


def _encoding(line: bytes) -> str | None:
    """Which encoding a line is in; UTF-8 where both would do, as that hardly happens by chance."""
    if line.isascii():
        return _ASCII
    for encoding in (UTF8, GB18030):
        try:
            line.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _usual(kinds: list[str | None], *, has_mark: bool) -> str:
    if has_mark:
        return UTF8
    counted = Counter(kind for kind in kinds if kind != _ASCII)
    return GB18030 if counted[GB18030] > counted[UTF8] else UTF8


def _records(lines: list[str], name: str) -> Iterator[tuple[int, int, list[str]]]:
    """Rows with their first and last line; a quoted cell may hold line breaks."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(lines, delimiter=_delimiter(lines))
    first = 1
    try:
        for row in reader:
            yield first, reader.line_num, row
            first = reader.line_num + 1
    except csv.Error as error:
        raise Unusable(
            f"“{name}”第{first}行起不是完整的 CSV：{error}",
            f"'{name}' is no proper CSV from line {first} on: {error}",
        ) from None


def _delimiter(lines: list[str]) -> str:
    head = "".join(lines[:20])
    return max(_DELIMITERS, key=head.count)
