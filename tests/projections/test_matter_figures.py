"""Matters in the figures, from the log through the read models: one each, now and as once known."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

import pytest

from services.projections.definitions.figure import Figure
from services.projections.definitions.known import Question
from services.projections.figures import compute
from services.projections.runner import catch_up
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import AnnulledExtent, Claim, ClaimKind, Mandate
from services.workflow.domain.organisation import Tier
from tests.support.builders import CLAIMS, PARTIES
from tests.support.database import Databases
from tests.support.scenes import IN_PERIOD, NAMES, Scene, effective, failed

HERE, THERE = "650105013", "650105014"
QUESTION = Question(region="650105", from_on=date(2019, 1, 1), to_on=date(2019, 12, 31), by="area")
PART = uuid5(NAMES, "part")


class Counting:
    """A log with two centres, and what the figures make of it."""

    def __init__(self, scene: Scene, databases: Databases, connection: Any) -> None:
        self.scene = scene
        self._databases = databases
        self._connection = connection
        self.centre = self.other = UUID(int=0)

    async def begin(self) -> None:
        self.centre = await self.scene.centre("华光街", HERE)
        self.other = await self.scene.centre("龙盛街", THERE)

    async def figure(self, known_at: int | None = None) -> Figure:
        await catch_up(self._databases.projector)
        return await compute(self._connection, "area_resolution@1", QUESTION, known_at)

    async def shares(self) -> dict[str, tuple[int, int]]:
        rows = (await self.figure()).rows
        return {row.code: (row.numerator.count, row.denominator.count) for row in rows}

    async def split(self, origin: UUID) -> None:
        """The first claim of the origin goes on in a part of its own."""
        moved = e.ClaimsSplitOff(
            occurred_on=date(2019, 3, 8),
            claims=(1,),
            dispute=PART,
            case_number="2号",
            reason="分案",
        )
        begun = e.DisputeSplitOff(
            occurred_on=date(2019, 3, 8),
            dispute=PART,
            origin=origin,
            stage="accepted",
            organisation=self.centre,
            custodian=self.centre,
            case_number="2号",
            mandate=Mandate.SELF,
            region=HERE,
            parties=PARTIES,
            claims=CLAIMS,
            received_on=IN_PERIOD,
            reason="分案",
        )
        await self.scene.record(origin, moved)
        await self.scene.record(PART, begun)


@pytest.fixture
async def counting(scene: Scene, databases: Databases, projector: Any) -> Counting:
    begun = Counting(scene, databases, projector)
    await begun.begin()
    return begun


async def test_a_part_and_its_origin_are_one_matter_resolved_when_both_are(
    counting: Counting,
) -> None:
    origin = await counting.scene.registered(
        counting.centre, HERE, claims=(*CLAIMS, Claim(no=2, kind=ClaimKind.DAMAGES))
    )
    await counting.split(origin)
    await counting.scene.record(origin, effective())
    assert (await counting.shares())["华光街"] == (0, 1)

    await counting.scene.record(PART, effective())

    assert (await counting.shares())["华光街"] == (1, 1)
    (item,) = (await counting.figure()).total.numerator.items
    assert set(item.disputes) == {origin, PART}


async def test_a_transferred_dispute_counts_once_and_where_the_work_is(counting: Counting) -> None:
    transferred = e.TransferAccepted(occurred_on=date(2019, 4, 1), offer=1, by=counting.other)
    await counting.scene.registered(
        counting.centre, HERE, failed(), transferred, effective(date(2019, 4, 9))
    )
    assert await counting.shares() == {"华光街": (1, 1), "龙盛街": (0, 0)}


async def test_links_and_distinctions_count_for_nothing(counting: Counting) -> None:
    one = await counting.scene.registered(counting.centre, HERE, effective())
    await counting.scene.registered(
        counting.centre,
        HERE,
        e.MatterLinked(occurred_on=IN_PERIOD, other=one, reason="同一批"),
        e.MatterUnlinked(occurred_on=IN_PERIOD, leader=one, reason="误判"),
        e.MatterDistinguished(occurred_on=IN_PERIOD, other=one, reason="不同人"),
        failed(),
    )
    assert (await counting.shares())["华光街"] == (1, 2)


async def test_an_agreement_that_a_court_found_void_leaves_the_figure_as_it_was_known(
    counting: Counting,
) -> None:
    dispute = await counting.scene.registered(counting.centre, HERE, effective())
    before = await counting.figure()
    for extent, resolved in ((AnnulledExtent.RULING, 1), (AnnulledExtent.AGREEMENT, 0)):
        annulled = e.ConfirmationAnnulled(
            occurred_on=date(2019, 9, 2), extent=extent, number="1号", ground="程序违法"
        )
        await counting.scene.record(dispute, annulled)
        assert (await counting.shares())["华光街"] == (resolved, 1)

    assert await counting.figure(before.position) == before


async def test_an_agreement_on_a_courts_entrustment_is_resolved_above_the_township(
    counting: Counting,
) -> None:
    court = await counting.scene.centre("法院", tier=Tier.DISTRICT)
    entrusted = e.MediationEntrusted(
        occurred_on=date(2019, 4, 2),
        mandate=Mandate.COURT_ENTRUSTED,
        body=court,
        organisation=counting.centre,
        consented_by=(1, 2),
    )
    await counting.scene.filed(HERE, entrusted, effective(date(2019, 4, 9)))
    figure = await counting.figure()
    assert [part.code for part in figure.total.made_of] == ["resolved_above"]
