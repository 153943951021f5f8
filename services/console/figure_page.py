"""One figure: how it is counted, every part of it, and the disputes and events behind one part."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.console import figures
from services.console.guarding import NotThere
from services.console.language import chosen, speaker
from services.console.lines import address as dispute_address
from services.console.parts import ConsoleParts
from services.console.periods import asked
from services.console.places import places
from services.console.rendering import link, page
from services.console.shown import AsOf
from services.console.wishes import whole_number
from services.kit.language import Language
from services.projections.definitions import DEFINITIONS
from services.projections.definitions.figure import Figure, Item, Part, Share
from services.projections.figures import compute
from services.projections.queries import dispute_list
from services.projections.queries.dispute_list import Listed
from services.projections.queries.filters import Filters
from services.workflow.recorded.views import Scope

PAGE_SIZE = 50


class ItemLine(msgspec.Struct, frozen=True, kw_only=True):
    """One thing counted: a matter or a centre."""

    name: str
    href: str
    also: tuple[tuple[str, str], ...] = ()
    """Further disputes of the same matter: case number and address."""
    received_on: str = ""
    standing: str
    """The part of the figure that says where it stands."""
    positions: tuple[tuple[int, str], ...]
    """Log positions, each with the address of its entry."""
    is_sample: bool = False


async def show(request: Request, connection: Any, parts: ConsoleParts) -> Response:
    """The page of the definition in the address. Raises NotThere."""
    name = request.path_params["definition"]
    if name not in DEFINITIONS:
        raise NotThere
    language = chosen(request)
    known = await places(connection, parts)
    wish = await asked(request, connection, parts, known, speaker(request))
    if wish is None:
        return page(request, "no_ledger.html")
    if wish.question is None:
        return page(
            request, "figure.html", 422, asked=wish, period=wish.form, figure=None,
            name=figures.definition_name(DEFINITIONS[name], language),
            as_of_log=AsOf(),
        )  # fmt: skip
    assert parts.caller.scope is not None
    figure = await compute(connection, name, wish.question)
    share = figures.shares(figure).get(request.query_params.get("row", figures.TOTAL))
    if share is None:
        raise NotThere
    told = await _opened(request, connection, figure, share, parts.caller.scope)
    return page(
        request,
        "figure.html",
        asked=wish,
        period=wish.form,
        name=figures.definition_name(DEFINITIONS[name], language),
        figure=figures.breakdown(figure, share, language),
        row=figures.share_name(share, language),
        back_href=_overview(figure),
        whole_href=figures.address(figure, figure.total),
        is_of_disputes=not any(item.name for item in share.denominator.items),
        as_of_log=AsOf(
            position=figure.position,
            known_at=figure.known_at,
            rule_packs=figure.rule_packs,
            is_sample=figure.is_sample,
        ),
        **told,
    )


async def _opened(
    request: Request, connection: Any, figure: Figure, share: Share, scope: Scope
) -> dict[str, Any]:
    """The part that was asked for, page by page."""
    found = figures.parts_of(share)
    code = request.query_params.get("part", "")
    if code not in found:
        return {"part": None, "chosen": "", "lines": (), "previous_href": "", "next_href": ""}
    language, part = chosen(request), found[code]
    first = whole_number(request.query_params.get("first", "")) or 0
    items = part.items[first : first + PAGE_SIZE]
    rows = await _listed(connection, items, scope)
    standings = _standings(share, language)
    here = figures.address(figure, share, code)
    return {
        "part": figures.part_shown(part, figure, share, language),
        "chosen": code,
        "lines": [_line(item, rows, standings, figure) for item in items],
        "previous_href": _turned(here, first - PAGE_SIZE) if first else "",
        "next_href": _turned(here, first + PAGE_SIZE) if part.items[first + PAGE_SIZE :] else "",
    }


async def _listed(connection: Any, items: Sequence[Item], scope: Scope) -> dict[UUID, Listed]:
    ids = tuple({dispute for item in items if not item.name for dispute in item.disputes})
    if not ids:
        return {}
    found = await dispute_list.page(connection, Filters(ids=ids), scope, size=len(ids))
    return {row.entry.dispute.id: row for row in found.rows if row.entry.dispute.id}


def _standings(share: Share, language: Language) -> dict[UUID, str]:
    """What became of each thing counted, by its id."""
    told: dict[UUID, str] = {}
    parts: tuple[Part, ...] = (*share.beside, *share.excluded, *share.made_of)
    for part in parts:
        words = figures.part_name(part, language)
        told.update({item.id: words for item in part.items})
    return told


def _line(
    item: Item, rows: Mapping[UUID, Listed], standings: Mapping[UUID, str], figure: Figure
) -> ItemLine:
    if item.name:
        return _centre_line(item, standings, figure)
    numbers = {key: rows[key].entry.dispute.case_number for key in item.disputes if key in rows}
    leader = rows[item.id].entry.dispute if item.id in rows else None
    is_alone = len(item.disputes) == 1
    return ItemLine(
        name=numbers.get(item.id, str(item.id)),
        href=dispute_address(item.id),
        also=tuple((n, dispute_address(key)) for key, n in numbers.items() if key != item.id),
        received_on=str(leader.received_on) if leader else "",
        standing=standings.get(item.id, ""),
        positions=tuple(
            (event, f"{dispute_address(item.id)}#log-{event}" if is_alone else "")
            for event in item.events
        ),
        is_sample=leader is not None and leader.source is not None and leader.source.sample,
    )


def _centre_line(item: Item, standings: Mapping[UUID, str], figure: Figure) -> ItemLine:
    row = next((row for row in figure.rows if row.organisation == item.id), None)
    asked = {
        "region": figure.region,
        "from": figure.from_on.isoformat(),
        "to": figure.to_on.isoformat(),
        "row": row.code if row else "",
        "part": "denominator",
    }
    return ItemLine(
        name=item.name,
        href=link("/figures/area_resolution@1", **asked),
        standing=standings.get(item.id, ""),
        positions=(),
    )


def _overview(figure: Figure) -> str:
    days = {"from": figure.from_on.isoformat(), "to": figure.to_on.isoformat()}
    return link("/", region=figure.region, **days)


def _turned(here: str, first: int) -> str:
    path, _, anchor = here.partition("#")
    return f"{path}&first={first}#{anchor}" if first > 0 else here
