"""Lists of disputes, newest first, page by page; and one dispute's row."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from services.projections.queries.cursor import Cursor
from services.projections.queries.filters import Conditions, Filters, conditions, visible
from services.projections.views.dispute_list import DISPUTE_LIST, Entry
from services.workflow.recorded.views import Scope

_STALE = """
EXISTS (SELECT FROM views.quarantine q JOIN views.positions p USING (table_name)
         WHERE p.view = 'dispute_list' AND p.is_live AND q.stream_id = d.dispute)
"""
_ROW = f"d.record, {_STALE}"


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One dispute as the list has it."""

    entry: Entry
    is_stale: bool
    """Whether later events of the dispute wait in quarantine."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a list."""

    rows: tuple[Listed, ...]
    next: Cursor | None
    """Where the next page begins; none on the last."""


async def page(
    connection: Any, filters: Filters, scope: Scope, *, size: int, after: Cursor | None = None
) -> Page:
    """A page of the list, after the row that the cursor names.

    Who follows the cursors sees each dispute that was there at the first page exactly once.
    """
    asked = conditions(filters, scope)
    if after is not None:
        asked.add("(d.received_on, d.dispute) < ({}, {})", after.received_on, after.dispute)
    found = await connection.fetch(
        f"SELECT {_ROW} FROM views.dispute_list d WHERE {asked.where}"  # noqa: S608
        f" ORDER BY d.received_on DESC, d.dispute DESC LIMIT {size + 1:d}",
        *asked.values,
    )
    rows = tuple(_listed(row) for row in found[:size])
    return Page(rows=rows, next=_cursor(rows[-1]) if len(found) > size else None)


async def count(connection: Any, filters: Filters, scope: Scope) -> int:
    """How many disputes the whole list has."""
    asked = conditions(filters, scope)
    total: int = await connection.fetchval(
        f"SELECT count(*) FROM views.dispute_list d WHERE {asked.where}",  # noqa: S608
        *asked.values,
    )
    return total


async def years(connection: Any, filters: Filters, scope: Scope) -> list[int]:
    """The calendar years in which disputes of the list were received, in order."""
    asked = conditions(filters, scope)
    found = await connection.fetch(
        "SELECT DISTINCT extract(year FROM d.received_on)::integer AS year"  # noqa: S608
        f" FROM views.dispute_list d WHERE {asked.where} ORDER BY year",
        *asked.values,
    )
    return [year for (year,) in found]


async def newest(connection: Any, scope: Scope, *, size: int) -> tuple[Listed, ...]:
    """The disputes received last."""
    return (await page(connection, Filters(), scope, size=size)).rows


async def one(connection: Any, dispute: UUID, scope: Scope) -> Listed | None:
    """One dispute; none where it is not there, or the caller may not read it."""
    asked = _named([dispute], scope)
    row = await connection.fetchrow(
        f"SELECT {_ROW} FROM views.dispute_list d WHERE {asked.where}",  # noqa: S608
        *asked.values,
    )
    return _listed(row) if row else None


async def case_numbers(connection: Any, disputes: Iterable[UUID], scope: Scope) -> dict[UUID, str]:
    """Case numbers of those of these disputes that the caller may read."""
    wanted = list(disputes)
    if not wanted:
        return {}
    asked = _named(wanted, scope)
    found = await connection.fetch(
        f"SELECT d.dispute, d.case_number FROM views.dispute_list d WHERE {asked.where}",  # noqa: S608
        *asked.values,
    )
    return dict(found)


def _named(disputes: list[UUID], scope: Scope) -> Conditions:
    asked = visible(scope)
    asked.add("d.dispute = ANY ({})", disputes)
    return asked


def _listed(row: Any) -> Listed:
    record, is_stale = row
    return Listed(entry=DISPUTE_LIST.load(record), is_stale=is_stale)


def _cursor(last: Listed) -> Cursor:
    dispute = last.entry.dispute
    assert dispute.received_on is not None
    assert dispute.id is not None
    return Cursor(dispute.received_on, dispute.id)
