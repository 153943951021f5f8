"""An area as lists write it, by a code, and as an actor has it, by the digits its regions begin with."""

from services.workflow.domain.holiday_calendar import NATIONAL
from services.workflow.domain.values.region import RegionCode

_LEAST_DIGITS = 6


def code_of_area(typed: str) -> str | None:
    """The code of an area as somebody typed it; none where nothing was. Raises InvalidValue."""
    if typed in ("", NATIONAL):
        return typed or None
    return str(RegionCode(typed))


def stem_of(code: str | None) -> str | None:
    """What an actor has; `CN` keeps the national calendar and is no area of disputes."""
    return code if code in (None, NATIONAL) else RegionCode(code).stem


def code_of(stem: str | None) -> str | None:
    """What a token says of what an actor has."""
    return stem if stem in (None, NATIONAL) else stem.ljust(_LEAST_DIGITS, "0")
