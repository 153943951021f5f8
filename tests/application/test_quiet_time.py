"""Until when a lapse waits: a day without an entry, and some days in all however often one is made."""

from datetime import UTC, datetime, timedelta

import pytest

from services.workflow.application.quiet_time import quiet_until

PASSED = datetime(2026, 11, 19, 16, tzinfo=UTC)
"""Midnight in Shanghai after the last day."""
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
QUIET, MOST = DAY, 3 * DAY


@pytest.mark.parametrize(
    ("recorded", "until"),
    [
        ((), PASSED),
        ((PASSED - 20 * DAY,), PASSED - 19 * DAY),
        ((PASSED - HOUR,), PASSED + 23 * HOUR),
        ((PASSED - 20 * DAY, PASSED + 2 * DAY), PASSED + 3 * DAY),
        # Entered at one sitting, long after the last day: the wait begins with the sitting.
        (
            (PASSED - 20 * DAY, PASSED + 30 * DAY, PASSED + 30 * DAY + HOUR),
            PASSED + 31 * DAY + HOUR,
        ),
        # Touched day after day it does not wait for ever: not from before the last day on …
        (tuple(PASSED + n * 20 * HOUR for n in range(-5, 9)), PASSED + MOST),
        # … not though each entry came a little after the quiet day …
        (tuple(PASSED + n * 25 * HOUR for n in range(-5, 9)), PASSED + MOST),
        # … and not in a sitting that does not end.
        (tuple(PASSED + 30 * DAY + n * 20 * HOUR for n in range(9)), PASSED + 33 * DAY),
    ],
)
def test_it_waits_for_a_quiet_day_and_not_for_ever(
    recorded: tuple[datetime, ...], until: datetime
) -> None:
    assert quiet_until(recorded, PASSED, QUIET, MOST) == until
