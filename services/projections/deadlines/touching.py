"""Finds the disputes that something other than an event concerns: a calendar, the rules, the day."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.projections.deadlines.calendars import Touched
from services.projections.deadlines.computing import Rulebook
from services.projections.deadlines.faults import Code
from services.workflow.recorded.views import OrganisationKind

_AROUND = timedelta(days=15)
"""A last day rolls on over a festival, and a clear day lies before the literal one."""
_TOUCHED = """
SELECT DISTINCT dispute FROM views.deadlines_due r
 WHERE region = ANY ($1)
   AND (EXISTS (SELECT FROM unnest($2::date[]) AS changed (day)
                 WHERE day BETWEEN least(start_on, due_natural) - $4::interval
                               AND greatest(start_on, due_rolled) + $4::interval)
        OR EXISTS (SELECT FROM unnest($3::integer[]) AS changed (year)
                    WHERE make_date(year, 1, 1) <= greatest(start_on, due_rolled) + $4::interval
                      AND make_date(year, 12, 31) >= least(start_on, due_natural) - $4::interval))
 ORDER BY dispute
"""
TURNING = "SELECT DISTINCT dispute FROM views.deadlines_due WHERE turns_on <= $1 ORDER BY 1"
_UNDER_RULES = """
SELECT DISTINCT dispute FROM views.deadlines_due r
  JOIN unnest($1::text[], $2::text[]) AS old (region, rule_pack) USING (region, rule_pack)
 ORDER BY dispute
"""
_FAILED = "SELECT dispute FROM views.exceptions WHERE code = $1 ORDER BY dispute"


async def regions(connection: Any) -> set[str]:
    """The regions in which there are open deadlines."""
    found = await connection.fetch("SELECT DISTINCT region FROM views.deadlines_due")
    return {region for (region,) in found}


async def by_calendar(connection: Any, what: Touched) -> list[UUID]:
    """Disputes with a deadline whose days lie where the calendar changed."""
    return await _found(
        connection, _TOUCHED, list(what.regions), list(what.days), list(what.years), _AROUND
    )


async def by_day(connection: Any, today: date) -> list[UUID]:
    """Disputes of which the day changes something: a last day has passed, or a period stands still.

    However many days nobody looked: what was to be computed on one of them still is.
    """
    return await _found(connection, TURNING, today)


async def by_rules(connection: Any, rulebook: Rulebook) -> list[UUID]:
    """Disputes with a deadline that was computed under rules of another version."""
    pairs = await connection.fetch("SELECT DISTINCT region, rule_pack FROM views.deadlines_due")
    old = [(region, pack) for region, pack in pairs if pack not in _versions(rulebook, region)]
    if not old:
        return []
    return await _found(connection, _UNDER_RULES, *map(list, zip(*old, strict=True)))


async def failed(connection: Any) -> list[UUID]:
    """Disputes that could not be computed."""
    return await _found(connection, _FAILED, Code.NOT_COMPUTED.value)


def _versions(rulebook: Rulebook, region: str) -> set[str]:
    kinds: Iterable[str] = ("", *OrganisationKind)
    return {rulebook.pack(region, str(kind)).version for kind in kinds}


async def _found(connection: Any, query: str, *values: object) -> list[UUID]:
    return [dispute for (dispute,) in await connection.fetch(query, *values)]
