"""When a delivery is tried again, when a receiver is left alone, and when it is given up: the figures."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

LADDER: Final = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""Wait after the first attempt, the second …, as Standard Webhooks has it: 75 h 35 min in all."""
JITTER: Final = 0.1
"""By how much of itself a wait is made longer at most, so that not all come back at once."""
LONGEST_PAUSE: Final = timedelta(hours=24)
"""As long as a receiver may ask us to wait."""
FAILURES_TO_OPEN: Final = 5
"""So many attempts in a row that fail, and the receiver is left alone for a while."""
_FIRST_OPEN: Final = timedelta(seconds=30)
_LONGEST_OPEN: Final = timedelta(minutes=5)


def wait_after(step: int, chance: float) -> timedelta | None:
    """How long to wait once attempt `step` (the first is 0) failed; None: it was the last.

    `chance` is a random number from 0 to 1.
    """
    if step >= len(LADDER):
        return None
    return LADDER[step] * (1 + JITTER * chance)


def left_alone(failures: int) -> timedelta | None:
    """How long nothing at all is sent after so many failures in a row; None: it goes on."""
    if failures < FAILURES_TO_OPEN:
        return None
    # Beyond a few doublings it is the longest anyway.
    doublings = min(failures - FAILURES_TO_OPEN, 10)
    return min(_FIRST_OPEN * float(2**doublings), _LONGEST_OPEN)


def asked_pause(retry_after: str, now: datetime) -> timedelta | None:
    """What a Retry-After header asks for, within bounds; None where it says nothing readable."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        return None
    asked: timedelta = until - now
    return min(max(asked, timedelta(0)), LONGEST_PAUSE)
