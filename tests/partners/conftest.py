"""The app for the tests of what crosses to partners: one per module."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support.api import Api, api_on
from tests.support.database import Databases

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of a module that uses the app in the event loop that the app was opened in."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        if HERE in item.path.parents and "api" in names and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    migrated.empty()
    async with api_on(migrated, tmp_path_factory.mktemp("keys")) as running:
        yield running
