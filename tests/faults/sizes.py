"""How long a fault procedure runs: short in `make test`, long in `make faults`."""

import os

IS_LONG = os.environ.get("FENGQIAO_FAULTS") == "long"


def size(*, short: int, long: int) -> int:
    """Choose the count for this run."""
    return long if IS_LONG else short
