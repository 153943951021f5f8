"""What stands in a person's calendar: open deadlines, and sessions and hearings that are listed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from services.projections.queries.filters import still_open, visible
from services.projections.views.sittings import SittingKind
from services.workflow.recorded.views import Scope

MOST = 2_000
"""Entries of each kind in one calendar; of deadlines those nearest to today."""


class DueEntry(msgspec.Struct, frozen=True, kw_only=True):
    """The last day of an open deadline."""

    dispute: UUID
    rule: str
    about: str
    case_number: str
    last_on: date
    due_natural: date
    due_rolled: date
    is_own_duty: bool
    provisional: bool
    sequence: int
    """How often it was moved."""
    modified_at: datetime


class SittingEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A session or hearing that is listed."""

    dispute: UUID
    key: str
    case_number: str
    kind: SittingKind
    on: date
    starts_at: datetime | None
    sequence: int
    """Events of the dispute since it was listed first: it never falls."""
    modified_at: datetime


_DUE = """
SELECT due.dispute, due.rule, due.about, due.case_number, due.due_natural, due.due_rolled,
       CASE WHEN due.is_own_duty THEN due.act_by ELSE due.due_rolled END AS last_on,
       due.is_own_duty, due.provisional,
       coalesce(moved.often, 0)::int AS sequence,
       greatest(moved.last_at, last.recorded_at) AS modified_at
  FROM views.deadlines_due AS due
  JOIN views.dispute_list AS d ON d.dispute = due.dispute
  JOIN log.events AS last ON last.position = due.position
  LEFT JOIN LATERAL (
       SELECT count(*) AS often, max(m.recorded_at) AS last_at FROM views.deadline_moves AS m
        WHERE m.dispute = due.dispute AND m.rule = due.rule AND m.about = due.about) AS moved ON true
 WHERE {where}
 ORDER BY abs(CASE WHEN due.is_own_duty THEN due.act_by ELSE due.due_rolled END
              - {today}::date) LIMIT {most}
"""
_SITTINGS = """
SELECT d.dispute, d.case_number, i.item ->> 'key' AS key, i.item ->> 'kind' AS kind,
       (i.item ->> 'on')::date AS on, (i.item ->> 'starts_at')::timestamptz AS starts_at,
       d.version - (i.item ->> 'key')::int AS sequence, last.recorded_at AS modified_at
  FROM views.dispute_list AS d CROSS JOIN LATERAL jsonb_array_elements(d.sittings) AS i (item)
  JOIN log.events AS last ON last.position = d.position
 WHERE {where}
 ORDER BY i.item ->> 'on', d.dispute, i.item ->> 'key' LIMIT {most}
"""


async def due(
    connection: Any,
    scope: Scope,
    today: date,
    *,
    mediator: UUID | None,
    organisation: UUID | None,
) -> list[DueEntry]:
    """Open deadlines of the mediator; of the whole body for an account without a roster entry."""
    asked = visible(scope)
    asked.add(still_open("due"), today)
    # What outlives the dispute, a retention term, is nobody's appointment.
    asked.add("due.state NOT IN ('closed', 'archived')")
    if mediator is not None:
        asked.add("due.mediator = {}", mediator)
    else:
        asked.add("{} IN (due.body, due.organisation)", organisation)
    place = f"${len(asked.values) + 1}"
    query = _DUE.format(where=asked.where, most=MOST, today=place)
    found = await connection.fetch(query, *asked.values, today)
    entries = [DueEntry(**dict(row)) for row in found]
    return sorted(entries, key=lambda one: (one.last_on, one.dispute, one.rule, one.about))


async def sittings(
    connection: Any, scope: Scope, *, mediator: UUID | None, organisation: UUID | None
) -> list[SittingEntry]:
    """Listed sessions and hearings of the mediator, or of the whole body."""
    asked = visible(scope)
    whose = {"mediator": str(mediator)} if mediator else {"organisation": str(organisation)}
    item = msgspec.json.encode({"state": "listed", **whose}).decode()
    # The array first: it has the index.
    asked.add("d.sittings @> {}::jsonb", f"[{item}]")
    asked.add("i.item @> {}::jsonb", item)
    found = await connection.fetch(_SITTINGS.format(where=asked.where, most=MOST), *asked.values)
    return [SittingEntry(**{**dict(row), "kind": SittingKind(row["kind"])}) for row in found]
