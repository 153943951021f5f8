"""Events of a region's calendar. Names and fields are stored for ever."""

from datetime import date

from services.workflow.domain.fact import Fact


class HolidayNoticeEntered(Fact, frozen=True, kw_only=True):
    """A notice of days off was entered, on `occurred_on`. Who entered it is in the metadata.

    It says of one year which days are off and which Saturdays and Sundays are worked for them
    (调休), some in the December before.
    """

    region: str
    """`CN`, or the first digits of the region whose notice it is, such as 65."""
    notice: int
    """Number within the stream, from 1; never given again."""
    year: int
    off_days: tuple[date, ...]
    """In order; Saturdays and Sundays may be left out, for they are days off anyway."""
    make_up_days: tuple[date, ...] = ()
    """In order; every one a Saturday or Sunday."""
    title: str
    number: str
    """The notice's own, such as 国办发明电〔2025〕7号."""
    issuer: str
    published_on: date
    read_at: str
    """Where the text was read: an address, or a file."""
    note: str = ""
    replaces: int | None = None
    """Number of the notice whose place it takes; 0 for the arrangement that was shipped."""


class HolidayNoticeWithdrawn(Fact, frozen=True, kw_only=True):
    """A notice turned out to be entered by mistake. What it had replaced stands again."""

    notice: int
    reason: str


Event = HolidayNoticeEntered | HolidayNoticeWithdrawn
