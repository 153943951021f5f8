"""Working-day calendars by region, from the `holidays` package and the notices of regions."""

import tomllib
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import holidays
import msgspec

from services.workflow.domain.calendar import WorkingCalendar

FIRST_YEAR: Final = 2004
LAST_PUBLISHED_YEAR: Final = 2026
"""The last year whose arrangement the State Council has announced."""
LAST_YEAR: Final = 2030
"""Years after the last published one hold the statutory days only."""

_LOCAL: Final = Path(__file__).with_name("calendars") / "local.toml"


class _Year(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    year: int
    off_days: tuple[date, ...]
    source: str
    make_up_days: tuple[date, ...] = ()
    note: str = ""


class _Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    name: str
    basis: str
    year: tuple[_Year, ...] = ()


class _LocalDays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    edition: int
    region: tuple[_Region, ...]


def calendar_for(region: str) -> WorkingCalendar:
    """Return the calendar of the region with this code: its own, or the national one."""
    own = [local.code for local in _local_days().region if region.startswith(local.code)]
    return _calendar(max(own, key=len, default=""))


@cache
def _calendar(code: str) -> WorkingCalendar:
    off_days, make_up_days = _national_days()
    local = _local_days()
    tail = f"{LAST_PUBLISHED_YEAR}.{local.edition}+holidays-{version('holidays')}"
    published = frozenset(range(FIRST_YEAR, LAST_PUBLISHED_YEAR + 1))
    if not code:
        return WorkingCalendar(
            version=f"CN-{tail}",
            region="CN",
            off_days=off_days,
            make_up_days=make_up_days,
            published_years=published,
            names=_national_names(),
        )
    own = next(region for region in local.region if region.code == code)
    years = own.year
    own_off = {day for year in years for day in year.off_days}
    own_work = {day for year in years for day in year.make_up_days}
    return WorkingCalendar(
        version=f"CN-{code}-{tail}",
        region=f"CN-{code}",
        off_days=off_days - own_work | own_off,
        make_up_days=make_up_days - own_off | own_work,
        published_years=published & {year.year for year in years},
        names={
            **dict.fromkeys(own_off, (f"{own.name}放假", "a day off of the region")),
            **_national_names(),
        },
    )


@cache
def _national_days() -> tuple[frozenset[date], frozenset[date]]:
    """Days off and make-up working days, those of a year's edge included.

    The notice of a year may name make-up days in the December before it.
    """
    known = holidays.country_holidays("CN", years=range(FIRST_YEAR, LAST_YEAR + 1))
    return frozenset(known), frozenset(known.weekend_workdays)


@cache
def _national_names() -> dict[date, tuple[str, str]]:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    zh = holidays.country_holidays("CN", years=years, language="zh_CN")
    en = holidays.country_holidays("CN", years=years, language="en_US")
    return {day: (name, en[day]) for day, name in zh.items()}


@cache
def _local_days() -> _LocalDays:
    return msgspec.convert(tomllib.loads(_LOCAL.read_text("utf-8")), _LocalDays)
