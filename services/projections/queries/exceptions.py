"""Disputes that need a person's look: by their state, by time, and by a fault of a read model."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from services.projections.deadlines.faults import Code
from services.projections.queries.cursor import ExceptionCursor
from services.projections.queries.filters import Conditions, area, prefix, visible
from services.workflow.recorded.views import ENDING_LAPSES, Relation, Scope


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for."""

    code: Code | None = None
    region: str | None = None
    organisation: UUID | None = None
    unrecorded_before: date
    """Lapses of before this day should have been recorded; those that end something, where nothing
    was recorded in the dispute since that day: the sweep leaves it alone meanwhile."""


class ExceptionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong with one dispute."""

    dispute: UUID
    code: Code
    since: date
    detail: dict[str, Any]
    case_number: str
    state: str
    region: str
    organisation: UUID | None
    custodian: UUID | None


class ExceptionPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of exceptions, the longest standing first."""

    rows: tuple[ExceptionRow, ...]
    next: ExceptionCursor | None


_SOURCE = """(
    SELECT dispute, code, since, detail FROM views.exceptions
    UNION ALL
    SELECT o.dispute, 'lapse_overdue', min(o.due_rolled),
           jsonb_build_object('rules', jsonb_agg(o.rule ORDER BY o.due_rolled, o.rule))
      FROM views.deadlines_due o
      JOIN views.dispute_list l USING (dispute)
      JOIN log.events e ON e.position = l.position
     WHERE o.lapse <> '' AND o.due_rolled < date '{day}'
       AND (o.lapse <> ALL ('{{{ending}}}')
            OR (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date < date '{day}')
     GROUP BY o.dispute
    UNION ALL
    SELECT q.stream_id, 'quarantined', min(q.since AT TIME ZONE 'Asia/Shanghai')::date,
           jsonb_build_object('views', jsonb_agg(p.view ORDER BY p.view))
      FROM views.quarantine q JOIN views.positions p USING (table_name)
     WHERE p.is_live GROUP BY q.stream_id
    UNION ALL
    SELECT dispute, 'report_to_look_at', (since AT TIME ZONE 'Asia/Shanghai')::date, '{{}}'::jsonb
      FROM inbox.exceptions
    UNION ALL
    SELECT dispute, 'beliefs_contradict', (since AT TIME ZONE 'Asia/Shanghai')::date,
           jsonb_build_object('bodies', bodies)
      FROM handoff.exceptions
) AS x JOIN views.dispute_list d USING (dispute)"""
_COLUMNS = (
    "dispute, x.code, x.since, x.detail, d.case_number, d.state, d.region, d.organisation,"
    " d.custodian"
)


async def page(
    connection: Any,
    wanted: Wanted,
    scope: Scope,
    *,
    size: int,
    after: ExceptionCursor | None = None,
) -> ExceptionPage:
    """A page, after the row that the cursor names."""
    asked, source = _conditions(wanted, scope), _source(wanted)
    if after is not None:
        place = (after.since, after.dispute, after.code)
        asked.add("(x.since, dispute, x.code) > ({}, {}, {})", *place)
    found = await connection.fetch(
        f"SELECT {_COLUMNS} FROM {source} WHERE {asked.where}"  # noqa: S608
        f" ORDER BY x.since, dispute, x.code LIMIT {size + 1:d}",
        *asked.values,
    )
    rows = tuple(_row(row) for row in found[:size])
    last = rows[-1] if len(found) > size else None
    further = ExceptionCursor(last.since, last.dispute, last.code) if last else None
    return ExceptionPage(rows=rows, next=further)


async def count(connection: Any, wanted: Wanted, scope: Scope) -> int:
    """How many the whole list has."""
    asked, source = _conditions(wanted, scope), _source(wanted)
    total: int = await connection.fetchval(
        f"SELECT count(*) FROM {source} WHERE {asked.where}",  # noqa: S608
        *asked.values,
    )
    return total


def _source(wanted: Wanted) -> str:
    # Literals: a day has no other text than digits and hyphens, and moves are names of ours.
    return _SOURCE.format(
        day=wanted.unrecorded_before.isoformat(), ending=",".join(sorted(ENDING_LAPSES))
    )


def _conditions(wanted: Wanted, scope: Scope) -> Conditions:
    asked = visible(scope)
    if scope.relation is Relation.INVOLVED:
        # Who once had a part in it may read it; who has it in hand puts it right, and where two
        # bodies collide each of them is told.
        asked.add(
            "({}::uuid IN (d.custodian, d.organisation) OR x.detail -> 'bodies' ? {}::text)",
            UUID(scope.value),
            scope.value,
        )
    if wanted.code is not None:
        asked.add("x.code = {}", wanted.code.value)
    if wanted.region is not None:
        asked.add("d.region LIKE {}", prefix(area(wanted.region)))
    if wanted.organisation is not None:
        asked.add("{}::uuid IN (d.custodian, d.organisation)", wanted.organisation)
    return asked


def _row(row: Any) -> ExceptionRow:
    values = dict(row)
    values["code"] = Code(values["code"])
    values["detail"] = msgspec.json.decode(values["detail"])
    return ExceptionRow(**values)
