"""The form that chooses days and region, shared by the overview and the pages of figures."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from starlette.requests import Request

from services.console.language import Say
from services.console.parts import ConsoleParts
from services.console.places import Places
from services.console.rendering import link
from services.console.shown import Choice, Period
from services.console.wishes import PeriodWish, period_wish
from services.projections.definitions.known import Question
from services.projections.queries import dispute_list
from services.projections.queries.filters import Filters

_DISTRICT_DIGITS = 6


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a page is about: the form as it is shown, and the question if it could be read."""

    form: Period
    region: str
    region_name: str
    question: Question | None


async def asked(
    request: Request, connection: Any, parts: ConsoleParts, known: Places, _: Say
) -> Asked | None:
    """What the address asks for; by default the year and district of the newest dispute.

    None where nothing is on file.
    """
    assert parts.caller.scope is not None
    newest = await dispute_list.newest(connection, parts.caller.scope, size=1)
    if not newest:
        return None
    last = newest[0].entry.dispute
    assert last.received_on is not None
    own = parts.caller.region or ""
    # Of a township alone the figures are its own; of anything wider, first those of a district.
    district = own if len(own) > _DISTRICT_DIGITS else last.region[:_DISTRICT_DIGITS]
    known = known.having(district, parts.region_name(district) or district)
    regions = {district: known.regions[district], **known.regions}
    year = last.received_on.year
    typed = request.query_params
    wish = period_wish(typed, date(year, 1, 1), date(year, 12, 31), regions, _)
    years = await dispute_list.years(connection, Filters(region=wish.region), parts.caller.scope)
    return Asked(
        form=_form(request.url.path, typed, wish, years, known, _),
        region=wish.region,
        region_name=known.name(wish.region),
        question=_question(wish),
    )


def _question(wish: PeriodWish) -> Question | None:
    if wish.faults or wish.begin is None or wish.end is None:
        return None
    return Question(region=wish.region, from_on=wish.begin, to_on=wish.end, by="area")


def _form(
    path: str,
    typed: Mapping[str, str],
    wish: PeriodWish,
    years: Sequence[int],
    known: Places,
    _: Say,
) -> Period:
    kept = {name: typed[name] for name in ("row", "part") if name in typed}
    return Period(
        begin=wish.begin_typed,
        end=wish.end_typed,
        region=wish.region,
        years=tuple(_year(path, year, wish, kept, _) for year in years),
        regions=known.choices(wish.region),
        kept=tuple(kept.items()),
        faults=wish.faults,
    )


def _year(path: str, year: int, wish: PeriodWish, kept: Mapping[str, str], _: Say) -> Choice:
    begin, end = date(year, 1, 1), date(year, 12, 31)
    days = {"region": wish.region, "from": begin.isoformat(), "to": end.isoformat()}
    return Choice(
        value=str(year),
        name=_("%(year)s年") % {"year": year},
        is_chosen=(wish.begin, wish.end) == (begin, end),
        href=link(path, **days, **kept),
    )
