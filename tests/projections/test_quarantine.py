"""What cannot be taken stops its own dispute, in view, in order, and goes on when it can be."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from services.projections import quarantine
from services.projections.quarantine import Quarantined
from services.projections.runner import catch_up
from services.projections.verification import verify_views
from services.projections.view import FoldedView
from services.projections.views import VIEWS
from services.projections.views.dispute_list import DISPUTE_LIST
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import Outcome
from services.workflow.domain.values.money import Fen
from services.workflow.recorded.codec import encode
from services.workflow.recorded.metadata import Recorded
from tests.support.database import Databases
from tests.support.following import projecting, until
from tests.support.recording import META
from tests.support.scenes import Scene, effective, failed, registration

CANARY = "王小明拖欠工资"
PERFORMED = e.PerformanceRecorded(occurred_on=date(2019, 4, 1), amount=Fen(1))
CLOSED = e.DisputeClosed(occurred_on=date(2019, 4, 2), outcome=Outcome.AGREEMENT_PERFORMED)
UNREADABLE = ("dispute:SessionHeld", f'{{"class_version":2,"event":"{CANARY}"}}'.encode())
INCOMPRESSIBLE = "".join(sha256(str(no).encode()).hexdigest() for no in range(200))
UNKNOWN = ("dispute:SomethingNew", encode(CLOSED, META)[1])


async def listed(connection: Any) -> dict[UUID, tuple[str, int]]:
    rows = await connection.fetch("SELECT dispute, state, version FROM views.dispute_list")
    return {dispute: (state, version) for dispute, state, version in rows}


@pytest.mark.parametrize("poison", [UNREADABLE, UNKNOWN], ids=["unreadable", "unknown"])
async def test_a_poison_event_stops_its_own_dispute_and_no_other(
    scene: Scene, databases: Databases, projector: Any, poison: tuple[str, bytes]
) -> None:
    centre = await scene.centre("华光街", "650105013")
    poisoned = await scene.registered(centre, "650105013", effective())
    position = await scene.record_stored(poisoned, [poison])
    await scene.record(poisoned, CLOSED)
    other = await scene.registered(centre, "650105013", failed())

    await catch_up(databases.projector)

    assert await listed(projector) == {
        poisoned: ("agreement_effective", 2),
        other: ("mediation_failed", 2),
    }
    waiting = await quarantine.listed(projector)
    assert {one.table.rpartition("_v")[0] for one in waiting} == {
        "dispute_list",
        "dispute_timeline",
        "dispute_facts",
    }
    assert {(one.stream, one.position, one.topic, one.waiting) for one in waiting} == {
        (poisoned, position, poison[0], 2)
    }


async def test_a_fault_is_kept_by_kind_and_place_and_says_nothing_of_the_event(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    centre = await scene.centre("华光街", "650105013")
    for _ in range(2):
        dispute = await scene.registered(centre, "650105013")
        await scene.record_stored(dispute, [UNREADABLE])

    await catch_up(databases.projector)

    waiting = await quarantine.listed(projector)
    assert len({one.error_hash for one in waiting}) == 1
    assert all(one.error.startswith("ValidationError in decode_state") for one in waiting)
    assert CANARY not in str(waiting)


async def test_once_the_release_can_take_the_event_the_dispute_goes_on_in_order(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    centre = await scene.centre("华光街", "650105013")
    dispute = await scene.registered(centre, "650105013", effective(), PERFORMED)
    await catch_up(databases.projector, views={**VIEWS, "dispute_list": _refuses_performance()})
    await scene.record(dispute, CLOSED)
    assert await listed(projector) == {dispute: ("agreement_effective", 2)}

    await catch_up(databases.projector)

    assert await listed(projector) == {dispute: ("closed", 4)}
    assert await quarantine.listed(projector) == []
    assert all(found.is_true for found in await verify_views(databases.projector))


async def test_a_dispute_is_tried_again_on_command_and_stays_when_it_fails_again(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    async def attempts() -> list[Quarantined]:
        return [one for one in await quarantine.listed(projector) if one.attempts > 2]

    centre = await scene.centre("华光街", "650105013")
    dispute = await scene.registered(centre, "650105013")
    await scene.record_stored(dispute, [UNKNOWN])
    await catch_up(databases.projector)
    async with projecting(databases.projector):
        await until(lambda: projector.fetchval("SELECT max(attempts) = 2 FROM views.quarantine"))

        assert await quarantine.ask_retry(projector, dispute) == 3
        again = await until(attempts)

    assert {one.is_retry_asked for one in again} == {False}


@pytest.mark.parametrize(
    "text", ["第\x001号", INCOMPRESSIBLE], ids=["a NUL", "longer than an index takes"]
)
async def test_a_row_that_the_database_refuses_stops_its_own_dispute(
    scene: Scene, databases: Databases, projector: Any, text: str
) -> None:
    centre = await scene.centre("华光街", "650105013")
    good = await scene.registered(centre, "650105013")
    refused = await scene.registered(centre, "650105013")
    wrong = e.FactCorrected(
        occurred_on=date(2019, 4, 1), field="case_number", old="1", new=text, reason="误"
    )
    position = await scene.record(refused, effective(), wrong)
    await scene.record(refused, CLOSED)

    await catch_up(databases.projector)

    assert await listed(projector) == {
        good: ("registered", 1),
        refused: ("agreement_effective", 2),
    }
    (waiting,) = await quarantine.listed(projector)
    assert (waiting.stream, waiting.position, waiting.waiting) == (refused, position, 2)


async def test_a_dispute_that_does_not_begin_with_its_registration_is_not_listed(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    await scene.record(UUID(int=7), effective())
    centre = await scene.centre("华光街", "650105013")
    await scene.record(UUID(int=8), registration(centre, "650105013"))

    await catch_up(databases.projector)

    assert set(await listed(projector)) == {UUID(int=8)}
    assert {one.stream for one in await quarantine.listed(projector)} == {UUID(int=7)}


def _refuses_performance() -> FoldedView:
    def apply(entry: Any, recorded: Recorded) -> Any:
        if isinstance(recorded.event, e.PerformanceRecorded):
            raise NotImplementedError
        return DISPUTE_LIST.apply(entry, recorded)

    return replace(DISPUTE_LIST, apply=apply)
