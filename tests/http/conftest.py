"""The app for the tests of the edge."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.api import Api, api_on
from tests.support.database import Databases


@pytest.fixture
async def api(databases: Databases, tmp_path: Path) -> AsyncIterator[Api]:
    async with api_on(databases, tmp_path) as running:
        yield running
