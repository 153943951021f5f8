"""The legal day of an instant: days begin and end in China."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""Asia/Shanghai, which has had no summer time since 1991."""


def legal_day_of(instant: datetime) -> date:
    """The legal day on which an aware instant falls."""
    return instant.astimezone(CHINA).date()
