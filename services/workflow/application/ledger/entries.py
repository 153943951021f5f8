"""Rows of a ledger as entries: the heading found, each cell read, each fault at its cell."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

import msgspec

from services.workflow.application.ledger import columns, masks, readings
from services.workflow.application.ledger.columns import Column
from services.workflow.application.ledger.faults import Fault, Place, Severity
from services.workflow.application.ledger.sheets import Oddity, Sheet, Unusable, Value, Workbook
from services.workflow.domain.dispute.history.record import (
    ArbitrationResult,
    AwardKind,
    Confirmation,
    Result,
    Review,
    SuitResult,
)
from services.workflow.domain.dispute.parts import Channel, ClaimKind, DeclineGround, Forum
from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.identity import IdentityDocument
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.phone import Phone
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.uscc import Uscc
from services.workflow.recorded.ledger_words import SAMPLE

_HEADING_WITHIN: Final = 20
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
_ODDITIES: Final = {
    Oddity.FORMULA: (
        "单元格里是公式，没有执行；请改填数值",
        "the cell holds a formula, which was not run; enter the value itself",
    ),
    Oddity.ERROR: (
        "单元格里是公式错误值（如 #N/A）",
        "the cell holds an error value such as #N/A",
    ),
    Oddity.MERGED: (
        "合并单元格：这一格没有自己的值；请取消合并并逐行填写",
        "merged cells: this one has no value of its own; unmerge them and fill in each row",
    ),
}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One row as it was read. A field without a value was empty, or its column is missing."""

    place: Place
    cells: dict[str, int]
    """Field to column, for faults found later."""
    shown: dict[str, str]
    """Field to what stands in the cell, masked where personal."""
    is_sample: bool
    number: str
    organisation: str
    region: RegionCode
    registered_on: date
    applicant: str
    respondent: str
    cause: ClaimKind
    channel: Channel | None = None
    document: IdentityDocument | None = None
    phone: Phone | None = None
    uscc: Uscc | None = None
    claimed: Fen | None = None
    worker_count: int | None = None
    accepted_on: date | None = None
    decline_ground: DeclineGround | None = None
    mediator: str | None = None
    result: Result | Forum | None = None
    result_on: date | None = None
    agreed: Fen | None = None
    effective_on: date | None = None
    due_on: date | None = None
    performed_on: date | None = None
    performed: Fen | None = None
    confirmation: Confirmation | None = None
    confirmation_on: date | None = None
    confirmation_ground: str | None = None
    confirmation_number: str | None = None
    review: Review | None = None
    review_on: date | None = None
    review_number: str | None = None
    referred_on: date | None = None
    arbitration_accepted_on: date | None = None
    arbitration_number: str | None = None
    arbitration_result: ArbitrationResult | None = None
    arbitration_closed_on: date | None = None
    award_kind: AwardKind | None = None
    award_served_on: date | None = None
    set_aside_on: date | None = None
    sued_on: date | None = None
    suit_number: str | None = None
    suit_result: SuitResult | None = None
    suit_closed_on: date | None = None
    duplicate_of: str | None = None
    note: str | None = None

    def fault(
        self, field: str, code: str, zh: str, en: str, severity: Severity = Severity.ERROR
    ) -> Fault:
        """A fault at the cell of a field; at the row where the ledger has no such column."""
        column = columns.BY_FIELD.get(field)
        return Fault(
            place=Place(self.place.sheet, self.place.row, self.cells.get(field, 0)),
            title=column.title if column else "",
            shown=self.shown.get(field, ""),
            code=code,
            zh=zh,
            en=en,
            severity=severity,
        )


class Broken(NamedTuple):
    """A row that cannot be read as a whole, with the dispute it belongs to."""

    place: Place
    organisation: str
    number: str


class Reading(NamedTuple):
    """What came of reading a file."""

    entries: list[Entry]
    broken: list[Broken]
    faults: list[Fault]
    rows: int = 0


