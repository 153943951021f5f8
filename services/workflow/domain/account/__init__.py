"""What a person keeps with the service: the address of a calendar of its own."""

from .events import CalendarFeedClosed, CalendarFeedOpened, Event
from .state import Account, CalendarFeed, close_feed, close_feed_of, evolve, open_feed, why_unread

__all__ = [
    "Account",
    "CalendarFeed",
    "CalendarFeedClosed",
    "CalendarFeedOpened",
    "Event",
    "close_feed",
    "close_feed_of",
    "evolve",
    "open_feed",
    "why_unread",
]
