"""Rows are what their events make them, whatever the events and however they were batched."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.projections.rebuild import rebuild
from services.projections.runner import Pace, catch_up
from services.projections.verification import verify_views
from services.workflow.domain.dispute import events as e
from services.workflow.domain.fact import Fact
from services.workflow.storage.event_store import PostgresEventStore
from tests.support import strategies
from tests.support.database import Databases
from tests.support.scenes import Scene, effective, failed

BEGINNINGS: tuple[type[Fact], ...] = (e.DisputeRegistered, e.DirectFilingRecorded)
LATER = tuple(kind for kind in e.Event.__args__ if kind not in BEGINNINGS)
STRAY = """
INSERT INTO views.mediators
VALUES ('11111111-1111-5111-8111-111111111111', 1, '{}', '2030-01-01', '{}')
"""
BROKEN = (
    ("DELETE FROM views.dispute_facts", "dispute_facts"),
    ("UPDATE views.dispute_list SET region = '650106'", "dispute_list"),
    ("UPDATE views.dispute_timeline SET actor = 'other' WHERE version = 2", "dispute_timeline"),
    (STRAY, "mediators"),
)

beginning = st.sampled_from(BEGINNINGS).flatmap(strategies.events)
later = st.sampled_from(LATER).flatmap(strategies.events)
streams = st.integers(1, 3)
log = st.builds(
    lambda first, rest: [*enumerate(first, start=1), *rest],
    st.lists(beginning, min_size=3, max_size=3),
    st.lists(st.tuples(streams, later), max_size=20),
)


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(events=log, batch=st.integers(1, 12))
async def test_a_rebuilt_table_equals_the_live_one_whatever_the_events(
    events: list[tuple[int, Fact]], batch: int, databases: Databases
) -> None:
    databases.empty()
    async with await PostgresEventStore.open(databases.app) as store:
        scene = Scene(store)
        for stream, event in events:
            await scene.record(UUID(int=stream), event)

    await catch_up(databases.projector, pace=Pace(batch=batch))

    assert all(found.is_true for found in await verify_views(databases.projector))
    for view in ("dispute_list", "dispute_timeline", "dispute_facts"):
        assert (await rebuild(databases.projector, view)).differing == 0


async def test_true_rows_are_counted(scene: Scene, databases: Databases) -> None:
    centre = await scene.centre("华光街", "650105013")
    for end in (effective(), failed()):
        await scene.registered(centre, "650105013", end)
    await catch_up(databases.projector)

    found = {one.view: one for one in await verify_views(databases.projector)}

    assert all(one.is_true and one.position == 6 for one in found.values())
    assert {view: one.rows for view, one in found.items()} == {
        "dispute_list": 2,
        "dispute_timeline": 4,
        "dispute_facts": 2,
        "organisations": 1,
        "mediators": 0,
        "tasks": 0,
    }


@pytest.mark.parametrize(("breach", "view"), BROKEN)
async def test_a_row_that_no_event_made_is_found(
    scene: Scene, databases: Databases, projector: Any, breach: str, view: str
) -> None:
    centre = await scene.centre("华光街", "650105013")
    await scene.registered(centre, "650105013", effective())
    await catch_up(databases.projector)
    await projector.execute(breach)

    wrong = [one for one in await verify_views(databases.projector) if not one.is_true]

    assert [(one.view, one.differing, len(one.examples)) for one in wrong] == [(view, 1, 1)]


async def test_a_quarantined_dispute_is_true_as_far_as_it_came(
    scene: Scene, databases: Databases
) -> None:
    centre = await scene.centre("华光街", "650105013")
    dispute = await scene.registered(centre, "650105013", effective())
    await scene.record_stored(dispute, [("dispute:SomethingNew", b"{}")])
    await catch_up(databases.projector)

    found = {one.view: one for one in await verify_views(databases.projector)}

    assert all(one.is_true for one in found.values())
    assert found["dispute_list"].quarantined == 1
    assert found["mediators"].quarantined == 0
