"""Looks through an xlsx before it is read: how far its cells reach, and which hold formulas or errors."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final
from xml.parsers import expat

from services.workflow.application.ledger.sheets import Oddity
from services.workflow.integrations.spreadsheet_limits import (
    LARGEST_UNPACKED,
    LAST_ROW,
    require_few_cells,
    require_modest,
    too_large,
)

OddCells = dict[str, dict[tuple[int, int], Oddity]]
"""By sheet, row and column from 1."""
_CHUNK: Final = 1024 * 1024
_RATIO: Final = 200
_SMALL: Final = 16 * 1024 * 1024
_PLACE: Final = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_KEPT: Final = ("xl/", "_rels/", "[content_types]")
_XML: Final = (".xml", ".rels")
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"


class Damaged(Exception):
    """The file is no workbook, or one that two readers might read differently."""


def looked_through(archive: zipfile.ZipFile, name: str) -> tuple[bytes, OddCells]:
    """The workbook packed anew from exactly the bytes that were looked at, and its odd cells.

    Only its XML is kept: the reader finds nothing else to read, by whatever name. Raises Damaged,
    Unusable.
    """
    packed = io.BytesIO()
    parts: dict[str, _Part] = {}
    cells = 0
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as safe:
        for info in archive.infolist():
            path = info.filename.replace("\\", "/")
            low = path.lower()
            if not low.startswith(_KEPT) or not low.endswith(_XML):
                continue
            if low in parts:
                raise Damaged
            parts[low] = part = _Part()
            with safe.open(path, "w") as kept:
                for chunk in _chunks(archive, info, name):
                    part.feed(chunk)
                    kept.write(chunk)
                    reached = require_modest(name, _last(path), part.last_row, part.last_column)
                    require_few_cells(name, cells + reached)
            part.end()
            cells += part.last_row * part.last_column
    return packed.getvalue(), _by_title(parts)


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    if info.file_size > LARGEST_UNPACKED or (
        info.file_size > _SMALL and info.file_size > _RATIO * info.compress_size
    ):
        raise too_large(name, info.file_size)
    with archive.open(info) as member:
        # Never more than the size that was declared: zipfile stops there.
        while chunk := member.read(_CHUNK):
            yield chunk


def place(reference: str) -> tuple[int, int]:
    """Row and column, from 1, of a reference such as `B7`. Raises Damaged."""
    found = _PLACE.fullmatch(reference)
    if found is None or int(found[2]) > LAST_ROW:
        raise Damaged
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


class _Part:
    """One XML part, whatever it turns out to be: its cells are counted as the reader counts them."""

    def __init__(self) -> None:
        # UTF-8 whatever the part says of itself: in another encoding its letters may spell cells.
        self._parser: Any = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = _refuse
        self._row, self._column = 1, 1
        self._cell: tuple[int, int] | None = None
        self._is_error = False
        self.last_row, self.last_column = 0, 0
        self.odd: dict[tuple[int, int], Oddity] = {}
        self.titles: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}

    def feed(self, chunk: bytes) -> None:
        """Look at some more of it. Raises Damaged."""
        self._parse(chunk, is_final=False)

    def end(self) -> None:
        """There is no more. Raises Damaged."""
        self._parse(b"", is_final=True)

    def _parse(self, chunk: bytes, *, is_final: bool) -> None:
        try:
            self._parser.Parse(chunk, is_final)
        except (expat.ExpatError, ValueError):
            raise Damaged from None

    def _start(self, tag: str, given: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._cell = place(given["r"]) if "r" in given else (self._row, self._column)
            self._column = self._cell[1] + 1
            self._is_error = given.get("t") == "e"
        elif tag in {"v", "is", "f"} and self._cell:
            self._hold(tag)
        elif tag == "row" and "r" in given:
            self._row = place(f"A{given['r']}")[0]
        elif tag in {"mergeCell", "dimension"} and "ref" in given:
            for corner in given["ref"].split(":"):
                place(corner)
        elif tag == "sheet" and "name" in given:
            self.titles.append((given["name"], _relation(given)))
        elif tag == "Relationship":
            self.targets[given.get("Id", "")] = given.get("Target", "")

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._cell = None
        elif tag == "row":
            self._row, self._column = self._row + 1, 1

    def _hold(self, what: str) -> None:
        """The cell is not empty: the reader keeps all between the first and the last of these."""
        assert self._cell is not None
        self.last_row = max(self.last_row, self._cell[0])
        self.last_column = max(self.last_column, self._cell[1])
        if what == "f":
            self.odd[self._cell] = Oddity.FORMULA
        elif self._is_error:
            self.odd.setdefault(self._cell, Oddity.ERROR)


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _refuse(*_: object) -> None:
    raise Damaged


def _relation(given: dict[str, str]) -> str:
    return next((value for name, value in given.items() if name.rpartition(":")[2] == "id"), "")


def _by_title(parts: dict[str, _Part]) -> OddCells:
    """The odd cells by the titles of the sheets, which another part names."""
    if _WORKBOOK not in parts or _RELATIONS not in parts:
        raise Damaged
    targets = parts[_RELATIONS].targets
    found: OddCells = {}
    for title, relation in parts[_WORKBOOK].titles:
        target = targets.get(relation, "").replace("\\", "/").lower()
        path = target.removeprefix("/") if target.startswith(("/xl/", "xl/")) else f"xl/{target}"
        if path in parts:
            found[title] = parts[path].odd
    return found
