"""`fengqiao deadlines` and `fengqiao sweep`: what a person reads of a dispute's periods, and one sweep."""

import asyncio
import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.kit.clock import SystemClock
from services.workflow.rules.rulebook import NationalRulebook
from tests.support.database import Databases
from tests.support.keeping import kept
from tests.support.write_side import StandingClock, application, service_on


@pytest.fixture
def dispute(databases: Databases, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> UUID:
    """Received in March, on databases that an operator names, and never accepted."""
    for variable, value in {
        "DATABASE_URL": databases.app,
        "PROJECTOR_DATABASE_URL": databases.projector,
        "KEYS_DATABASE_URL": databases.key_app,
        "DATA_DIR": str(tmp_path),
    }.items():
        monkeypatch.setenv(f"FENGQIAO_{variable}", value)
    return asyncio.run(registered(databases, tmp_path))


async def registered(databases: Databases, folder: Path) -> UUID:
    async with service_on(databases, folder) as service:
        found = (await service.send(application())).answer.dispute
    await kept(databases, NationalRulebook(), StandingClock(SystemClock().now()))
    return found


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "220"})


def test_a_person_reads_each_deadline_with_its_law_and_its_days(dispute: UUID) -> None:
    shown = call("deadlines", str(dispute))

    assert shown.exit_code == 0, shown.output
    words = (
        "MED.ACCEPT",
        "2026-03-13",
        "水磨沟区centre",
        "已届满 / lapsed",
        "依据 / basis",
        "下一步",
    )
    assert [word for word in words if word not in shown.output] == []
    assert "2026-03-11（周三）" in shown.output


def test_a_program_reads_all_of_it(dispute: UUID) -> None:
    told = json.loads(call("deadlines", str(dispute), "--json").stdout)

    assert (told["dispute"], told["version"]) == (str(dispute), 1)
    assert {one["rule"] for one in told["deadlines"]} >= {"MED.ACCEPT", "MED.15.RECEIPT"}
    assert all(one["explanation"] for one in told["deadlines"] if one["start"])


def test_what_cannot_be_read_is_told_in_words(dispute: UUID) -> None:
    today = SystemClock().today().isoformat()
    for arguments, words in (
        (("deadlines", str(uuid4())), "DISPUTE: "),
        (("deadlines", "12号"), "DISPUTE: "),
        (("deadlines", str(dispute), "--as-of", "gestern"), "--as-of: "),
        (("deadlines", str(dispute), "--as-of", "2099-01-01"), "--as-of: "),
    ):
        refused = call(*arguments)
        assert (refused.exit_code, words in refused.stderr) == (2, True), refused.output
        assert "Traceback" not in refused.output
    assert call("deadlines", str(dispute), "--as-of", today).exit_code == 0


def test_one_sweep_says_what_it_recorded_and_another_finds_it_known(dispute: UUID) -> None:
    first, again = call("sweep", "--once"), call("sweep", "--once")

    assert first.exit_code == 0, first.output
    assert "recorded 1" in first.output
    assert "recorded 0" in again.output
    assert "known 1" in again.output
    lapsed = json.loads(call("deadlines", str(dispute), "--json").stdout)
    receipt = next(one for one in lapsed["deadlines"] if one["rule"] == "MED.15.RECEIPT")
    assert receipt["status"] == "ended"
