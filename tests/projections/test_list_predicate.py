"""Lists and the decision agree: what is listed may be read, and what may be read is listed."""

import asyncio
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from services.kit.database import connect
from services.projections.queries import dispute_list
from services.projections.queries.filters import Filters
from services.projections.runner import catch_up
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.permissions import may_read, reading_scope
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Actor, Role
from services.workflow.recorded import codec
from services.workflow.storage.event_store import PostgresEventStore
from tests.domain.test_dispute_machine import FIRST, PACKS, DisputeMachine
from tests.support.builders import CENTRE
from tests.support.database import Databases
from tests.support.random_commands import BODIES
from tests.support.scenes import Scene

ALL = tuple(HealthCheck)
STRANGER = UUID("99999999-9999-5999-8999-99999999999b")
REGIONS = (None, "33", "330281", "330281001", "330282", "650105", "3302810012", "CN", "%")
BODY_OR_NONE = (None, STRANGER, *BODIES)
STANDINGS = {
    *product(Role, BODY_OR_NONE, (None, "330281")),
    *product(Role, (None, CENTRE), REGIONS),
}
ACTORS = tuple(
    Actor(account="somebody", role=role, organisation=body, region=region)
    for role, body, region in STANDINGS
)


@st.composite
def pasts(draw: st.DrawFn) -> list[tuple[str, bytes]]:
    """What is stored of a dispute after random commands on random days."""
    machine = DisputeMachine()
    machine.begin(draw(st.sampled_from(FIRST)), draw(st.sampled_from(PACKS)))
    data = draw(st.data())
    for step in draw(st.lists(st.sampled_from(["lead", "lead", "allowed", "days"]), max_size=12)):
        match step:
            case "lead":
                machine.lead_on(data)
            case "allowed":
                machine.send_something_allowed(data)
            case _:
                machine.days_pass(draw(st.sampled_from([1, 3, 16, 31])))
    return machine.stored


async def disagreements(
    databases: Databases, stored: list[list[tuple[str, bytes]]]
) -> list[tuple[Actor, set[UUID], set[UUID]]]:
    """Callers for whom the list and the decision are not the same, over these disputes."""
    disputes: dict[UUID, Dispute] = {}
    async with await PostgresEventStore.open(databases.app) as store:
        scene = Scene(store)
        for rows in stored:
            stream = uuid4()
            await scene.record_stored(stream, rows)
            disputes[stream] = fold((codec.decode_state(*row)[0] for row in rows), stream)
    await catch_up(databases.projector)
    reader = await connect(databases.app, name="test predicate")
    try:
        return [found for actor in ACTORS if (found := await _differs(reader, actor, disputes))]
    finally:
        await reader.close()


async def _differs(
    reader: Any, actor: Actor, disputes: dict[UUID, Dispute]
) -> tuple[Actor, set[UUID], set[UUID]] | None:
    readable = {key for key, dispute in disputes.items() if may_read(actor, dispute)}
    scope = reading_scope(actor)
    listed: set[UUID] = set()
    if scope is not None:
        asked = Filters(ids=tuple(disputes))
        page = await dispute_list.page(reader, asked, scope, size=len(disputes))
        listed = {row.entry.dispute.id for row in page.rows if row.entry.dispute.id}
    return None if listed == readable else (actor, listed, readable)


def test_every_listed_dispute_may_be_read_and_every_readable_one_is_listed(
    migrated: Databases, tmp_path: Path
) -> None:
    migrated.empty()
    seen: set[str] = set()

    @settings(
        max_examples=4,
        derandomize=True,  # which histories come must not be chance: some runs had too short ones
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=ALL,
    )
    @given(stored=st.lists(pasts(), min_size=6, max_size=6))
    def check(stored: list[list[tuple[str, bytes]]]) -> None:
        seen.update(topic for rows in stored for topic, _ in rows)
        assert asyncio.run(disagreements(migrated, stored)) == []

    check()
    assert len(seen) > 10, "the histories are too short to tell anything"
