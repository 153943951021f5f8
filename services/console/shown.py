"""What pages show, ready to be written: texts, counts and links, no business decisions."""

from datetime import date, datetime

import msgspec


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a chooser."""

    value: str
    name: str
    is_chosen: bool = False
    href: str = ""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A number of disputes, and the list that it opens into."""

    code: str
    name: str
    count: int
    href: str
    workers: int = 0


class Ratio(msgspec.Struct, frozen=True, kw_only=True):
    """A numerator over a denominator; `percent` is empty where nothing is counted."""

    name: str
    numerator: Part
    denominator: Part
    percent: str
    threshold: str
    """The line that the share is held against; empty where it is held against none."""
    is_reached: bool | None
    href: str
    """The page of this share."""


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan asks for by a year's end, in words, and whether it is reached."""

    words: str
    source: str
    is_reached: bool | None
    """None where nothing is counted yet."""


class Breakdown(msgspec.Struct, frozen=True, kw_only=True):
    """A figure for one territory, with everything that it is made of."""

    definition: str
    name: str
    words: tuple[str, ...]
    """What is counted, over what, what is left out, when, where."""
    line: str
    """The line that a plan asks for; empty without one."""
    ratio: Ratio
    made_of: tuple[Part, ...]
    excluded: tuple[Part, ...]
    beside: tuple[Part, ...]
    href: str


class AsOf(msgspec.Struct, frozen=True, kw_only=True):
    """What the log knew when the page was made."""

    position: int | None = None
    """None where nothing was read."""
    known_at: datetime | None = None
    rule_packs: tuple[str, ...] = ()
    is_sample: bool = False


class DisputeLine(msgspec.Struct, frozen=True, kw_only=True):
    """One dispute in a table."""

    href: str
    case_number: str
    received_on: date
    parties: str
    claim: str
    custodian: str
    state: str
    tone: str
    is_sample: bool


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """The days and the region that a page is about, as its form shows them."""

    begin: str
    end: str
    region: str
    years: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]
    """What else the address has, so that another period keeps it."""
    faults: dict[str, str]
    """What is wrong with what was typed, by field."""
