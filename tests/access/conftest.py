"""Who calls, over real tables: cheap password hashes, one app for each module."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support.access import Door, door_on
from tests.support.database import Databases

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of a module in the event loop that its app was opened in."""
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def door(
    migrated: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Door]:
    migrated.empty()
    async with door_on(migrated, tmp_path_factory.mktemp("keys")) as running:
        yield running
