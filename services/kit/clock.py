"""The only place where the wall clock is read."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

LEGAL_ZONE = ZoneInfo("Asia/Shanghai")
"""The zone in which legal days begin and end."""


class Clock(Protocol):
    """Tells the time; a fixed one stands in for it in tests."""

    def now(self) -> datetime:
        """Now, aware, in UTC."""
        ...

    def today(self) -> date:
        """The legal day it is now, in Asia/Shanghai."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Now, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The legal day it is now, in Asia/Shanghai."""
        return legal_day(self.now())


def legal_day(instant: datetime) -> date:
    """The legal day an instant falls on; refuses an instant without a zone."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no zone")
    return instant.astimezone(LEGAL_ZONE).date()
