"""Holiday notices of a region, as an operator enters them: what working days are counted by."""

from .decisions import doubts, enter, missing_festivals, withdraw
from .events import Event, HolidayNoticeEntered, HolidayNoticeWithdrawn
from .keepers import may_keep, require_keeper
from .known import Known
from .state import NATIONAL, SHIPPED, HolidayCalendar, calendar_id, evolve

__all__ = [
    "NATIONAL",
    "SHIPPED",
    "Event",
    "HolidayCalendar",
    "HolidayNoticeEntered",
    "HolidayNoticeWithdrawn",
    "Known",
    "calendar_id",
    "doubts",
    "enter",
    "evolve",
    "may_keep",
    "missing_festivals",
    "require_keeper",
    "withdraw",
]
