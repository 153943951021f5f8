"""The 60 % figure from a ledger file: exactly its numbers, each opening into disputes and events."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.cli import roster
from services.kit.database import connect
from services.projections.definitions.figure import Figure, Share
from services.projections.definitions.known import Question
from services.projections.figures import UnknownDefinition, compute
from services.projections.runner import catch_up
from services.workflow.domain.dispute.parts import AnnulmentKind
from services.workflow.domain.dispute.stages.agreement.agreement import AnnulAgreement
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from services.workflow.integrations import spreadsheet
from services.workflow.recorded import codec
from tests.support.database import Databases
from tests.support.ledgers import Ledgers, ledgers_on
from tests.support.write_side import SYSTEM

EXAMPLES = Path(__file__).parents[2] / "examples"
YEAR_2025 = Question(region="330281", from_on=date(2025, 1, 1), to_on=date(2025, 12, 31))
BY_AREA = Question(region="330281", from_on=date(2025, 1, 1), to_on=date(2025, 12, 31), by="area")


class Counted:
    """A ledger on real databases, its read models, and figures over them."""

    def __init__(self, ledgers: Ledgers, databases: Databases, connection: Any) -> None:
        self.ledgers = ledgers
        self.service = ledgers.service
        self._databases = databases
        self.connection = connection

    async def figure(self, name: str, question: Question = BY_AREA, **known: Any) -> Figure:
        await catch_up(self._databases.projector)
        return await compute(self.connection, name, question, **known)

    async def send(self, body: Any, item: Any) -> None:
        await self.service.send(body, item.id, SYSTEM)


@pytest.fixture
async def counted(databases: Databases, tmp_path: Path) -> AsyncIterator[Counted]:
    people = roster.read(EXAMPLES / "organisations-s10.toml")
    async with ledgers_on(databases, tmp_path, people) as ledgers:
        await ledgers.take_file(spreadsheet.read(EXAMPLES / "s10.csv"))
        connection = await connect(databases.projector, name="test figures")
        yield Counted(ledgers, databases, connection)
        await connection.close()


def rows(figure: Figure) -> dict[str, tuple[int, int, str | None]]:
    return {r.code: (r.numerator.count, r.denominator.count, r.percent) for r in figure.rows}


def row(figure: Figure, code: str) -> Share:
    return next(share for share in figure.rows if share.code == code)


async def test_the_four_centres_have_exactly_their_shares(counted: Counted) -> None:
    figure = await counted.figure("area_resolution@1")

    assert rows(figure) == {
        "YY-FS": (11, 22, "50.0"),
        "YY-LJ": (5, 8, "62.5"),
        "YY-LZ": (16, 27, "59.3"),
        "YY-YM": (9, 18, "50.0"),
    }
    assert (figure.total.numerator.count, figure.total.denominator.count) == (41, 75)
    assert figure.is_sample


async def test_one_centre_of_four_reaches_sixty_percent(counted: Counted) -> None:
    figure = await counted.figure("centres_reaching")

    assert (figure.total.numerator.count, figure.total.denominator.count) == (1, 4)
    assert [share.code for share in figure.rows if share.is_reached] == ["YY-LJ"]


async def test_the_naive_reading_would_say_three_of_four(counted: Counted) -> None:
    registered = {"YY-LZ": 25, "YY-FS": 20, "YY-LJ": 8, "YY-YM": 14}
    figure = await counted.figure("area_resolution@1")

    naive = {code: row(figure, code).numerator.count / n for code, n in registered.items()}
    assert {code: f"{share:.1%}" for code, share in naive.items()} == {
        "YY-LZ": "64.0%",
        "YY-FS": "55.0%",
        "YY-LJ": "62.5%",
        "YY-YM": "64.3%",
    }
    assert sum(share >= 0.6 for share in naive.values()) == 3


async def test_every_number_opens_into_disputes_and_events_that_are_there(
    counted: Counted,
) -> None:
    figure = await counted.figure("area_resolution@1")

    items = [item for share in figure.rows for item in share.denominator.items]
    assert len({item.id for item in items}) == len(items) == 75
    for item in items[:20]:
        rows_of = [await counted.service.store.read_stream(d) for d in item.disputes]
        positions = {stored.position for stream in rows_of for stored in stream}
        assert set(item.events) <= positions
        assert item.events
    doubled = [item for item in items if len(item.disputes) == 2]
    assert len(doubled) == 4


async def test_a_void_agreement_lowers_the_figure_and_the_past_stays_as_it_was_known(
    counted: Counted,
) -> None:
    before = await counted.figure("area_resolution@1")
    items = row(before, "YY-LJ").numerator.items
    agreed = [item for item in items if await is_agreement(counted, item)]
    void = AnnulAgreement(kind=AnnulmentKind.VOID, by="余姚市人民法院", ground="违反强制性规定")

    await counted.send(void, agreed[0])

    after = await counted.figure("area_resolution@1")
    assert rows(after)["YY-LJ"] == (4, 8, "50.0")
    assert [part.code for part in row(after, "YY-LJ").made_of if part.code == "undone"]
    assert (await counted.figure("centres_reaching")).total.numerator.count == 0
    as_known = await counted.figure("area_resolution@1", known_at=before.position)
    assert as_known == before
    assert before.known_at is not None
    at_instant = await counted.figure("area_resolution@1", known_at=before.known_at)
    assert at_instant == before


async def is_agreement(counted: Counted, item: Any) -> bool:
    stream = await counted.service.store.read_stream(item.id)
    kinds = {type(codec.decode(stored).event).__name__ for stored in stream}
    return "AgreementTookEffect" in kinds


async def test_a_corrected_region_moves_a_dispute_to_its_area(counted: Counted) -> None:
    before = await counted.figure("area_resolution@1")
    moved = row(before, "YY-FS").numerator.items[0]

    await counted.send(
        CorrectFact(field="region", new="330281003", reason="工作地录错", evidence="劳动合同"),
        moved,
    )

    after = rows(await counted.figure("area_resolution@1"))
    assert after["YY-FS"][:2] == (10, 21)
    assert after["YY-LJ"][:2] == (6, 9)


async def test_a_dispute_known_to_the_district_only_is_counted_in_view_as_unassigned(
    counted: Counted,
) -> None:
    before = await counted.figure("area_resolution@1")
    vague = row(before, "YY-FS").numerator.items[0]

    await counted.send(
        CorrectFact(field="region", new="330281", reason="街道不明", evidence="劳动合同"), vague
    )

    figure = await counted.figure("area_resolution@1")
    assert rows(figure)["unassigned"] == (1, 1, "100.0")
    assert figure.total.denominator.count == 75
    (unassigned,) = [part for part in figure.total.beside if part.code == "unassigned"]
    assert [item.id for item in unassigned.items] == [vague.id]


async def test_mediations_that_finished_succeeded_or_not(counted: Counted) -> None:
    figure = await counted.figure("mediation_success")

    assert figure.total.numerator.count == 41
    assert figure.total.denominator.count == 41 + 22
    by_organisation = Question(
        region="330281",
        from_on=YEAR_2025.from_on,
        to_on=YEAR_2025.to_on,
        by="organisation",
    )
    each = rows(await counted.figure("mediation_success", by_organisation))
    assert sum(numerator for numerator, _, _ in each.values()) == 41
    assert set(each) == {"YY-LZ", "YY-FS", "YY-LJ", "YY-YM"}


async def test_nothing_in_the_period_is_no_share_at_all(counted: Counted) -> None:
    empty = Question(region="330281", from_on=date(2019, 1, 1), to_on=date(2019, 12, 31), by="area")

    figure = await counted.figure("area_resolution@1", empty)

    assert figure.total.percent is None
    assert figure.total.is_reached is None
    centres = await counted.figure("centres_reaching", empty)
    assert [part.count for part in centres.total.beside if part.code == "no_dispute"] == [4]


async def test_an_unknown_definition_is_refused_with_those_there_are(counted: Counted) -> None:
    with pytest.raises(UnknownDefinition) as caught:
        await counted.figure("closing_rate@1")
    assert "area_resolution@1" in caught.value.known
