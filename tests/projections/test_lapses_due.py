"""The sweep finds what has lapsed by an index of its own, without reading the other open deadlines."""

import json
from datetime import date
from typing import Any

import psycopg

from services.projections.queries.lapses_due import LAPSED, ListedLapses
from tests.support.database import Databases
from tests.support.sweeping import listed

TODAY = date(2026, 3, 26)
_MANY = """
INSERT INTO views.deadlines_due
SELECT gen_random_uuid(), 'MED.15.RECEIPT', '', n::text, 'in_mediation', '650105013',
       NULL, NULL, NULL, false, day, day, day, day, false, 'CN', 'CN', 'running', false,
       CASE WHEN n % 200 = 0 THEN 'receipt_period_lapsed' ELSE '' END, false, n, '{}'
  FROM generate_series(1, 20000) n, LATERAL (SELECT date '2026-03-01' + n % 50 AS day) d
"""


def filled(databases: Databases) -> None:
    """20,000 open deadlines, of which 100 do something when they end and half of these have ended."""
    with psycopg.connect(databases.admin, autocommit=True) as connection:
        connection.execute(_MANY)
        connection.execute("ANALYZE views.deadlines_due")


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for part in plan.get("Plans", ()) for node in nodes(part))]


async def test_the_plan_reads_the_index_of_what_lapses_and_no_other_row(
    databases: Databases,
) -> None:
    filled(databases)
    asked = LAPSED
    first = ("'2026-03-26'", "'0001-01-01'", "'00000000-0000-0000-0000-000000000000'", "200")
    for number, value in enumerate(first, start=1):
        asked = asked.replace(f"${number}", value)
    with psycopg.connect(databases.app) as connection:
        row = connection.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {asked}".encode()).fetchone()

    assert row is not None
    plan = row[0] if isinstance(row[0], list) else json.loads(row[0])
    scans = [node for node in nodes(plan[0]["Plan"]) if "Scan" in node["Node Type"]]
    assert "Seq Scan" not in {node["Node Type"] for node in scans}
    assert {node["Index Name"] for node in scans if "Index Name" in node} == {"deadlines_to_lapse"}
    assert max(node["Actual Rows"] for node in scans) <= 100
    assert sum(node.get("Rows Removed by Filter", 0) for node in scans) == 0


async def test_the_longest_overdue_comes_first_and_the_next_page_goes_on(
    databases: Databases,
) -> None:
    filled(databases)
    async with listed(databases) as due:
        whole = await due.lapsed(TODAY, None, 1_000)
        paged = await _paged(due, 7)

    assert whole == sorted(whole)
    assert whole
    assert max(day for day, _ in whole) < TODAY
    assert paged == whole


async def _paged(due: ListedLapses, size: int) -> list[Any]:
    found: list[Any] = []
    while page := await due.lapsed(TODAY, found[-1] if found else None, size):
        found += page
    return found
