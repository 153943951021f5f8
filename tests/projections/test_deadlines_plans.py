"""Questions over very many open deadlines are answered by an index: what is not asked for is not read."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest

from services.projections.deadlines.touching import TURNING
from services.projections.queries.lapses_due import LAPSED
from tests.support.database import Databases
from tests.support.queries import rows_of

MANY, DUE = 30_000, 60
TODAY = date(2026, 3, 10)
FIRST = UUID(int=0)
_FILL = """
INSERT INTO views.deadlines_due
SELECT md5(n::text)::uuid, rule, '', 'x', 'in_mediation', '650105' || lpad((n % 14)::text, 3, '0'),
       md5((n % 20)::text)::uuid, md5((n % 20)::text)::uuid, md5((n % 60)::text)::uuid, true,
       day - 15, day, day, day, n % 500 = 0, 'CN-2026', 'CN@2026', 'running', false,
       CASE rule WHEN 'MED.15.RECEIPT' THEN 'receipt_period_lapsed' ELSE '' END, false, n, '{}',
       day + 1
  FROM generate_series(1, $1::int) AS n,
       unnest(ARRAY['MED.15.RECEIPT', 'LIM.1Y']) AS rule,
       LATERAL (SELECT $2::date + CASE WHEN n <= $3::int THEN -1 ELSE n % 300 END AS day) AS of
"""


@pytest.fixture
async def filled(projector: Any, databases: Databases) -> Any:
    await projector.execute(_FILL, MANY, TODAY, DUE)
    # Only its owner may gather the statistics that the plan is chosen by.
    rows_of(databases.admin, "ANALYZE views.deadlines_due")
    return projector


async def plan(connection: Any, query: str, *values: Any) -> dict[str, Any]:
    told = await connection.fetchval(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query}", *values)
    found: dict[str, Any] = msgspec.json.decode(told)[0]["Plan"]
    return found


def nodes(of: dict[str, Any]) -> list[dict[str, Any]]:
    return [of, *(node for child in of.get("Plans", ()) for node in nodes(child))]


async def test_the_sweep_finds_what_is_due_without_reading_the_others(filled: Any) -> None:
    found = await plan(filled, LAPSED, TODAY, date.min, FIRST, 500)

    assert {n.get("Index Name") for n in nodes(found)} >= {"deadlines_to_lapse"}
    assert not [n for n in nodes(found) if n["Node Type"] == "Seq Scan"]
    assert found["Actual Rows"] == DUE
    # The table has more than a thousand pages; those read hold what is due, and the index's way there.
    assert found["Shared Hit Blocks"] + found["Shared Read Blocks"] < DUE + 10


async def test_a_new_day_finds_what_it_changes_without_reading_the_others(filled: Any) -> None:
    found = await plan(filled, TURNING, TODAY)

    assert {n.get("Index Name") for n in nodes(found)} >= {"deadlines_turning"}
    assert not [n for n in nodes(found) if n["Node Type"] == "Seq Scan"]
    assert found["Actual Rows"] == DUE
    assert found["Shared Hit Blocks"] + found["Shared Read Blocks"] < 2 * DUE + 10


@pytest.mark.parametrize(
    ("where", "values"),
    [
        ("true", ()),
        ("organisation = $1", (UUID("c4ca4238-a0b9-2382-0dcc-509a6f75849b"),)),
        ("mediator = $1", (UUID("c4ca4238-a0b9-2382-0dcc-509a6f75849b"),)),
        ("region LIKE '650105003%'", ()),
    ],
)
async def test_a_first_page_by_day_reads_no_whole_table(
    filled: Any, where: str, values: tuple[Any, ...]
) -> None:
    query = (
        f"SELECT * FROM views.deadlines_due WHERE {where}"
        " ORDER BY act_by, dispute, rule, about LIMIT 51"
    )
    found = await plan(filled, query, *values)

    assert not [n for n in nodes(found) if n["Node Type"] == "Seq Scan"]
    assert [n for n in nodes(found) if n.get("Index Name")]


async def test_what_rests_on_an_unpublished_year_has_an_index_of_its_own(filled: Any) -> None:
    found = await plan(
        filled,
        "SELECT dispute FROM views.deadlines_due WHERE provisional AND region LIKE '650105%'"
        " AND due_rolled >= '2026-04-01'",
    )

    assert "deadlines_provisional" in {n.get("Index Name") for n in nodes(found)}