class _Table(NamedTuple):
    sheet: Sheet
    heading: int
    """Row of the heading, from 1."""
    columns: dict[int, Column]
    is_sample: bool


def read(workbook: Workbook) -> Reading:
    """Every ledger table of the file. Raises Unusable where there is none."""
    reading = Reading([], [], [])
    tables = _tables(workbook, reading.faults)
    rows = 0
    for table in tables:
        for number, row in enumerate(table.sheet.rows, start=1):
            if number <= table.heading or not any(not readings.is_nothing(v) for v in row):
                continue
            rows += 1
            _read_row(table, number, row, reading)
        reading.faults.extend(_notes(table))
    return reading._replace(rows=rows)


def require_ledger(workbook: Workbook) -> None:
    """Raise Unusable for a file without a ledger table, before anything else is done."""
    _tables(workbook, [])


def _tables(workbook: Workbook, faults: list[Fault]) -> list[_Table]:
    tables = [table for sheet in workbook.sheets if (table := _table(sheet, faults))]
    if not tables:
        raise _no_table(workbook)
    return tables


def _table(sheet: Sheet, faults: list[Fault]) -> _Table | None:
    for number, row in enumerate(sheet.rows[:_HEADING_WITHIN], start=1):
        titles = [columns.title(value) for value in row]
        if len(columns.BY_TITLE.keys() & set(titles)) < len(columns.REQUIRED) // 2:
            continue
        _require_columns(sheet, titles)
        faults.extend(_heading_faults(sheet, number, titles))
        above = [value for line in sheet.rows[: number - 1] for value in line]
        return _Table(
            sheet,
            number,
            {at: columns.BY_TITLE[t] for at, t in enumerate(titles, 1) if t in columns.BY_TITLE},
            any(SAMPLE in str(value) for value in (*above, sheet.name)),
        )
    return None


def _require_columns(sheet: Sheet, titles: list[str]) -> None:
    missing = "、".join(title for title in columns.REQUIRED if title not in titles)
    if missing:
        raise Unusable(
            f"工作表“{sheet.name}”缺少必需的列：{missing}",
            f"sheet '{sheet.name}' lacks required columns: {missing}",
        )
    twice = "、".join(sorted({t for t in titles if t in columns.BY_TITLE and titles.count(t) > 1}))
    if twice:
        raise Unusable(
            f"工作表“{sheet.name}”有重名的列：{twice}",
            f"sheet '{sheet.name}' has columns of the same name: {twice}",
        )


def _heading_faults(sheet: Sheet, row: int, titles: list[str]) -> Iterator[Fault]:
    for at, title in enumerate(titles, start=1):
        if not title or title in columns.BY_TITLE:
            continue
        yield Fault(
            place=Place(sheet.name, row, at),
            title=title,
            code="unknown_column",
            zh=f"不认识的列“{title}”，没有导入",
            en=f"column '{title}' is not known and was not taken over",
            severity=Severity.NOTICE,
        )


def _notes(table: _Table) -> Iterator[Fault]:
    """Said once, at the heading: what people noted freely stays in the ledger."""
    at = next((at for at, column in table.columns.items() if column.field == "note"), None)
    rows = table.sheet.rows[table.heading :] if at else []
    noted = [
        row[at - 1]
        for row in rows
        if at and at <= len(row) and not readings.is_nothing(row[at - 1])
    ]
    count = sum(1 for note in noted if str(note).strip() != SAMPLE)
    if at and count:
        yield Fault(
            place=Place(table.sheet.name, table.heading, at),
            title="备注",
            code="notes_not_taken_over",
            zh=f"有{count}行备注没有导入，请保留原台账",
            en=f"the notes of {count} rows were not taken over; keep the ledger itself",
            severity=Severity.NOTICE,
        )


def _no_table(workbook: Workbook) -> Unusable:
    names = "、".join(columns.REQUIRED)
    return Unusable(
        f"“{workbook.name}”里没有台账表头；至少要有这些列：{names}",
        f"no ledger heading in '{workbook.name}'; at least these columns are needed: {names}",
    )


