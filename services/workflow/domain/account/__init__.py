"""What a person keeps with the service: the address of a calendar of its own."""

from .events import CalendarFeedClosed, CalendarFeedOpened, Event
from .state import Account, CalendarFeed, close_feed, evolve, open_feed

__all__ = [
    "Account",
    "CalendarFeed",
    "CalendarFeedClosed",
    "CalendarFeedOpened",
    "Event",
    "close_feed",
    "evolve",
    "open_feed",
]
