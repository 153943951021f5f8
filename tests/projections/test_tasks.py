"""Tasks as a read model: each open deadline with what people did about it, for whom, in what light."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.kit.database import create_pool
from services.projections.queries import open_deadlines
from services.projections.queries.open_deadlines import (
    Days,
    Light,
    OpenDeadline,
    Person,
    Wanted,
    Whose,
)
from services.projections.verification import verify_views
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.grants import Relation
from services.workflow.domain.dispute.parts import Outcome
from services.workflow.domain.dispute.permissions import Scope
from services.workflow.domain.fact import Fact
from services.workflow.domain.tasks import (
    TaskClaimed,
    TaskDone,
    TaskHandedOver,
    TaskReleased,
    TaskReopened,
    TaskSnoozed,
    tasks_id,
)
from tests.support.builders import MEDIATOR
from tests.support.database import Databases
from tests.support.keeping import ChangingRulebook, kept
from tests.support.scenes import Scene, failed
from tests.support.write_side import StandingClock

EVERYTHING = Scope(relation=Relation.NONE)
REGION = "510104020"
RECEIVED, DUE = date(2026, 3, 5), date(2026, 3, 20)
PERIOD = "MED.15.RECEIPT"
CLOCK = StandingClock(datetime(2026, 3, 10, 1, tzinfo=UTC))
DAYS = Days(today=date(2026, 3, 10), soon=3)


@pytest.fixture
async def pool(databases: Databases) -> AsyncIterator[Any]:
    async with await create_pool(databases.app, name="test reads", size=2) as opened:
        yield opened


@pytest.fixture
async def dispute(scene: Scene) -> UUID:
    """A dispute in mediation, with the centre that has it in `body`."""
    centre = await scene.centre("茶店子", REGION)
    return await scene.registered(
        centre,
        REGION,
        e.ApplicationAccepted(occurred_on=date(2026, 3, 6), other_side_consented_on=RECEIVED),
        e.MediatorAssigned(
            occurred_on=date(2026, 3, 6), mediator=MEDIATOR, certificate_no="新调0001"
        ),
        occurred_on=RECEIVED,
    )


def act(kind: type[Any], dispute: UUID, period: date = RECEIVED, **said: Any) -> Fact:
    event: Fact = kind(
        occurred_on=date(2026, 3, 10), dispute=dispute, task=PERIOD, period_from=period, **said
    )
    return event


async def body_of(pool: Any, dispute: UUID) -> UUID:
    body: UUID = await pool.fetchval(
        "SELECT organisation FROM views.dispute_list WHERE dispute = $1", dispute
    )
    return body


async def listed(
    pool: Any, scope: Scope = EVERYTHING, days: Days = DAYS, **wanted: Any
) -> list[OpenDeadline]:
    """The tasks of a list short enough for one page, which its counts agree with."""
    asked = Wanted(**{"rule": PERIOD} | wanted)
    page = await open_deadlines.page(pool, asked, scope, days, size=100)
    counts = await open_deadlines.counts(pool, asked, scope, days)
    assert page.next is None
    assert sum(counts.values()) == len(page.rows)
    for light in Light:
        shown = [row for row in page.rows if days.light(row.last_on) is light]
        assert counts[light] == len(shown)
    return list(page.rows)


async def test_an_open_deadline_is_a_task_that_nobody_has_yet(
    scene: Scene, databases: Databases, pool: Any, dispute: UUID
) -> None:
    await kept(databases, ChangingRulebook(), CLOCK)
    (task,) = await listed(pool)

    assert (task.dispute, task.key, task.last_on) == (dispute, PERIOD, DUE)
    assert [task.is_claimed, task.is_done, task.is_snoozed] == [False] * 3


async def test_mine_is_what_i_have_and_what_nobody_has_of_disputes_that_i_mediate(
    scene: Scene, databases: Databases, pool: Any, dispute: UUID
) -> None:
    await kept(databases, ChangingRulebook(), CLOCK)
    body = await body_of(pool, dispute)
    ann, ben = (Person(account=name, organisation=body) for name in ("ann", "ben"))
    mei = Person(account="mei", organisation=body, mediator=MEDIATOR)
    other = Person(account="ann", organisation=uuid4())

    assert not await listed(pool, whose=Whose.MINE, person=ann)
    assert await listed(pool, whose=Whose.MINE, person=mei)
    assert await listed(pool, whose=Whose.UNCLAIMED, person=ann)
    claimed = act(TaskClaimed, dispute, account="ann", organisation=body)
    await scene.record(tasks_id(dispute), claimed)
    await kept(databases, ChangingRulebook(), CLOCK)

    assert await listed(pool, whose=Whose.MINE, person=ann)
    assert await listed(pool, whose=Whose.BODY, person=ben)
    for person in (ben, mei, other):
        assert not await listed(pool, whose=Whose.MINE, person=person)
    assert not await listed(pool, whose=Whose.UNCLAIMED, person=ben)
    handed = act(TaskHandedOver, dispute, mediator=MEDIATOR, organisation=body)
    await scene.record(tasks_id(dispute), handed)
    await kept(databases, ChangingRulebook(), CLOCK)
    assert await listed(pool, whose=Whose.MINE, person=mei)
    assert not await listed(pool, whose=Whose.MINE, person=ann)


async def test_a_claim_of_a_body_that_has_no_more_to_do_with_it_holds_nothing(
    scene: Scene, databases: Databases, pool: Any, dispute: UUID
) -> None:
    claimed = act(TaskClaimed, dispute, account="ann", organisation=uuid4())
    await scene.record(tasks_id(dispute), claimed)
    await kept(databases, ChangingRulebook(), CLOCK)

    assert [task.is_claimed for task in await listed(pool)] == [False]


async def test_done_counts_for_the_period_that_it_was_done_in(
    scene: Scene, databases: Databases, pool: Any, dispute: UUID
) -> None:
    await scene.record(tasks_id(dispute), act(TaskDone, dispute))
    await kept(databases, ChangingRulebook(), CLOCK)
    assert not await listed(pool, is_done=False)
    assert await listed(pool, is_done=True)

    of_before = act(TaskDone, dispute, period=date(2026, 1, 5))
    await scene.record(tasks_id(dispute), act(TaskReopened, dispute), of_before)
    await kept(databases, ChangingRulebook(), CLOCK)
    assert await listed(pool, is_done=False)


async def test_what_is_put_off_shows_again_on_its_day_and_where_the_last_day_moved_nearer(
    scene: Scene, databases: Databases, pool: Any, dispute: UUID
) -> None:
    until = date(2026, 3, 12)
    put_off = act(TaskSnoozed, dispute, until=until, last_on=DUE, reason="等对方回电")
    await scene.record(tasks_id(dispute), put_off)
    await kept(databases, ChangingRulebook(), CLOCK)
    on_its_day = Days(today=until, soon=3)

    assert not await listed(pool, is_snoozed=False)
    assert await listed(pool, is_snoozed=True)
    assert await listed(pool, days=on_its_day, is_snoozed=False)
    later = act(TaskSnoozed, dispute, until=until, last_on=date(2026, 3, 30), reason="又等")
    await scene.record(tasks_id(dispute), later)
    await kept(databases, ChangingRulebook(), CLOCK)
    assert await listed(pool, is_snoozed=False)


@pytest.mark.parametrize(
    ("today", "light"),
    [
        (date(2026, 3, 16), Light.GREEN),
        (date(2026, 3, 17), Light.AMBER),
        (DUE, Light.AMBER),
        (date(2026, 3, 21), Light.RED),
    ],
)
async def test_the_light_goes_by_the_days_that_are_left(
    databases: Databases, pool: Any, dispute: UUID, today: date, light: Light
) -> None:
    await kept(databases, ChangingRulebook(), CLOCK)
    days = Days(today=today, soon=3)

    assert [bool(await listed(pool, days=days, light=each)) for each in Light] == [
        each is light for each in Light
    ]


async def test_time_in_hand_is_measured(
    scene: Scene, databases: Databases, pool: Any, dispute: UUID
) -> None:
    claimed = act(TaskClaimed, dispute, account="ann", organisation=uuid4())
    stream = tasks_id(dispute)
    await scene.record(stream, claimed)
    await scene.record(stream, act(TaskReleased, dispute))
    await scene.record(stream, claimed)
    await kept(databases, ChangingRulebook(), CLOCK)
    (task,) = await listed(pool)
    recorded = await pool.fetch(
        "SELECT recorded_at FROM log.events WHERE stream_id = $1 ORDER BY version", stream
    )
    first, released, again = (row["recorded_at"] for row in recorded)

    assert task.task.first_claimed_at == first
    assert task.task.claimed_at == again
    assert task.task.claimed_seconds == pytest.approx((released - first).total_seconds())


async def test_what_outlives_the_dispute_is_nobodys_task(
    scene: Scene, databases: Databases, pool: Any, dispute: UUID
) -> None:
    on = date(2026, 3, 9)
    closed = e.DisputeClosed(occurred_on=on, outcome=Outcome.NO_AGREEMENT, reason="")
    await scene.record(dispute, failed(on), closed)
    await kept(databases, ChangingRulebook(), CLOCK)

    assert await pool.fetchval(
        "SELECT count(*) FROM views.deadlines_due WHERE dispute = $1", dispute
    )
    assert not await listed(pool, rule=None)


async def test_lists_hold_what_the_caller_may_read_page_by_page(
    scene: Scene, databases: Databases, pool: Any, dispute: UUID
) -> None:
    await kept(databases, ChangingRulebook(), CLOCK)
    body = await body_of(pool, dispute)

    assert await listed(pool, Scope(relation=Relation.INVOLVED, value=str(body)))
    assert not await listed(pool, Scope(relation=Relation.INVOLVED, value=str(uuid4())))
    assert not await listed(pool, Scope(relation=Relation.OWN_REGION, value="6501"))
    whole = await open_deadlines.page(pool, Wanted(), EVERYTHING, DAYS, size=100)
    seen: list[OpenDeadline] = []
    cursor = None
    while True:
        page = await open_deadlines.page(pool, Wanted(), EVERYTHING, DAYS, size=1, after=cursor)
        seen += page.rows
        if (cursor := page.next) is None:
            break
    assert seen == list(whole.rows)
    assert len(seen) > 1


async def test_computed_from_nothing_the_tasks_are_the_same(
    scene: Scene, databases: Databases, pool: Any, dispute: UUID
) -> None:
    body = uuid4()
    await scene.record(
        tasks_id(dispute),
        act(TaskClaimed, dispute, account="ann", organisation=body),
        act(TaskDone, dispute, note="已办"),
        act(TaskReopened, dispute),
    )
    await kept(databases, ChangingRulebook(), CLOCK)

    assert all(one.is_true for one in await verify_views(databases.projector))
