"""The first page: the area's figure, the centres against the line, the goals, the newest disputes."""

from typing import Any

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from services.console import figures, goals
from services.console.language import chosen, speaker
from services.console.lines import dispute_lines
from services.console.parts import ConsoleParts
from services.console.periods import Asked, asked
from services.console.places import places
from services.console.rendering import page
from services.console.shown import AsOf, Ratio
from services.kit.language import Language
from services.projections.definitions.figure import Figure
from services.projections.definitions.known import Question
from services.projections.figures import compute
from services.projections.queries import dispute_list
from services.projections.queries.filters import Filters

NEWEST = 10


async def show(request: Request, connection: Any, parts: ConsoleParts) -> Response:
    """The overview, or how to begin where nothing is on file."""
    known = await places(connection, parts)
    wish = await asked(request, connection, parts, known, speaker(request))
    if wish is None:
        return page(request, "no_ledger.html")
    newest = await _newest(connection, parts, wish)
    lines = await dispute_lines(connection, newest, parts, chosen(request))
    told: dict[str, Any] = {
        "asked": wish,
        "period": wish.form,
        "newest": lines,
        "as_of_log": AsOf(is_sample=any(line.is_sample for line in lines)),
        "figure": None,
    }
    if wish.question is None:
        return page(request, "overview.html", 422, **told)
    return page(
        request,
        "overview.html",
        **told | await _figures(connection, wish.question, chosen(request), told["as_of_log"]),
    )


async def _newest(
    connection: Any, parts: ConsoleParts, wish: Asked
) -> tuple[dispute_list.Listed, ...]:
    assert parts.caller.scope is not None
    filters = Filters(region=wish.region)
    return (await dispute_list.page(connection, filters, parts.caller.scope, size=NEWEST)).rows


async def _figures(
    connection: Any, question: Question, language: Language, as_of: AsOf
) -> dict[str, Any]:
    area = await compute(connection, "area_resolution@1", question)
    reaching = await compute(connection, "centres_reaching@1", replace(question, by=None))
    success = await compute(connection, "mediation_success@1", replace(question, by=None))
    rows = _ranked(area)
    return {
        "figure": figures.breakdown(area, area.total, language),
        "reaching": figures.breakdown(reaching, reaching.total, language),
        "success": figures.breakdown(success, success.total, language),
        "goals": goals.goals(reaching, language),
        "centres": rows_of(area, language),
        "idle": [row.name for row in rows if row.organisation and row.fraction is None],
        "as_of_log": AsOf(
            position=area.position,
            known_at=area.known_at,
            rule_packs=area.rule_packs,
            is_sample=area.is_sample or as_of.is_sample,
        ),
    }


def rows_of(area: Figure, language: Language) -> tuple[Ratio, ...]:
    """The territories that have a share, the highest first; what is in no centre's area last."""
    counted = [row for row in _ranked(area) if row.fraction is not None]
    return tuple(
        # The line is for centres; what lies in no centre's area is not held against it.
        replace(shown, threshold=shown.threshold if row.organisation else "")
        for row, shown in ((row, figures.ratio(area, row, language)) for row in counted)
    )


def _ranked(area: Figure) -> list[Any]:
    return sorted(
        area.rows, key=lambda row: (row.organisation is None, -(row.fraction or 0), row.code)
    )
