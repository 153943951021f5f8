"""Days off that came with the program: all of China by `holidays`, regions by their notices."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final, NamedTuple

import holidays
import msgspec

from services.workflow.domain.holiday_calendar import NATIONAL

FIRST_YEAR: Final = 2004
LAST_PUBLISHED_YEAR: Final = 2026
"""The last year whose arrangement is shipped; later ones are entered as they are announced."""
LAST_YEAR: Final = 2030
"""Years after the last published one hold the statutory days only."""
LIBRARY: Final = f"holidays-{version('holidays')}"
_FOLDER: Final = Path(__file__).with_name("calendars")
_SUBSTITUTED: Final = "休息日（"
"""How `holidays` names a day that is off in exchange for a make-up day, by a notice only."""


class Days(NamedTuple):
    """Days off and make-up working days of one arrangement."""

    off: frozenset[date]
    make_up: frozenset[date] = frozenset()


class Announced(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When and by what the national arrangement of a year was announced."""

    year: int
    title: str
    number: str
    published_on: date
    source: str


class LocalYear(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a region's notice adds to the national calendar of a year."""

    year: int
    off_days: tuple[date, ...]
    source: str
    make_up_days: tuple[date, ...] = ()
    note: str = ""
    published_on: date | None = None
    is_complete: bool = True
    """Whether its notice was read whole; otherwise these days count, and the year is provisional."""


class LocalRegion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A region that has days off of its own every year."""

    code: str
    name: str
    basis: str
    year: tuple[LocalYear, ...] = ()


class _LocalDays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    edition: int
    region: tuple[LocalRegion, ...]


class _Announcements(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    year: tuple[Announced, ...]


@cache
def arranged(year: int) -> Days:
    """The national days of a year by its notice."""
    whole = _whole()
    return Days(_of(year, whole), _of(year, whole.weekend_workdays))


@cache
def expected(year: int) -> Days:
    """The days of a year without a notice: festivals, and the days that make good for weekends."""
    return Days(frozenset(day for day, name in _named(year) if not name.startswith(_SUBSTITUTED)))


@cache
def festivals(year: int) -> dict[date, str]:
    """The festivals themselves (放假办法 2), whatever a notice arranges around them."""
    return {
        day: name for day, name in _named(year, observed=False) if not name.startswith(_SUBSTITUTED)
    }


@cache
def names() -> dict[date, tuple[str, str]]:
    """What days off are called, in Chinese and English."""
    english = holidays.country_holidays("CN", years=_whole().years, language="en_US")
    return {day: (name, english[day]) for day, name in _whole().items()}


@cache
def announced() -> dict[int, Announced]:
    """What is known of the notices of years."""
    read = tomllib.loads((_FOLDER / "national.toml").read_text("utf-8"))
    return {one.year: one for one in msgspec.convert(read, _Announcements).year}


def is_arranged(code: str, year: int) -> bool:
    """Whether the arrangement of that year is shipped, for all of China (`CN`) or a region's code."""
    local = local_regions().get(code)
    if local is not None:
        return any(notice.year == year for notice in local.year)
    return code == NATIONAL and FIRST_YEAR <= year <= LAST_PUBLISHED_YEAR


def local_regions() -> dict[str, LocalRegion]:
    """Regions with days of their own, by the first digits of their codes."""
    return {region.code: region for region in _local().region}


def edition() -> str:
    """The version of what is shipped, without the region's code."""
    return f"{LAST_PUBLISHED_YEAR}.{_local().edition}+{LIBRARY}"


@cache
def _whole() -> holidays.HolidayBase:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    return holidays.country_holidays("CN", years=years, language="zh_CN")


def _named(year: int, *, observed: bool = True) -> list[tuple[date, str]]:
    found = holidays.country_holidays("CN", years=year, language="zh_CN", observed=observed)
    return list(found.items())


def _of(year: int, days: Iterable[date]) -> frozenset[date]:
    return frozenset(day for day in days if day.year == year)


@cache
def _local() -> _LocalDays:
    return msgspec.convert(tomllib.loads((_FOLDER / "local.toml").read_text("utf-8")), _LocalDays)
