"""Lists of what disputes are made of, page by page: offers, sessions, documents, applications.

Each dispute's row keeps its items; who may read the dispute may read them.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from services.projections.queries.cursor import ItemCursor
from services.projections.queries.filters import Conditions, visible
from services.projections.views.documents import Delivery
from services.projections.views.handovers import Handover
from services.projections.views.reinforcements import Application
from services.projections.views.sittings import Sitting
from services.workflow.recorded.views import Scope

Item = TypeVar("Item", Handover, Sitting, Delivery, Application)
_DAY = "i.item ->> 'on'"


class Kind(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """One kind of item: the column that keeps it, its type, and what a list of it goes by."""

    column: str
    type: type[Item]
    place: str = _DAY
    is_newest_first: bool = False


HANDOVERS = Kind(column="handovers", type=Handover)
SITTINGS = Kind(
    column="sittings",
    type=Sitting,
    # Days first: what was held without having been listed may have no time.
    place=f"({_DAY}) || coalesce(' ' || ((i.item ->> 'starts_at')::timestamptz"
    " AT TIME ZONE 'Asia/Shanghai')::time::text, '')",
)
DOCUMENTS = Kind(column="documents", type=Delivery)
REINFORCEMENTS = Kind(column="reinforcements", type=Application, is_newest_first=True)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; what is not given does not narrow the list."""

    fields: Mapping[str, Any] = {}
    """What fields of the item are, exactly."""
    from_on: date | None = None
    to_on: date | None = None
    """Last day, included."""
    overdue_on: date | None = None
    """Only where a reply was due before this day."""
    hidden: frozenset[str] = frozenset()
    """Kinds that this caller is told nothing of, not even their number."""


class Found(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """An item and the dispute that it belongs to."""

    dispute: UUID
    case_number: str
    item: Item


class ItemPage(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """A page of items."""

    rows: tuple[Found[Item], ...]
    next: ItemCursor | None
    """Where the next page begins; none on the last."""
    today: date
    """The legal day on which it was read."""


async def page(
    connection: Any,
    kind: Kind[Item],
    wanted: Wanted,
    scope: Scope,
    *,
    size: int,
    after: ItemCursor | None = None,
) -> ItemPage[Item]:
    """A page of the items, after the one that the cursor names."""
    asked = _conditions(kind, wanted, scope)
    order, further = ("DESC", "<") if kind.is_newest_first else ("ASC", ">")
    if after is not None:
        place = f"({kind.place}, d.dispute, i.item ->> 'key')"
        asked.add(f"{place} {further} ({{}}, {{}}, {{}})", after.place, after.dispute, after.key)
    found = await connection.fetch(
        f"SELECT d.dispute, d.case_number, i.item, {kind.place} AS place"  # noqa: S608
        f" FROM {_source(kind)} WHERE {asked.where}"
        f" ORDER BY place {order}, d.dispute {order}, i.item ->> 'key' {order}"
        f" LIMIT {size + 1:d}",
        *asked.values,
    )
    rows = tuple(_found(row, kind) for row in found[:size])
    last = rows[-1] if len(found) > size else None
    return ItemPage(
        rows=rows,
        next=ItemCursor(found[size - 1]["place"], last.dispute, last.item.key) if last else None,
        today=await today(connection),
    )


async def count(connection: Any, kind: Kind[Item], wanted: Wanted, scope: Scope) -> int:
    """How many items the whole list has."""
    asked = _conditions(kind, wanted, scope)
    total: int = await connection.fetchval(
        f"SELECT count(*) FROM {_source(kind)} WHERE {asked.where}",  # noqa: S608
        *asked.values,
    )
    return total


async def tally(
    connection: Any, kind: Kind[Item], by: tuple[str, ...], wanted: Wanted, scope: Scope
) -> list[tuple[Any, ...]]:
    """How many items there are for each combination of these fields, as text, with the number last."""
    asked = _conditions(kind, wanted, scope)
    fields = ", ".join(f"i.item ->> '{name}'" for name in by)
    found = await connection.fetch(
        f"SELECT {fields}, count(*) FROM {_source(kind)} WHERE {asked.where}"  # noqa: S608
        f" GROUP BY {fields} ORDER BY count(*) DESC, {fields}",
        *asked.values,
    )
    return [tuple(row) for row in found]


def _source(kind: Kind[Item]) -> str:
    return (
        f"views.dispute_list d CROSS JOIN LATERAL jsonb_array_elements(d.{kind.column}) AS i (item)"
    )


def _conditions(kind: Kind[Item], wanted: Wanted, scope: Scope) -> Conditions:
    asked = visible(scope)
    if wanted.fields:
        fields = msgspec.json.encode(wanted.fields).decode()
        # The array first: it has the index.
        asked.add(f"d.{kind.column} @> {{}}::jsonb", f"[{fields}]")
        asked.add("i.item @> {}::jsonb", fields)
    if wanted.from_on is not None:
        asked.add(f"{_DAY} >= {{}}", wanted.from_on.isoformat())
    if wanted.to_on is not None:
        asked.add(f"{_DAY} <= {{}}", wanted.to_on.isoformat())
    if wanted.overdue_on is not None:
        asked.add("i.item ->> 'reply_by' < {}", wanted.overdue_on.isoformat())
    if wanted.hidden:
        asked.add("i.item ->> 'kind' <> ALL ({}::text[])", sorted(wanted.hidden))
    return asked


def _found(row: Any, kind: Kind[Item]) -> Found[Item]:
    item = msgspec.json.decode(row["item"], type=kind.type)
    return Found(dispute=row["dispute"], case_number=row["case_number"], item=item)


async def today(connection: Any) -> date:
    """The legal day that it is now."""
    day: date = await connection.fetchval("SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date")
    return day
