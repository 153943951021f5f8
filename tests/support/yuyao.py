"""Both time bases of the 60 % figure, counted from the rows of the 余姚 ledger by plain rules.

Nothing of the service's figures is used here: this is the clerk with a pencil who checks them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import python_calamine

Row = dict[str, Any]
Counts = dict[str, tuple[int, int, int]]
"""By township code, the city as its six digits: numerator, denominator, workers in the latter."""

ABOVE_TOWNSHIPS = "YY-LHZX"
OF_SEISED_BODIES = {"法院委托", "仲裁委托"}
AGREEMENT_FALLS = {"违反法律强制性规定", "损害国家社会他人利益", "违反自愿原则"}
NOT_THE_AREAS_AFFAIR = {"不属于受理范围", "不属于本组织管辖"}


@dataclass
class Matter:
    """One matter: the row it is counted by, and the rows that name more claimants or repeat it."""

    row: Row
    workers: int
    begun: date

    @property
    def township(self) -> str:
        """Nine digits; six where the ledger knows no more."""
        return str(self.row["区划代码"])[:9]

    @cached_property
    def resolved_on(self) -> date | None:
        row = self.row
        if row["结果"] == "达成协议":
            return row["协议生效日期"] or row["结果日期"]  # type: ignore[no-any-return]
        return row["结果日期"] if row["结果"] in {"当场履行", "和解"} else None

    @property
    def is_undone(self) -> bool:
        """Annulled so that the agreement falls, or taken up again by a commission or court."""
        row, since = self.row, self.resolved_on
        assert since is not None
        taken, sued = row["仲裁受理日期"], row["起诉日期"]
        is_arbitrated = taken and taken > since and row["仲裁结果"] != "撤回"
        is_annulled = row["司法确认结果"] == "撤销" and row["司法确认理由"] in AGREEMENT_FALLS
        return bool(is_arbitrated or is_annulled or (sued and sued > since))

    @property
    def is_settled_here(self) -> bool:
        """Resolved by a body of the township, not for the court or commission that has it."""
        is_above = self.row["调解组织"] == ABOVE_TOWNSHIPS or self.row["渠道"] in OF_SEISED_BODIES
        return self.resolved_on is not None and not is_above and not self.is_undone

    @property
    def is_direct(self) -> bool:
        return self.row["渠道"] in {"直接仲裁", "直接起诉"}

    @property
    def taken_on(self) -> date | None:
        """The day on which a commission or court had it."""
        row = self.row
        if row["渠道"] == "直接起诉":
            return row["登记日期"]  # type: ignore[no-any-return]
        return row["仲裁受理日期"] or row["起诉日期"] or None

    @property
    def is_cohort(self) -> bool:
        """Whether it belongs to the denominator once it was registered in the period."""
        row = self.row
        is_open = not self.is_direct and not row["结果"] and not self._left_for_tribunal
        return not is_open and row["不予受理原因"] not in NOT_THE_AREAS_AFFAIR

    @property
    def closed_on(self) -> date | None:
        """The day that finished the mediation; without one, that of acceptance."""
        row = self.row
        if self.resolved_on or row["结果"] in {"调解不成", "撤回"}:
            return self.resolved_on or row["结果日期"]
        if self.is_direct or row["结果"] == "不予受理":
            return self.taken_on
        return self._left_for_tribunal

    @property
    def _left_for_tribunal(self) -> date | None:
        return self.row["仲裁受理日期"] or self.row["仲裁结案日期"] or self.taken_on


def matters(path: Path) -> list[Matter]:
    """The matters of the ledger: claimants put together, repeated ones with what they repeat."""
    found: dict[tuple[str, str], Matter] = {}
    repeats = []
    for row in _rows(path):
        key = (row["调解组织"], row["登记编号"])
        count = int(row["涉及人数"] or 1)
        if key in found:
            found[key].workers += count
        else:
            found[key] = Matter(row, count, row["登记日期"])
        if row["重复于"]:
            body, _, number = str(row["重复于"]).rpartition("/")
            repeats.append((key, (body or key[0], number)))
    for key, leader in dict(repeats).items():
        found[leader].begun = min(found[leader].begun, found.pop(key).begun)
    return [*found.values()]


def by_cohort(known: Iterable[Matter], year: int) -> Counts:
    """What was begun in the year, with what became of it until the ledger ends."""
    return _count(known, lambda m: m.is_cohort and m.begun.year == year)


def by_closing(known: Iterable[Matter], year: int) -> Counts:
    """What was finished in the year."""
    return _count(known, lambda m: m.closed_on is not None and m.closed_on.year == year)


def _count(known: Iterable[Matter], is_counted: Callable[[Matter], bool]) -> Counts:
    above: Counter[str] = Counter()
    below: Counter[str] = Counter()
    workers: Counter[str] = Counter()
    for matter in filter(is_counted, known):
        for place in {matter.township, matter.township[:6]}:
            above[place] += matter.is_settled_here
            below[place] += 1
            workers[place] += matter.workers
    return {place: (above[place], below[place], workers[place]) for place in below}


def _rows(path: Path) -> Iterator[Row]:
    sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    _title, heading, *lines = sheet.to_python()
    for line in lines:
        yield dict(zip(map(str, heading), line, strict=True))
