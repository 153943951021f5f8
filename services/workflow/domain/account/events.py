"""Events of an account. Names and fields are stored for ever."""

from uuid import UUID

from services.workflow.domain.fact import Fact


class CalendarFeedOpened(Fact, frozen=True, kw_only=True):
    """A person was given a secret address of a calendar; an earlier address ends with it.

    Calendar programs bring no token: as whom the address reads stands here.
    """

    digest: str
    """SHA-256 of the secret, in hexadecimal; the secret itself is kept nowhere."""
    account: str
    role: str
    organisation: UUID
    region: str | None = None
    mediator: UUID | None = None


class CalendarFeedClosed(Fact, frozen=True, kw_only=True):
    """The address was closed and leads nowhere from then on. Who closed it is in the metadata."""


Event = CalendarFeedOpened | CalendarFeedClosed
