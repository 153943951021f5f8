"""`fengqiao projections`: what an operator sees and can do about the read models."""

import asyncio
from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.projections.deadlines.runner import keep_up
from services.projections.runner import catch_up
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.event_store import PostgresEventStore
from tests.support.database import Databases
from tests.support.queries import rows_of
from tests.support.scenes import Scene, effective


@pytest.fixture
def named(databases: Databases, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Databases:
    """Databases as an operator names them, with read models of one dispute held back and one not."""
    for variable, value in {
        "DATABASE_URL": databases.app,
        "PROJECTOR_DATABASE_URL": databases.projector,
        "KEYS_DATABASE_URL": databases.key_app,
        "DATA_DIR": str(tmp_path),
    }.items():
        monkeypatch.setenv(f"FENGQIAO_{variable}", value)
    asyncio.run(two_disputes(databases))
    return databases


async def two_disputes(databases: Databases) -> None:
    async with await PostgresEventStore.open(databases.app) as store:
        scene = Scene(store)
        centre = await scene.centre("华光街", "650105013")
        await scene.registered(centre, "650105013", effective())
        held_back = await scene.registered(centre, "650105013")
        await scene.record_stored(held_back, [("dispute:SomethingNew", b"{}")])
    await catch_up(databases.projector)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["projections", *arguments], env={"COLUMNS": "220"})


def test_status_shows_every_live_table_and_what_is_held_back(named: Databases) -> None:
    answer = call("status")

    assert answer.exit_code == 0
    assert "dispute_list" in answer.output
    assert "mediators" in answer.output
    assert answer.output.count("dispute:SomethingNew") == 3
    assert "UnknownEventType" in answer.output


def test_retry_asks_the_follower_and_says_how_much(named: Databases) -> None:
    assert "3" in call("retry").output
    assert "0" in call("retry", str(UUID(int=1))).output
    assert rows_of(named.projector, "SELECT DISTINCT is_retry_asked FROM views.quarantine") == [
        (True,)
    ]


def test_rebuild_shows_the_new_table_when_no_row_differs(named: Databases) -> None:
    query = "SELECT table_name FROM views.positions WHERE view = 'dispute_facts' AND is_live"
    before = rows_of(named.projector, query)

    answer = call("rebuild", "dispute_facts")

    assert answer.exit_code == 0, answer.output
    assert "0 行有差异" in answer.output
    assert rows_of(named.projector, query) != before


def test_rebuild_puts_deadlines_right_and_says_how_many_rows_it_were(named: Databases) -> None:
    asyncio.run(keep_up(named.projector, NationalRulebook()))
    query = "SELECT dispute, rule, due_rolled FROM views.deadlines_due ORDER BY 1, 2"
    right = rows_of(named.projector, query)
    rows_of(named.projector, "UPDATE views.deadlines_due SET due_rolled = '2030-01-01'")

    answer = call("rebuild", "deadlines_due")
    again = call("rebuild", "deadlines_due")

    assert answer.exit_code == 0, answer.output
    assert f"2 件争议，{len(right)} 行已改正" in answer.output
    assert "0 行已改正" in again.output
    assert rows_of(named.projector, query) == right != []


def test_rebuild_stops_at_differences_until_they_are_accepted(named: Databases) -> None:
    rows_of(named.projector, "UPDATE views.dispute_list SET region = '650106'")

    refused = call("rebuild", "dispute_list")
    accepted = call("rebuild", "dispute_list", "--accept-differences")

    assert (refused.exit_code, accepted.exit_code) == (1, 0)
    assert "2 行有差异" in refused.output
    assert rows_of(named.projector, "SELECT DISTINCT region FROM views.dispute_list") == [
        ("650105013",)
    ]


def test_rebuild_without_a_name_looks_for_tables_of_another_release(named: Databases) -> None:
    assert "本版本" in call("rebuild").output


def test_a_read_model_that_is_none_is_told_with_those_there_are(named: Databases) -> None:
    answer = call("rebuild", "nonsense")

    assert answer.exit_code == 2
    assert "dispute_timeline" in answer.output
