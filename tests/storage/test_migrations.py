"""Migrations: a step that may be run again, at once from two places, and by no worker."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from services.kit.migration import newest, write_revision
from services.workflow.storage.databases import (
    DatabaseNotPrepared,
    preparation_script,
    prepare_databases,
)
from services.workflow.storage.migrations import KEY_REVISIONS, LOG_REVISIONS, migrate, migrate_keys
from tests.support.database import Databases, prepared
from tests.support.queries import rows_of


@pytest.fixture
def fresh(migrated: Databases) -> Databases:
    """Databases that nobody has migrated yet."""
    names = Databases(migrated.server, f"{migrated.log}_new", f"{migrated.keys}_new")
    for name in (names.log, names.keys):
        rows_of(migrated.server.dsn(), f"DROP DATABASE IF EXISTS {name}")
    prepare_databases(names.server.dsn(), log=names.log, keys=names.keys)
    return names


def test_migrating_twice_and_at_once_comes_to_the_newest_revision(fresh: Databases) -> None:
    with ThreadPoolExecutor() as pool:
        for step in [pool.submit(migrate, fresh.admin) for _ in range(3)]:
            step.result()
    migrate_keys(fresh.key_admin)
    migrate_keys(fresh.key_admin)
    at = "SELECT version_num FROM {}.alembic_version"
    assert rows_of(fresh.admin, at.format("log")) == [(newest(LOG_REVISIONS),)]
    assert rows_of(fresh.key_admin, at.format("keys")) == [(newest(KEY_REVISIONS),)]
    owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'log'"
    assert rows_of(fresh.admin, owners) == [("fengqiao_owner",)]


def test_preparing_twice_changes_nothing(migrated: Databases) -> None:
    prepared(migrated.server, log=migrated.log, keys=migrated.keys)


def test_who_may_not_create_databases_is_told_what_to_ask_for(migrated: Databases) -> None:
    with pytest.raises(DatabaseNotPrepared, match="CREATE DATABASE elsewhere OWNER"):
        prepare_databases(migrated.app, log="elsewhere", keys="elsewhere_keys")
    script = preparation_script()
    assert "CREATE ROLE fengqiao_app LOGIN" in script
    assert "CREATE DATABASE fengqiao_keys OWNER fengqiao_owner" in script


def test_the_service_cannot_migrate(fresh: Databases) -> None:
    with pytest.raises(Exception, match="permission denied"):
        migrate(fresh.app)


def test_a_new_revision_begins_by_limiting_how_long_it_waits_for_a_lock(tmp_path: Path) -> None:
    revisions = tmp_path / "log"
    shutil.copytree(LOG_REVISIONS, revisions)
    template = LOG_REVISIONS.parent / "script.py.mako"
    (tmp_path / "script.py.mako").write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
    written = write_revision(revisions, "add a column")
    assert "lock_timeout" in written.read_text(encoding="utf-8")
    assert newest(revisions) == written.name.split("_")[0]
