"""What read models hold, whose it is, and what never enters them."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from services.projections.runner import catch_up
from services.projections.storage import event_log
from services.projections.view import View
from services.projections.views import VIEWS
from services.projections.views.dispute_list import DISPUTE_LIST
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.permissions import involved
from services.workflow.domain.privileged import ConfidentialNoteTaken, privileged_id
from services.workflow.domain.values.sealed import Sealed
from tests.support.database import Databases
from tests.support.scenes import IN_PERIOD, Scene

CANARY = "Y2FuYXJ5IGluIHRoZSBjb2FsIG1pbmU="
CENTRE, COMMISSION, COURT = uuid4(), uuid4(), uuid4()


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
async def test_the_columns_in_code_are_those_of_the_tables(projector: Any, view: View) -> None:
    for place in "ab":
        rows = await projector.fetch(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
            " WHERE attrelid = $1::regclass AND attnum > 0 ORDER BY attnum",
            f"views.{view.name}_v{view.version}_{place}",
        )
        written = {"timestamptz": "timestamp with time zone"}
        assert [tuple(row) for row in rows] == [
            (column.name, written.get(column.type, column.type)) for column in view.columns
        ]


async def test_what_was_said_in_confidence_reaches_no_read_model_and_no_projector(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    centre = await scene.centre("华光街", "650105013")
    dispute = await scene.registered(centre, "650105013")
    note = Sealed(person=dispute, label="note", box=CANARY)
    await scene.record(
        privileged_id(dispute), ConfidentialNoteTaken(occurred_on=IN_PERIOD, note=note)
    )

    await catch_up(databases.projector)

    (row,) = [
        row
        for row in await event_log.read_batch(projector, after=0, limit=10)
        if row.topic.startswith("privileged:")
    ]
    assert row.state == b""
    for table in await projector.fetch("SELECT table_name FROM views.positions"):
        held = await projector.fetch(f"SELECT t::text FROM views.{table[0]} t")
        assert not [one for (one,) in held if CANARY in one or CANARY.encode().hex() in one]


async def test_the_list_is_open_to_the_bodies_that_the_permission_table_names(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    offered = e.ReferralOffered(
        occurred_on=IN_PERIOD, offer=1, to=COMMISSION, reason="申请", applicant=1
    )
    dispute = await scene.registered(CENTRE, "650105013", offered)
    await catch_up(databases.projector)
    assert await _involved(projector, dispute) == {CENTRE, COMMISSION}

    accepted = e.ReferralAccepted(occurred_on=IN_PERIOD, offer=1, by=COMMISSION)
    await scene.record(dispute, accepted)
    await catch_up(databases.projector)

    assert await _involved(projector, dispute) == {CENTRE, COMMISSION}
    record = await projector.fetchval("SELECT record FROM views.dispute_list")
    entry = DISPUTE_LIST.load(record)
    assert {UUID(body) for body in involved(entry.dispute)} == {CENTRE, COMMISSION}


async def test_a_refused_receiver_reads_no_longer(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    offered = e.ReferralOffered(
        occurred_on=IN_PERIOD, offer=1, to=COMMISSION, reason="申请", applicant=1
    )
    recalled = e.ReferralRecalled(occurred_on=IN_PERIOD, offer=1, reason="误发")
    dispute = await scene.registered(CENTRE, "650105013", offered, recalled)

    await catch_up(databases.projector)

    assert await _involved(projector, dispute) == {CENTRE}


async def _involved(connection: Any, dispute: UUID) -> set[UUID]:
    return set(
        await connection.fetchval(
            "SELECT involved FROM views.dispute_list WHERE dispute = $1", dispute
        )
    )
