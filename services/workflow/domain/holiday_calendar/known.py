"""What a decision about a calendar is given."""

from collections.abc import Mapping
from datetime import date

import msgspec

from services.workflow.domain.legal import RulePack


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What a decision is given: the day, the rules, and what is known of the year without entries."""

    today: date
    rules: RulePack
    first_year: int
    """The first year of which calendars are kept."""
    is_shipped: bool = False
    """Whether the region's arrangement of that year came with the program."""
    is_national_known: bool = True
    """For a region's own notice: whether the arrangement of all China is known for that year."""
    festivals: Mapping[date, str] = {}
    """The statutory festivals of that year (放假办法 2), which no arrangement can work."""
    national_off: frozenset[date] = frozenset()
    """For a region's own notice: days off in all of China, which it may repeat."""
    is_operator: bool = False
    """Whether the operator enters it, who is bound by no limit of plausibility."""
