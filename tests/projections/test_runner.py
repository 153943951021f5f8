"""The loop: events become rows, once each, whoever runs it."""

from typing import Any

from services.projections.runner import catch_up
from tests.support.database import Databases
from tests.support.scenes import Scene, effective


async def test_a_dispute_is_listed_as_its_events_made_it(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    centre = await scene.centre("华光街", "650105013")
    dispute = await scene.registered(centre, "650105013", effective())

    assert await catch_up(databases.projector) == 4

    rows = await projector.fetch("SELECT dispute, state, version, position FROM views.dispute_list")
    assert [tuple(row) for row in rows] == [(dispute, "agreement_effective", 2, 4)]
