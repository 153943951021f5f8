"""The app for the tests of the edge: one per module, so that a test makes what it needs itself."""

import io
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_asyncio
import structlog

from services.kit.logging import configure
from tests.support.api import Api, api_on
from tests.support.database import Databases

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of a module in the event loop that its app was opened in."""
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    migrated.empty()
    async with api_on(migrated, tmp_path_factory.mktemp("keys")) as running:
        yield running


@pytest.fixture
def key() -> str:
    """An idempotency key that no other test uses."""
    return f"test-{uuid4()}"


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What is logged during the test."""
    kept = logging.root.handlers[:], logging.root.level
    stream = io.StringIO()
    configure("info", stream)
    try:
        yield stream
    finally:
        structlog.reset_defaults()
        logging.root.handlers[:], logging.root.level = kept[0], kept[1]
