"""One running service for the tests of a module, with the bodies of the first example."""

from collections.abc import Iterator

import pytest

from tests.examples.running import Running, running_on
from tests.support.database import Databases


@pytest.fixture(scope="module")
def service(migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    migrated.empty()
    with running_on(migrated, tmp_path_factory.mktemp("service")) as running:
        yield running
