"""A reader of the pages over the ledger of the four centres, without a browser."""

from collections.abc import Iterator

import httpx2
import pytest

from tests.support.database import Databases
from tests.support.pages import Pages, four_centres_on


@pytest.fixture(scope="module")
def four_centres(migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """The pages over the ledger of the four centres."""
    with four_centres_on(migrated, tmp_path_factory.mktemp("pages")) as pages:
        yield pages


@pytest.fixture
def reader(four_centres: Pages) -> Iterator[httpx2.Client]:
    """Reads Chinese, follows no redirects, keeps cookies."""
    with httpx2.Client(base_url=four_centres.url, headers={"Accept-Language": "zh-CN"}) as client:
        yield client
