"""The 余姚 ledger gives what a clerk counts from its rows, by cohort and by closing, and they differ."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from services.cli import roster
from services.kit.database import connect
from services.projections.definitions.figure import Figure
from services.projections.definitions.known import Question
from services.projections.figures import compute
from services.projections.runner import catch_up
from services.workflow.integrations import spreadsheet
from tests.support.database import Databases
from tests.support.ledgers import ledgers_on
from tests.support.yuyao import Counts, Matter, by_closing, by_cohort, matters

EXAMPLES = Path(__file__).parents[2] / "examples"
LEDGER = EXAMPLES / "yuyao-2025.xlsx"
ROSTER = roster.read(EXAMPLES / "organisations-yuyao.toml")
CITY = "330281"
YEAR_2025 = Question(region=CITY, from_on=date(2025, 1, 1), to_on=date(2025, 12, 31), by="area")
AREAS = {body.code: str(area) for body in ROSTER.body for area in body.area}
"""The township of each centre."""
COHORT, CLOSED = "area_resolution@1", "area_resolution_closed@1"


@pytest.fixture(scope="module")
def figures(migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Figure]:
    """Both figures of 2025 from the read models, after one import for all tests."""
    migrated.empty()
    return asyncio.run(_imported(migrated, tmp_path_factory.mktemp("yuyao")))


async def _imported(databases: Databases, folder: Path) -> dict[str, Figure]:
    async with ledgers_on(databases, folder, ROSTER) as ledgers:
        await ledgers.take_file(spreadsheet.read(LEDGER))
    await catch_up(databases.projector)
    connection = await connect(databases.projector, name="yuyao")
    try:
        return {name: await compute(connection, name, YEAR_2025) for name in (COHORT, CLOSED)}
    finally:
        await connection.close()


@pytest.fixture(scope="module")
def by_hand() -> list[Matter]:
    return matters(LEDGER)


def told(figure: Figure) -> Counts:
    """The figure's numbers by township, as the clerk writes them."""
    rows = {AREAS.get(row.code, row.code): row for row in figure.rows}
    assert rows.pop("unassigned").denominator.count > 0
    return {
        place: (share.numerator.count, share.denominator.count, share.denominator.workers)
        for place, share in (rows | {CITY: figure.total}).items()
    }


def test_each_township_and_the_city_have_the_cohort_that_is_counted_by_hand(
    figures: dict[str, Figure], by_hand: list[Matter]
) -> None:
    counts = by_cohort(by_hand, 2025)

    assert told(figures[COHORT]) == counts
    assert len(counts) == 21 + 1


def test_each_township_and_the_city_have_the_closings_that_are_counted_by_hand(
    figures: dict[str, Figure], by_hand: list[Matter]
) -> None:
    assert told(figures[CLOSED]) == by_closing(by_hand, 2025)


def test_the_two_time_bases_differ_for_the_city_and_most_townships(
    figures: dict[str, Figure],
) -> None:
    cohort, closed = told(figures[COHORT]), told(figures[CLOSED])

    assert cohort[CITY] != closed[CITY]
    assert sum(cohort[place] != closed[place] for place in cohort) > len(cohort) / 2


def test_every_number_by_closing_opens_into_an_act_of_the_period(
    figures: dict[str, Figure],
) -> None:
    items = figures[CLOSED].total.denominator.items

    assert len({item.id for item in items}) == len(items)
    assert all(item.events for item in items)
    assert figures[CLOSED].is_sample
