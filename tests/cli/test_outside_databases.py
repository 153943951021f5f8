"""Databases of an operator's own: migrated as a step, refused in words where that was not done."""

from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.workflow.storage.databases import prepare_databases
from tests.support.database import Databases

NAMES = ("outside_log", "outside_keys")


@pytest.fixture
def outside(migrated: Databases, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Databases:
    """Prepared databases without a table, named by settings."""
    log, keys = (f"{name}_{uuid4().hex[:8]}" for name in NAMES)
    prepare_databases(migrated.server.dsn(), log=log, keys=keys)
    named = Databases(migrated.server, log, keys)
    for variable, dsn in {
        "DATABASE_URL": named.app,
        "PROJECTOR_DATABASE_URL": named.projector,
        "MIGRATION_DATABASE_URL": named.admin,
        "KEYS_DATABASE_URL": named.key_app,
        "KEYS_MIGRATION_DATABASE_URL": named.key_admin,
        "DATA_DIR": str(tmp_path),
    }.items():
        monkeypatch.setenv(f"FENGQIAO_{variable}", dsn)
    return named


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_a_service_does_not_start_on_databases_without_tables(outside: Databases) -> None:
    refused = call("run", "--port", "0")

    assert refused.exit_code == 2
    assert "fengqiao migrate" in refused.output
    assert "Traceback" not in refused.output


def test_migrating_is_a_step_of_its_own_and_may_be_repeated(outside: Databases) -> None:
    assert call("migrate").exit_code == 0
    assert call("migrate").exit_code == 0
    with psycopg.connect(outside.admin) as connection:
        tables = connection.execute("SELECT to_regclass('log.events')").fetchone()
    assert tables != (None,)


def test_a_worker_may_not_migrate(outside: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FENGQIAO_MIGRATION_DATABASE_URL")
    refused = call("migrate")

    assert refused.exit_code == 2
    assert "FENGQIAO_MIGRATION_DATABASE_URL" in refused.output


def test_a_server_that_is_not_there_is_told_in_words(
    outside: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENGQIAO_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    refused = call("run", "--port", "0")

    assert refused.exit_code == 2
    assert "Traceback" not in refused.output
