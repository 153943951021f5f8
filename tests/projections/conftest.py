"""A scene on an empty log, and the projector's connection beside it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.kit.database import connect
from services.workflow.storage.event_store import PostgresEventStore
from tests.support.database import Databases
from tests.support.scenes import Scene


@pytest.fixture
def scene(store: PostgresEventStore) -> Scene:
    """Writes events to an empty log."""
    return Scene(store)


@pytest.fixture
async def projector(databases: Databases) -> AsyncIterator[Any]:
    """A connection with the projector's rights."""
    connection = await connect(databases.projector, name="test projector")
    yield connection
    await connection.close()
