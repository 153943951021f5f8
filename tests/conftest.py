"""What holds for every test: Hypothesis profiles, databases, and browser tests only where a browser is."""

import logging
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

from services.kit.embedded_postgres import EmbeddedPostgres
from services.workflow.storage.event_store import PostgresEventStore
from tests.support.chromium import MISSING, chromium
from tests.support.database import (
    Databases,
    choose_server_folder,
    join_server,
    prepared,
    remove_server_folder,
    temporary_folder,
    worker_databases,
)
from tests.support.library_report import pytest_terminal_summary

__all__ = ["pytest_terminal_summary"]

# Deadlines measure the machine, not the code: two shared cores make any of them flaky.
settings.register_profile(
    "short", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "long", deadline=None, max_examples=2_000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("long" if os.environ.get("FENGQIAO_FAULTS") == "long" else "short")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip browser tests by name where no browser is; in CI, where one must be, they fail."""
    if chromium() or os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=MISSING))


def pytest_configure(config: pytest.Config) -> None:
    """Choose one server folder for all workers; the server starts when a test first needs it."""
    if not hasattr(config, "workerinput"):
        choose_server_folder()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop and remove the server after the last worker is done."""
    if not hasattr(config, "workerinput"):
        remove_server_folder()


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """What a test sends its logs to ends with it: later tests must not write to a closed stream."""
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    if structlog.is_configured():
        structlog.reset_defaults()
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)


@pytest.fixture(scope="session")
def migrated(request: pytest.FixtureRequest) -> Iterator[Databases]:
    """Databases of this worker, with whatever earlier tests left in them."""
    worker = getattr(request.config, "workerinput", {"workerid": "main"})["workerid"]
    server = join_server()
    yield worker_databases(server, worker)
    server.leave(keep_running=True)


@pytest.fixture
def databases(migrated: Databases) -> Databases:
    """Empty, migrated databases on the run's server."""
    migrated.empty()
    return migrated


@pytest.fixture
async def store(databases: Databases) -> AsyncIterator[PostgresEventStore]:
    """The event store on an empty log."""
    async with await PostgresEventStore.open(databases.app) as opened:
        yield opened


@pytest.fixture
def data_folder() -> Iterator[Path]:
    """A data folder with a short path that the server's user may enter; its server is stopped."""
    with temporary_folder() as folder:
        yield folder


@pytest.fixture
def own_server(data_folder: Path) -> Iterator[Databases]:
    """A server of the test's own, with default durability, to be killed and broken."""
    with EmbeddedPostgres(data_folder) as server:
        yield prepared(server, log="fengqiao", keys="fengqiao_keys")
