"""`fengqiao verify` on a real log: sound as it is, and telling where it was tampered with."""

from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from services.cli.databases import Databases as Named
from services.cli.verify import _verified
from services.projections.runner import catch_up
from tests.support.database import Databases
from tests.support.write_side import application, service_on


@pytest.fixture
async def named(databases: Databases, tmp_path: Path) -> Named:
    async with service_on(databases, tmp_path) as service:
        for _ in range(3):
            await service.send(application())
    await catch_up(databases.projector)
    return Named(
        app=databases.app,
        projector=databases.projector,
        keys=databases.key_app,
        owner=None,
        keys_owner=None,
    )


async def test_a_log_as_it_was_written_is_sound(named: Named) -> None:
    result = await _verified(named)

    assert result.is_sound
    assert result.people == 3 + 1
    assert {view.view for view in result.views} >= {"dispute_list", "dispute_timeline"}


async def test_a_lost_key_a_changed_event_and_a_changed_row_are_told(
    named: Named, databases: Databases
) -> None:
    with psycopg.connect(databases.key_admin, autocommit=True) as keys:
        keys.execute(
            "DELETE FROM keys.person_keys WHERE person = (SELECT person FROM keys.person_keys LIMIT 1)"
        )
    with psycopg.connect(databases.admin, autocommit=True) as log:
        log.execute("ALTER TABLE log.events DISABLE TRIGGER ALL")
        log.execute("UPDATE log.events SET state = state || ' ' WHERE position = 7")
        log.execute("ALTER TABLE log.events ENABLE TRIGGER ALL")
        log.execute("UPDATE views.dispute_list SET case_number = %s", [str(uuid4())])

    result = await _verified(named)

    assert not result.is_sound
    assert [(finding.kind, finding.position) for finding in result.log.findings] == [("hash", 7)]
    assert len(result.people_without_keys) == 1
    assert [view.view for view in result.views if not view.is_true] == ["dispute_list"]