def _read_row(table: _Table, number: int, row: list[Value], reading: Reading) -> None:
    faults = list(_row_faults(table, number))
    facts, shown = _cells(table, number, row, faults)
    cells = {column.field: at for at, column in table.columns.items()}
    faults.extend(_missing(table, number, cells, facts, faults))
    reading.faults.extend(faults)
    place = Place(table.sheet.name, number)
    if any(fault.is_error for fault in faults):
        whose = facts.get("organisation", ""), facts.get("number", "")
        reading.broken.append(Broken(place, *whose))
        return
    is_sample = table.is_sample or SAMPLE in facts.get("note", "")
    reading.entries.append(
        Entry(place=place, cells=cells, shown=shown, is_sample=is_sample, **facts)
    )


def _row_faults(table: _Table, number: int) -> Iterator[Fault]:
    encoding = table.sheet.odd_rows.get(number)
    if encoding:
        yield Fault(
            place=Place(table.sheet.name, number),
            code="mixed_encoding",
            zh=f"这一行是{encoding}编码，与文件其余部分不同；请把整个文件存为 UTF-8",
            en=f"this row is encoded in {encoding}, unlike the rest of the file; save the whole file as UTF-8",
        )


def _cells(
    table: _Table, number: int, row: list[Value], faults: list[Fault]
) -> tuple[dict[str, Any], dict[str, str]]:
    """What the cells say, and how they are shown."""
    facts: dict[str, Any] = {}
    shown: dict[str, str] = {}
    for at, value in enumerate(row, start=1):
        column = table.columns.get(at)
        if column is None:
            continue
        place = Place(table.sheet.name, number, at)
        oddity = table.sheet.odd_cells.get((number, at)) or _formula_text(column, value)
        if oddity:
            faults.append(_odd(place, column, value, oddity))
        elif not readings.is_nothing(value):
            shown[column.field] = _shown(column, value)
            try:
                facts[column.field] = column.read(value)
            except InvalidValue as error:
                faults.append(_unreadable(place, column, value, error))
    return facts, shown


def _missing(
    table: _Table, number: int, cells: dict[str, int], facts: dict[str, Any], faults: list[Fault]
) -> Iterator[Fault]:
    faulty = {fault.place.column for fault in faults}
    for title in columns.REQUIRED:
        field = columns.BY_TITLE[title].field
        if facts.get(field) is None and cells[field] not in faulty:
            yield Fault(
                place=Place(table.sheet.name, number, cells[field]),
                title=title,
                code="required",
                zh=f"{title}必须填写",
                en=f"{title} is required",
            )


def _formula_text(column: Column, value: Value) -> Oddity | None:
    """Text that a spreadsheet would run when it is opened; +86 before a telephone number is none."""
    if not isinstance(value, str) or not value.lstrip(" ").startswith(_FORMULA_SIGNS):
        return None
    if readings.is_nothing(value):
        return None
    is_dialled = column.field == "phone" and not value.startswith(("=", "@"))
    return None if is_dialled else Oddity.FORMULA


def _odd(place: Place, column: Column, value: Value, oddity: Oddity) -> Fault:
    zh, en = _ODDITIES[oddity]
    shown = _shown(column, value)
    return Fault(place=place, title=column.title, shown=shown, code=oddity.value, zh=zh, en=en)


def _unreadable(place: Place, column: Column, value: Value, error: InvalidValue) -> Fault:
    raw, shown = str(value).strip(), _shown(column, value)
    return Fault(
        place=place,
        title=column.title,
        shown=shown,
        code=error.code,
        zh=error.zh.replace(raw, shown),
        en=error.en.replace(raw, shown),
    )


def _shown(column: Column, value: Value) -> str:
    text = masks.plain(value)
    return column.mask(text.strip()) if column.mask else text
