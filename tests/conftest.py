"""What holds for every test: Hypothesis profiles, and browser tests only where a browser is."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.support.chromium import MISSING, chromium

# Deadlines measure the machine, not the code: two shared cores make any of them flaky.
settings.register_profile(
    "short", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "long", deadline=None, max_examples=2_000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("FENGQIAO_FAULTS", "short"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip browser tests by name where no browser is; in CI, where one must be, they fail."""
    if chromium() or os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=MISSING))
