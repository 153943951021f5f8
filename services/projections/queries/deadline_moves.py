"""The journal of what moved deadlines: of one dispute, and over all that a caller may read."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from services.projections.deadlines.moving import Change
from services.projections.queries.cursor import MoveCursor
from services.projections.queries.filters import Conditions, area, prefix, visible
from services.workflow.recorded.views import Scope


class MoveRow(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the journal."""

    number: int
    dispute: UUID
    rule: str
    about: str
    changes: tuple[Change, ...]
    start_was: date | None
    start_is: date | None
    natural_was: date | None
    natural_is: date | None
    rolled_was: date | None
    rolled_is: date | None
    cause: str
    position: int
    recorded_at: datetime
    calendar_was: str
    calendar_is: str
    rule_pack_was: str
    rule_pack_is: str
    relied_on: bytes


class ListedMove(MoveRow, frozen=True, kw_only=True):
    """One entry, with the dispute that it is of."""

    case_number: str
    region: str
    organisation: UUID | None


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; what is not given does not narrow the list."""

    body: UUID | None = None
    """It relied on what moved, or has a part in the dispute."""
    organisation: UUID | None = None
    region: str | None = None
    dispute: UUID | None = None
    rule: str | None = None
    is_correction: bool | None = None
    """Whether a correction or an annulment moved it."""
    since: date | None = None
    """Recorded on this day or later."""
    after_position: int | None = None


class MovePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the journal, the newest first."""

    rows: tuple[ListedMove, ...]
    next: MoveCursor | None


_COLUMNS = ", ".join(f"m.{name}" for name in MoveRow.__struct_fields__)
_OF_DISPUTE = f"""
SELECT {_COLUMNS} FROM views.deadline_moves m WHERE m.dispute = $1 ORDER BY m.number
"""  # noqa: S608
_SOURCE = "views.deadline_moves m JOIN views.dispute_list d ON d.dispute = m.dispute"
_EQUAL = {
    "body": "m.relied_on -> 'bodies' ? {}::text",
    "organisation": "d.organisation = {}",
    "dispute": "m.dispute = {}",
    "rule": "m.rule = {}",
    "is_correction": "(m.relied_on ? 'relied') = {}",
    "after_position": "m.position > {}",
}


async def of_dispute(connection: Any, dispute: UUID) -> list[MoveRow]:
    """The journal of a dispute, the earliest first; whether the caller may read it is asked before."""
    return [MoveRow(**_read(row)) for row in await connection.fetch(_OF_DISPUTE, dispute)]


async def page(
    connection: Any, wanted: Wanted, scope: Scope, *, size: int, after: MoveCursor | None = None
) -> MovePage:
    """A page, after the entry that the cursor names: by place in the log, the newest first."""
    asked = _conditions(wanted, scope)
    if after is not None:
        asked.add("(m.position, m.number) < ({}, {})", after.position, after.number)
    found = await connection.fetch(
        f"SELECT {_COLUMNS}, d.case_number, d.region, d.organisation"  # noqa: S608
        f" FROM {_SOURCE} WHERE {asked.where}"
        f" ORDER BY m.position DESC, m.number DESC LIMIT {size + 1:d}",
        *asked.values,
    )
    rows = tuple(ListedMove(**_read(row)) for row in found[:size])
    last = rows[-1] if len(found) > size else None
    return MovePage(rows=rows, next=MoveCursor(last.position, last.number) if last else None)


async def count(connection: Any, wanted: Wanted, scope: Scope) -> int:
    """How many the whole list has."""
    asked = _conditions(wanted, scope)
    total: int = await connection.fetchval(
        f"SELECT count(*) FROM {_SOURCE} WHERE {asked.where}",  # noqa: S608
        *asked.values,
    )
    return total


def _conditions(wanted: Wanted, scope: Scope) -> Conditions:
    asked = visible(scope)
    for name, condition in _EQUAL.items():
        if (value := getattr(wanted, name)) is not None:
            asked.add(condition, str(value) if name == "body" else value)
    if wanted.region is not None:
        asked.add("d.region LIKE {}", prefix(area(wanted.region)))
    if wanted.since is not None:
        asked.add("m.recorded_at >= {}::date::timestamp AT TIME ZONE 'Asia/Shanghai'", wanted.since)
    return asked


def _read(row: Any) -> dict[str, Any]:
    return dict(row) | {"changes": tuple(Change(each) for each in row["changes"])}
