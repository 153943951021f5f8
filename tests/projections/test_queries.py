"""Lists of disputes: what is asked for, who may see it, and pages that miss nothing."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.kit.database import create_pool
from services.projections.queries import directories, dispute_list, dispute_timeline
from services.projections.queries.cursor import Cursor, InvalidCursor
from services.projections.queries.filters import Filters, conditions
from services.projections.queries.reached import Behind, Beyond, reach
from services.projections.runner import catch_up
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.grants import Relation
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    ClaimKind,
    Outcome,
    Source,
)
from services.workflow.domain.dispute.permissions import Scope
from services.workflow.domain.organisation import OrganisationKind
from tests.support.database import Databases
from tests.support.scenes import IN_PERIOD, Scene, effective

EVERYTHING = Scope(relation=Relation.NONE)
ALL = Filters()


@pytest.fixture
async def pool(databases: Databases) -> AsyncIterator[Any]:
    """Connections with the rights that the service reads by."""
    async with await create_pool(databases.app, name="test reads", size=2) as opened:
        yield opened


async def found(pool: Any, filters: Filters = ALL, scope: Scope = EVERYTHING) -> list[UUID]:
    """The disputes of a list short enough for one page, which its count agrees with."""
    page = await dispute_list.page(pool, filters, scope, size=100)
    assert await dispute_list.count(pool, filters, scope) == len(page.rows)
    return [UUID(str(row.entry.dispute.id)) for row in page.rows]


@dataclass
class Two:
    """A dispute like most, and one that differs from it in everything that can be asked for."""

    centre: UUID
    other: UUID
    plain: UUID
    special: UUID


@pytest.fixture
async def two(scene: Scene, databases: Databases) -> Two:
    centre = await scene.centre("华光街", "650105013")
    other = await scene.centre("龙盛街", "650105014")
    plain = await scene.registered(centre, "650105013", effective())
    closed = e.DisputeClosed(occurred_on=IN_PERIOD, outcome=Outcome.AGREEMENT_EFFECTIVE)
    special = await scene.registered(
        other,
        "650105014001",
        effective(),
        closed,
        occurred_on=date(2019, 6, 1),
        channel=Channel.POST,
        claims=(Claim(no=1, kind=ClaimKind.WORK_INJURY),),
        case_number="100%_水",
        source=Source(ledger="龙盛街/1", row_digest="0", sample=True),
    )
    await catch_up(databases.projector)
    return Two(centre, other, plain, special)


async def test_a_list_is_narrowed_by_what_is_asked(two: Two, pool: Any) -> None:
    for asked in (
        Filters(state=State.CLOSED),
        Filters(region="650105014"),
        Filters(organisation=two.other),
        Filters(custodian=two.other),
        Filters(channel=Channel.POST),
        Filters(claim_kind=ClaimKind.WORK_INJURY),
        Filters(received_from=date(2019, 6, 1)),
        Filters(is_sample=True),
        Filters(is_open=False),
        Filters(text="100%_"),
        Filters(ids=(two.special, uuid4())),
    ):
        assert await found(pool, asked) == [two.special], asked
    for asked in (
        Filters(received_to=date(2019, 5, 31)),
        Filters(is_open=True),
        Filters(text="水磨沟劳"),
    ):
        assert await found(pool, asked) == [two.plain], asked


async def test_a_wider_question_finds_both_and_a_contradiction_none(two: Two, pool: Any) -> None:
    for asked in (
        ALL,
        Filters(region="650100"),
        Filters(region="650000"),
        Filters(text="余姚某某制造有限公司"),
    ):
        assert set(await found(pool, asked)) == {two.plain, two.special}, asked
    assert await found(pool, Filters(text="100_")) == []
    assert await found(pool, Filters(state=State.CLOSED, organisation=two.centre)) == []


async def test_a_caller_sees_what_its_scope_covers_and_no_more(
    scene: Scene, databases: Databases, pool: Any
) -> None:
    centre, other = await scene.centre("华光街", "650105013"), uuid4()
    commission = await scene.centre("仲裁委", kind=OrganisationKind.ARBITRATION_COMMISSION)
    offered = e.ReferralOffered(
        occurred_on=IN_PERIOD, offer=1, to=commission, reason="要求仲裁", applicant=1
    )
    here = await scene.registered(centre, "650105013", offered)
    there = await scene.registered(other, "650106001")
    await catch_up(databases.projector)

    def involved(body: UUID) -> Scope:
        return Scope(relation=Relation.INVOLVED, value=str(body))

    def region(code: str) -> Scope:
        return Scope(relation=Relation.OWN_REGION, value=code)

    for scope, visible in (
        (EVERYTHING, {here, there}),
        (region("6501"), {here, there}),
        (region("650105"), {here}),
        (region("650107"), set()),
        (involved(centre), {here}),
        (involved(commission), {here}),
        (involved(other), {there}),
        (involved(uuid4()), set()),
    ):
        assert set(await found(pool, scope=scope)) == visible
        for dispute in (here, there):
            row = await dispute_list.one(pool, dispute, scope)
            assert (row is not None) == (dispute in visible)
        numbers = await dispute_list.case_numbers(pool, [here, there], scope)
        assert set(numbers) == visible


def test_a_relation_that_no_list_has_is_never_everything() -> None:
    with pytest.raises(ValueError, match="custodian"):
        conditions(Filters(), Scope(relation=Relation.CUSTODIAN))


async def test_a_walk_sees_every_dispute_once_while_others_are_added(
    scene: Scene, databases: Databases, pool: Any
) -> None:
    centre = await scene.centre("华光街", "650105013")
    for no in range(23):
        day = IN_PERIOD + timedelta(days=no % 5)
        await scene.registered(centre, "650105013", occurred_on=day)
    await catch_up(databases.projector)
    before = await found(pool)

    walked: list[UUID | None] = []
    after: Cursor | None = None
    while True:
        page = await dispute_list.page(pool, Filters(), EVERYTHING, size=4, after=after)
        walked += [row.entry.dispute.id for row in page.rows]
        if page.next is None:
            break
        after = Cursor.decode(page.next.encode())
        for days in (-30, 2, 30):
            day = IN_PERIOD + timedelta(days=days)
            await scene.registered(centre, "650105013", occurred_on=day)
        await catch_up(databases.projector)

    assert len(before) == 23
    assert len(walked) == len(set(walked))
    assert [dispute for dispute in walked if dispute in set(before)] == before


async def test_the_newest_are_those_received_last(
    scene: Scene, databases: Databases, pool: Any
) -> None:
    centre = await scene.centre("华光街", "650105013")
    days = [IN_PERIOD + timedelta(days=days) for days in (3, 1, 2)]
    for day in days:
        await scene.registered(centre, "650105013", occurred_on=day)
    await catch_up(databases.projector)

    rows = await dispute_list.newest(pool, EVERYTHING, size=2)

    assert [row.entry.dispute.received_on for row in rows] == sorted(days, reverse=True)[:2]


@pytest.mark.parametrize("text", ["", "x", "é", "WyIyMDE5LTAzLTA1Il0", "e30", "====", "W10"])
def test_a_cursor_that_is_none_of_ours_is_told_apart(text: str) -> None:
    with pytest.raises(InvalidCursor):
        Cursor.decode(text)


async def test_a_timeline_has_the_events_of_one_dispute_in_order(
    scene: Scene, databases: Databases, pool: Any
) -> None:
    centre = await scene.centre("华光街", "650105013")
    dispute = await scene.registered(centre, "650105013", effective())
    await scene.registered(centre, "650105013")
    await catch_up(databases.projector)

    events = await dispute_timeline.history(pool, dispute)

    assert [(r.stream_id, r.version, type(r.event)) for r in events] == [
        (dispute, 1, e.DisputeRegistered),
        (dispute, 2, e.AgreementTookEffect),
    ]


async def test_bodies_are_found_by_region_and_kind(
    scene: Scene, databases: Databases, pool: Any
) -> None:
    centre = await scene.centre("华光街", "650105013", region="650105013")
    court = await scene.centre("法院", kind=OrganisationKind.COURT, region="650106")
    await catch_up(databases.projector)

    assert [o.id for o in await directories.organisations(pool)] == [centre, court]
    assert [o.id for o in await directories.organisations(pool, region="650105")] == [centre]
    courts = await directories.organisations(pool, kind=OrganisationKind.COURT)
    assert [o.id for o in courts] == [court]
    named = await directories.organisation_names(pool, [court, uuid4()])
    assert named == {court: "法院调解中心"}
    assert await directories.region_of(pool, centre) == "650105013"
    assert await directories.mediators(pool) == []


async def test_nobody_waits_for_a_position_that_the_log_does_not_have(
    scene: Scene, databases: Databases, pool: Any
) -> None:
    await scene.centre("华光街", "650105013")
    reached = await catch_up(databases.projector)

    assert await reach(pool, reached) == reached
    with pytest.raises(Beyond) as beyond:
        await reach(pool, reached + 1, patience=60)
    assert (beyond.value.asked, beyond.value.end) == (reached + 1, reached)


async def test_a_position_not_yet_folded_is_waited_for_a_bounded_time(
    scene: Scene, databases: Databases, pool: Any
) -> None:
    await scene.centre("华光街", "650105013")

    with pytest.raises(Behind) as behind:
        await reach(pool, 1, patience=0.05)
    assert (behind.value.asked, behind.value.reached) == (1, 0)
