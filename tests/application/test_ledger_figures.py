"""The shipped ledgers give the figures they were made for, and every number opens into events."""

from collections.abc import AsyncIterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from uuid import UUID

import pytest

from services.cli import roster
from services.projections.definitions.area_resolution import area_resolution, centres_reaching
from services.projections.definitions.figure import Share
from services.projections.definitions.known import Known, Question
from services.projections.view import kind_of
from services.projections.views import dispute_facts
from services.projections.views.dispute_facts import Facts
from services.workflow.domain.organisation import Organisation, evolve
from services.workflow.integrations import spreadsheet
from services.workflow.recorded import codec
from tests.support.database import Databases
from tests.support.ledgers import Ledgers, ledgers_on

EXAMPLES = Path(__file__).parents[2] / "examples"
S10 = {
    "YY-LZ": (Fraction(16, 27), "59.3", 27),
    "YY-FS": (Fraction(11, 22), "50.0", 22),
    "YY-LJ": (Fraction(5, 8), "62.5", 8),
    "YY-YM": (Fraction(9, 18), "50.0", 18),
}
PILOTS = {"SMG-HGJ", "SMG-LSJ"}


async def known(ledgers: Ledgers) -> Known:
    """What the log says, folded whole."""
    facts: dict[UUID, Facts] = {}
    bodies: dict[UUID, Organisation] = {}
    position = 0
    while rows := await ledgers.service.store.read_log(after=position, limit=5_000):
        for stored in rows:
            recorded = codec.decode(stored)
            stream, event = recorded.stream_id, recorded.event
            kind = kind_of(stored.topic)
            if kind == "dispute":
                facts[stream] = dispute_facts.apply(facts.get(stream), recorded)
            elif kind == "organisation":
                bodies[stream] = evolve(bodies.get(stream, Organisation()), event, stream)
        position = rows[-1].position
    return Known(facts=facts, bodies=bodies, position=position, known_at=None)


def asked(region: str, year: int) -> Question:
    return Question(region=region, from_on=date(year, 1, 1), to_on=date(year, 12, 31), by="area")


@pytest.fixture
async def district(databases: Databases, tmp_path: Path) -> AsyncIterator[Known]:
    on_file = roster.read(EXAMPLES / "organisations-shuimogou.toml")
    async with ledgers_on(databases, tmp_path, on_file) as ledgers:
        await ledgers.take_file(spreadsheet.read(EXAMPLES / "shuimogou-2018-2020.xlsx"))
        yield await known(ledgers)


@pytest.fixture
async def four_centres(databases: Databases, tmp_path: Path) -> AsyncIterator[Known]:
    on_file = roster.read(EXAMPLES / "organisations-s10.toml")
    async with ledgers_on(databases, tmp_path, on_file) as ledgers:
        await ledgers.take_file(spreadsheet.read(EXAMPLES / "s10.csv"))
        yield await known(ledgers)


async def test_the_four_centres_give_the_figures_counted_by_hand(four_centres: Known) -> None:
    _, rows = area_resolution(four_centres, asked("330281", 2025))
    reaching, _ = centres_reaching(four_centres, asked("330281", 2025))

    assert {row.code: (row.fraction, row.percent, row.denominator.count) for row in rows} == S10
    assert (reaching.numerator.count, reaching.denominator.count) == (1, 4)


async def test_every_number_of_the_four_centres_opens_into_disputes_and_events(
    four_centres: Known,
) -> None:
    total, rows = area_resolution(four_centres, asked("330281", 2025))

    for share in (total, *rows):
        for item in share.denominator.items:
            assert item.events
            assert set(item.disputes) <= four_centres.facts.keys()
    doubled = [item for item in total.denominator.items if len(item.disputes) > 1]
    assert len(doubled) == 4
    assert {count(row, "open") for row in rows} == {0}


def count(share: Share, code: str) -> int:
    return next((part.count for part in share.beside if part.code == code), 0)


async def test_the_district_meets_its_goals_year_by_year(district: Known) -> None:
    reaching = {
        year: centres_reaching(district, asked("650105", year))[0] for year in (2018, 2019, 2020)
    }

    codes = {body.name: body.code for body in district.bodies.values()}
    pilots = {codes[item.name] for item in reaching[2018].numerator.items}
    assert pilots == PILOTS
    assert [share.denominator.count for share in reaching.values()] == [14, 14, 14]
    shares = {year: share.fraction or Fraction(0) for year, share in reaching.items()}
    assert shares[2019] >= Fraction(80, 100)
    assert shares[2020] >= Fraction(95, 100)


async def test_loose_ends_of_the_district_stand_beside_its_figure(district: Known) -> None:
    total, rows = area_resolution(district, asked("650105", 2020))

    assert count(total, "open") > 0
    assert sum(part.count for part in total.excluded) > 0
    unassigned = sum(
        count(area_resolution(district, asked("650105", year))[0], "unassigned")
        for year in (2018, 2019, 2020)
    )
    assert unassigned == 2
    assert total.denominator.count == sum(row.denominator.count for row in rows)
