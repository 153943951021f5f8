"""What a new edition of a calendar touches: the days and years that it has otherwise than the last."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from services.projections.deadlines.computing import Rulebook
from services.workflow.recorded.views import WorkingCalendar

NATIONAL = "CN"


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar as the rows were computed under it."""

    version: str
    off_days: frozenset[date] = frozenset()
    make_up_days: frozenset[date] = frozenset()
    published_years: frozenset[int] = frozenset()


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """What of one calendar changed, and the regions that go by it."""

    calendar: str
    regions: tuple[str, ...]
    days: tuple[date, ...]
    """Days that are working days in one edition and not in the other."""
    years: tuple[int, ...]
    """Years whose arrangement is known in one edition and not in the other."""


Editions = Mapping[str, Edition]
"""By the calendar's region, `CN` or such as `CN-65`."""


def in_use(
    rulebook: Rulebook, regions: Iterable[str]
) -> dict[str, tuple[WorkingCalendar, set[str]]]:
    """The calendars that these regions go by, each with its regions."""
    found: dict[str, tuple[WorkingCalendar, set[str]]] = {}
    for region in regions:
        calendar = rulebook.calendar(region)
        found.setdefault(calendar.region, (calendar, set()))[1].add(region)
    return found


def edition(calendar: WorkingCalendar) -> Edition:
    """What is remembered of a calendar."""
    return Edition(
        version=calendar.version,
        off_days=calendar.off_days,
        make_up_days=calendar.make_up_days,
        published_years=calendar.published_years,
    )


def touched(known: Editions, calendar: WorkingCalendar, regions: Iterable[str]) -> Touched | None:
    """What changed for regions that go by this calendar now; nothing where it is the known one.

    A region that had no calendar of its own went by the nearest above it.
    """
    before = _nearest(known, calendar.region)
    if before is None or before.version == calendar.version:
        return None
    is_work = before.make_up_days ^ calendar.make_up_days
    return Touched(
        calendar=calendar.region,
        regions=tuple(sorted(regions)),
        days=tuple(sorted((before.off_days ^ calendar.off_days) | is_work)),
        years=tuple(sorted(before.published_years ^ calendar.published_years)),
    )


def _nearest(known: Editions, region: str) -> Edition | None:
    if region in known:
        return known[region]
    above = [code for code in known if region.startswith(code)]
    return known[max(above, key=len)] if above else None
