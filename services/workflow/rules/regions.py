"""Administrative regions down to township, from the dated data set beside this file."""

import csv
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, Self

_FOLDER: Final = Path(__file__).with_name("regions")
_COUNTY: Final = 6
_TOWNSHIP: Final = 9

_NO_PLACE: Final = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
"""Names of city codes that only group counties; no one lives in a place of that name."""


class _Validity(NamedTuple):
    first: date | None
    last: date | None


class Regions:
    """Names and nesting of regions by code; a village counts as its township."""

    def __init__(self, names: Mapping[str, str], changes: Mapping[str, _Validity]) -> None:
        self._names = names
        self._changes = changes
        self._codes = sorted(names)

    @classmethod
    def load(cls, changes: Path = _FOLDER / "changes.csv") -> Self:
        """Read the data set and a table of changes with the columns of `changes.csv`."""
        _, *rows = (_FOLDER / "regions.csv").read_text("utf-8").splitlines()
        names = dict(row.split(",", 1) for row in rows)
        validity = {}
        with changes.open(encoding="utf-8-sig", newline="") as table:
            for row in csv.DictReader(table):
                names[row["code"]] = row["name"]
                validity[row["code"]] = _Validity(_day(row["valid_from"]), _day(row["valid_to"]))
        return cls(names, validity)

    def name(self, code: str) -> str | None:
        """Return the name of the region, of its township for a village; none if unknown."""
        return self._names.get(code[:_TOWNSHIP])

    def exists(self, code: str, on: date | None = None) -> bool:
        """Whether the data set knows the region, and it held on that day as far as is known."""
        known = code[:_TOWNSHIP]
        if known not in self._names:
            return False
        first, last = self._changes.get(known, _Validity(None, None))
        return on is None or ((first or on) <= on <= (last or on))

    def path(self, code: str) -> tuple[str, ...]:
        """Names from the province down to the region, as far down as they are known."""
        return tuple(reversed([self._names[step] for step in self._upwards(code[:_TOWNSHIP])]))

    def children(self, code: str) -> tuple[str, ...]:
        """Codes directly below a region, in order; counties where a province has no cities."""
        stem = code.removesuffix("00").removesuffix("00") if len(code) == _COUNTY else code
        first = bisect_left(self._codes, stem)
        last = bisect_left(self._codes, stem + ":")
        return tuple(
            below
            for below in self._codes[first:last]
            if self._parent(below) == code and self._names[below] not in _NO_PLACE
        )

    def provinces(self) -> tuple[str, ...]:
        """Codes of all provinces, in order."""
        return tuple(code for code in self._codes if code.endswith("0000"))

    def _upwards(self, code: str) -> Iterator[str]:
        step: str | None = code
        while step:
            if step in self._names and self._names[step] not in _NO_PLACE:
                yield step
            step = self._parent(step)

    def _parent(self, code: str) -> str | None:
        if len(code) > _COUNTY:
            return code[:_COUNTY]
        city, province = code[:4] + "00", code[:2] + "0000"
        if code == province:
            return None
        is_city = code == city or self._names.get(city, "市辖区") in _NO_PLACE
        return province if is_city else city


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def regions() -> Regions:
    """The data set as shipped, read once."""
    return Regions.load()
