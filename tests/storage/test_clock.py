"""The clock: instants in UTC, legal days in Asia/Shanghai."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.kit.clock import SystemClock, legal_day


def test_the_legal_day_begins_at_four_in_the_afternoon_utc() -> None:
    assert legal_day(datetime(2026, 2, 28, 15, 59, 59, tzinfo=UTC)) == date(2026, 2, 28)
    assert legal_day(datetime(2026, 2, 28, 16, 0, tzinfo=UTC)) == date(2026, 3, 1)


def test_an_instant_without_a_zone_has_no_legal_day() -> None:
    with pytest.raises(ValueError, match="no zone"):
        legal_day(datetime(2026, 2, 28, 16, 0))  # noqa: DTZ001


def test_the_system_clock_tells_aware_utc_and_its_legal_day() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() == timedelta(0)
    before = legal_day(clock.now())
    assert before <= clock.today() <= legal_day(clock.now())
