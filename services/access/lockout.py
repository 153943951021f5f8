"""How long an account waits after failures: not at first, then twice as long each time."""

from datetime import timedelta
from typing import Final

FREE_FAILURES: Final = 4
"""So many slips cost nothing."""
FIRST: Final = timedelta(minutes=1)
LONGEST: Final = timedelta(hours=1)
_MOST_DOUBLINGS: Final = 10


def wait_after(failed: int) -> timedelta | None:
    """How long nobody may try after that many failures in a row; none while they are few."""
    over = failed - FREE_FAILURES
    if over <= 0:
        return None
    return min(LONGEST, FIRST * (1 << min(over - 1, _MOST_DOUBLINGS)))
