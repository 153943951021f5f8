"""Working days by region and year: which years are published, what each rests on, and every special day."""

from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.console.language import Say, chosen, speaker
from services.console.parts import ConsoleParts
from services.console.places import Places, places
from services.console.rendering import link, page
from services.console.shown import AsOf, Choice
from services.console.wishes import whole_number
from services.kit.language import Language
from services.projections.queries import reached
from services.workflow.application.calendars import CalendarYearTold, SourceTold, YearTold
from services.workflow.domain.holiday_calendar import NATIONAL
from services.workflow.rules.arrangements import Basis

PATH: Final = "/calendars"
_DISTRICT_DIGITS: Final = 6


class DayShown(msgspec.Struct, frozen=True, kw_only=True):
    """A day that is not what its weekday says."""

    on: str
    is_off: bool
    name: str
    source: str


class YearShown(msgspec.Struct, frozen=True, kw_only=True):
    """One year: whether it is published, and what it rests on."""

    year: int
    href: str
    is_chosen: bool
    is_published: bool
    is_partly_known: bool
    sources: tuple[str, ...]


async def show(request: Request, connection: Any, parts: ConsoleParts) -> Response:
    """The years of a region, and the days of the one that is chosen."""
    language, _ = chosen(request), speaker(request)
    position = await reached.reach(connection)
    known = await places(connection, parts)
    regions = _regions(known, _)
    typed = request.query_params.get("region", "")
    region = typed if typed in regions else next(iter(regions))
    told = await parts.clocks.calendars.calendar(region)
    years = {one.year for one in told.years}
    asked = whole_number(request.query_params.get("year", ""))
    year = asked if asked in years else parts.clocks.today().year
    of_year = await parts.clocks.calendars.year(region, year)
    shown = [_year(one, region, year, language, _) for one in reversed(told.years)]
    return page(
        request,
        "calendars.html",
        region=region,
        regions=[
            Choice(value=code, name=name, is_chosen=code == region)
            for code, name in regions.items()
        ],
        version=told.version,
        years=shown,
        chosen=next(one for one in shown if one.is_chosen),
        days=_days(of_year, language),
        as_of_log=AsOf(position=position),
    )


def _regions(known: Places, _: Say) -> dict[str, str]:
    """All of China first, then the districts of the bodies on file."""
    districts = {c: n for c, n in known.regions.items() if len(c) == _DISTRICT_DIGITS}
    return {NATIONAL: _("全国"), **districts}


def _year(told: YearTold, region: str, chosen_year: int, language: Language, _: Say) -> YearShown:
    return YearShown(
        year=told.year,
        href=link(PATH, region=region, year=told.year),
        is_chosen=told.year == chosen_year,
        is_published=told.is_published,
        is_partly_known=told.is_partly_known,
        sources=tuple(_source(source, language, _) for source in told.sources),
    )


def _source(source: SourceTold, language: Language, _: Say) -> str:
    if source.basis is Basis.COMPUTED:
        return _("只按法定节日推算，没有放假通知")
    words = " ".join(part for part in (source.title, source.number) if part)
    if source.region != NATIONAL:
        words = f"{source.region}：{words}" if language == "zh" else f"{source.region}: {words}"
    return f"{words}（{source.published_on}）" if source.published_on else words


def _days(told: CalendarYearTold, language: Language) -> list[DayShown]:
    return [
        DayShown(
            on=day.day.isoformat(),
            is_off=day.is_off,
            name=day.name_zh if language == "zh" else day.name_en,
            source=day.source,
        )
        for day in told.days
    ]
