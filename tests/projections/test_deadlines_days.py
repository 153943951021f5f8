"""Days that pass without an event: the rows are those computed from nothing on any of them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.cli.event_samples import sample_log
from services.projections.deadlines.keeper import Keeper
from services.projections.deadlines.rebuild import compare_deadlines
from services.projections.queries import deadlines_due, person_calendar
from services.projections.queries.deadlines_due import Wanted
from services.projections.queries.open_deadlines import Days
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute import parts
from services.workflow.domain.values.money import Fen
from services.workflow.recorded.views import Relation, Scope
from tests.support.database import Databases
from tests.support.keeping import ChangingRulebook, kept, rows
from tests.support.scenes import Scene
from tests.support.write_side import StandingClock

REGION = "510104020"
CORRECTED = e.FactCorrected(
    occurred_on=date(2027, 2, 5), field="worker_count", old="1", new="3", reason="漏填"
)
EVERY_DAY, STOPPED, LONG = (1,) * 45, (7,) * 6, (20,) * 22


@pytest.fixture
def rulebook() -> ChangingRulebook:
    return ChangingRulebook()


@pytest.fixture
async def samples(scene: Scene) -> None:
    for row in sample_log():
        await scene.record_stored(row.stream_id, [(row.topic, bytes(row.state))])


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("steps", [EVERY_DAY, STOPPED + LONG], ids=["every day", "skipped"])
async def test_rows_are_as_computed_from_nothing_on_every_day(
    databases: Databases, rulebook: ChangingRulebook, steps: tuple[int, ...]
) -> None:
    clock = StandingClock(datetime(2026, 3, 20, 1, tzinfo=UTC))
    differing: dict[date, int] = {}
    for days in steps:
        await kept(databases, rulebook, clock)
        found = await compare_deadlines(databases.projector, rulebook, clock)
        assert found.failed == 0
        if found.differing:
            differing[clock.today()] = found.differing
        clock.advance(days=days)

    assert differing == {}


@pytest.mark.usefixtures("samples")
async def test_a_keeper_that_goes_on_over_midnight_counts_the_new_day(
    databases: Databases, rulebook: ChangingRulebook
) -> None:
    clock = StandingClock(datetime(2026, 4, 1, 1, tzinfo=UTC))
    await kept(databases, rulebook, clock)
    keeper = await Keeper.connect(databases.projector, rulebook, clock, "test keeper")
    try:
        assert await keeper.try_lead()
        for _ in range(10):
            clock.advance(days=6)
            await keeper.tend()
            found = await compare_deadlines(databases.projector, rulebook, clock)
            assert (found.differing, found.failed) == (0, 0)
    finally:
        keeper.close()


async def test_an_unanswered_negotiation_interrupts_though_nobody_waits_for_it(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    """The application ended the wait; the last day for an answer interrupts all the same."""
    received = date(2026, 3, 5)
    asked = e.LimitationFactRecorded(
        occurred_on=received,
        entry=1,
        kind=parts.LimitationFactKind.NEGOTIATION_REQUESTED,
        happened_on=date(2026, 3, 4),
        evidence="短信",
    )
    claim = parts.Claim(
        no=1, kind=parts.ClaimKind.DAMAGES, amount=Fen(100_000), known_on=date(2026, 1, 5)
    )
    centre = await scene.centre("中心", REGION)
    await scene.registered(centre, REGION, asked, occurred_on=received, claims=(claim,))
    clock = StandingClock(datetime(2026, 3, 6, 1, tzinfo=UTC))
    await kept(databases, rulebook, clock)
    (before,) = await rows(projector, "due_natural", "rule LIKE 'LIM%'")
    clock.advance(days=30)
    await kept(databases, rulebook, clock)

    (after,) = await rows(projector, "due_natural", "rule LIKE 'LIM%'")
    assert after > before
    found = await compare_deadlines(databases.projector, rulebook, clock)
    assert found.differing == 0


async def test_a_right_that_ended_by_a_provisional_last_day_lives_again_with_the_notice(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    """Interrupted by the application, limitation ends a year later; the notice makes that day off."""
    received, ended = date(2026, 2, 2), date(2027, 2, 2)
    claim = parts.Claim(
        no=1, kind=parts.ClaimKind.DAMAGES, amount=Fen(100_000), known_on=date(2026, 1, 22)
    )
    centre = await scene.centre("中心", REGION)
    dispute = await scene.registered(centre, REGION, occurred_on=received, claims=(claim,))
    clock = StandingClock(datetime(2027, 2, 5, 1, tzinfo=UTC))
    await kept(databases, rulebook, clock)
    await scene.record(dispute, CORRECTED)
    await kept(databases, rulebook, clock)
    assert await rows(projector, "due_rolled, provisional", "rule LIKE 'LIM%'") == [(ended, True)]
    assert await limitation(projector, clock) == []
    assert await in_calendar(projector, centre, clock) == []

    rulebook.publish("51", 2027, off=tuple(ended + timedelta(days=day) for day in range(10)))
    await kept(databases, rulebook, clock)

    moved_to = date(2027, 2, 12)
    assert await limitation(projector, clock) == [(dispute, moved_to)]
    assert await in_calendar(projector, centre, clock) == [(dispute, moved_to)]
    told = await projector.fetch(
        "SELECT changes, rolled_was, rolled_is FROM views.deadline_moves WHERE rule LIKE 'LIM%'"
    )
    assert [tuple(row) for row in told] == [(["calendar"], ended, moved_to)]
    assert (await compare_deadlines(databases.projector, rulebook, clock)).differing == 0


async def limitation(connection: Any, clock: StandingClock) -> list[tuple[UUID, date]]:
    """As the list of open deadlines shows it on the day."""
    scope, days = Scope(relation=Relation.NONE), Days(today=clock.today(), soon=3)
    found = await deadlines_due.page(connection, Wanted(), scope, days, size=200)
    return [(row.dispute, row.due_rolled) for row in found.rows if row.rule.startswith("LIM")]


async def in_calendar(
    connection: Any, centre: UUID, clock: StandingClock
) -> list[tuple[UUID, date]]:
    """As the calendar of its people shows it on the day."""
    found = await person_calendar.due(
        connection, Scope(relation=Relation.NONE), clock.today(), mediator=None, organisation=centre
    )
    return [(entry.dispute, entry.last_on) for entry in found if entry.rule.startswith("LIM")]
