"""Open deadlines as a read model: right after every event, whenever it is stopped, and from nothing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.cli.event_samples import sample_log
from services.projections.deadlines.rebuild import compare_deadlines, rebuild_deadlines
from services.workflow.domain.dispute import events as e
from tests.support.builders import MEDIATOR
from tests.support.database import Databases
from tests.support.keeping import ChangingRulebook, kept, rows
from tests.support.scenes import Scene, failed
from tests.support.write_side import StandingClock

REGION = "510104020"
RECEIVED = date(2026, 3, 5)
CLOCK = StandingClock(datetime(2026, 3, 10, 1, tzinfo=UTC))
ACCEPTED = e.ApplicationAccepted(occurred_on=date(2026, 3, 6), other_side_consented_on=RECEIVED)
ASSIGNED = e.MediatorAssigned(
    occurred_on=date(2026, 3, 6), mediator=MEDIATOR, certificate_no="新调0001"
)


@pytest.fixture
def rulebook() -> ChangingRulebook:
    return ChangingRulebook()


async def in_mediation(scene: Scene, *then: Any, region: str = REGION, **changes: Any) -> Any:
    centre = await scene.centre(f"中心{region}", region)
    received = {"occurred_on": RECEIVED} | changes
    return await scene.registered(centre, region, ACCEPTED, ASSIGNED, *then, **received)


async def test_an_open_deadline_is_a_row_with_its_days_its_body_and_the_move_of_its_lapse(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    dispute = await in_mediation(scene)

    await kept(databases, rulebook, CLOCK)

    found = await rows(
        projector,
        "dispute, start_on, due_natural, due_rolled, act_by, status, lapse, provisional",
        "rule = 'MED.15.RECEIPT'",
    )
    assert found == [
        (
            dispute,
            RECEIVED,
            date(2026, 3, 20),
            date(2026, 3, 20),
            date(2026, 3, 20),
            "running",
            "receipt_period_lapsed",
            False,
        )
    ]


async def test_what_is_met_is_a_row_no_more(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    dispute = await in_mediation(scene)
    await kept(databases, rulebook, CLOCK)
    assert await rows(projector, "rule", "rule = 'MED.15.ACCEPT'")

    await scene.record(dispute, failed(date(2026, 3, 9)))
    await kept(databases, rulebook, CLOCK)

    assert not await rows(projector, "rule", "rule = 'MED.15.ACCEPT'")


async def test_an_event_that_moves_nothing_leaves_the_rows_as_they_are(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    dispute = await in_mediation(scene)
    await kept(databases, rulebook, CLOCK)
    before = await rows(projector, "rule, xmin, position")

    await scene.record(
        dispute, e.SessionHeld(occurred_on=date(2026, 3, 9), place="调解室", present=(1, 2))
    )
    await kept(databases, rulebook, CLOCK)

    assert await rows(projector, "rule, xmin, position") == before


async def test_computed_from_nothing_they_are_the_rows_that_are_there(
    scene: Scene, databases: Databases, rulebook: ChangingRulebook
) -> None:
    for _ in range(3):
        dispute = await in_mediation(scene)
        await kept(databases, rulebook, CLOCK, batch=2)
    await scene.record(dispute, failed(date(2026, 3, 9)))
    await kept(databases, rulebook, CLOCK)

    found = await compare_deadlines(databases.projector, rulebook, CLOCK)

    assert (found.disputes, found.differing, found.failed) == (3, 0, 0)


async def test_rows_that_somebody_changed_are_found_and_put_right(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    await in_mediation(scene)
    await kept(databases, rulebook, CLOCK)
    right = await rows(projector, "rule, due_rolled")
    await projector.execute(
        "UPDATE views.deadlines_due SET due_rolled = '2030-01-01' WHERE rule = 'MED.15.RECEIPT'"
    )

    found = await compare_deadlines(databases.projector, rulebook, CLOCK)
    done = await rebuild_deadlines(databases.projector, rulebook, CLOCK)

    assert (found.differing, done.differing) == (1, 1)
    assert await rows(projector, "rule, due_rolled") == right


async def test_a_dispute_that_fails_stands_among_the_exceptions_and_stops_no_other(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    broken = await in_mediation(scene, occurred_on=date(9999, 12, 25))
    sound = await in_mediation(scene)

    await kept(databases, rulebook, CLOCK)

    wrong = await projector.fetch("SELECT dispute, code FROM views.exceptions")
    assert [tuple(row) for row in wrong] == [(broken, "not_computed")]
    assert {row[0] for row in await rows(projector, "dispute")} == {sound}


async def test_every_kind_of_event_can_be_followed_and_leaves_nobody_without_a_next_step(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    for row in sample_log():
        await scene.record_stored(row.stream_id, [(row.topic, bytes(row.state))])
    clock = StandingClock(datetime(2026, 12, 1, 1, tzinfo=UTC))

    await kept(databases, rulebook, clock, batch=3)

    found = await compare_deadlines(databases.projector, rulebook, clock)
    wrong = await projector.fetch("SELECT code, detail FROM views.exceptions")
    assert [tuple(row) for row in wrong] == []
    assert (found.differing, found.failed) == (0, 0)


async def test_what_failed_is_tried_again_with_the_next_start(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    dispute = await in_mediation(scene)
    rulebook.change("MED.15.RECEIPT", length=None)
    await kept(databases, rulebook, CLOCK)
    wrong = await projector.fetchval("SELECT code FROM views.exceptions")
    assert (wrong, await rows(projector, "rule")) == ("not_computed", [])

    rulebook.changes.clear()
    await kept(databases, rulebook, CLOCK)

    assert await projector.fetchval("SELECT count(*) FROM views.exceptions") == 0
    assert (dispute, "MED.15.RECEIPT") in await rows(projector, "dispute, rule")
