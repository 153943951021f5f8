"""The list of disputes: filters, cursor pages, what there is when there is nothing."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from services.console.language import chosen, speaker
from services.console.lines import dispute_lines
from services.console.parts import ConsoleParts
from services.console.places import Places, places
from services.console.rendering import link, page
from services.console.shown import AsOf, Choice
from services.console.wishes import ListWish, list_wish
from services.projections.queries import dispute_list, reached
from services.projections.queries.cursor import Cursor, InvalidCursor
from services.projections.queries.filters import Filters
from services.projections.words.codes import term
from services.workflow.recorded.views import State

PAGE_SIZE = 25


async def show(request: Request, connection: Any, parts: ConsoleParts) -> Response:
    """One page of the list."""
    language, _ = chosen(request), speaker(request)
    assert parts.caller.scope is not None
    position = await reached.reach(connection)
    known = await places(connection, parts)
    wish = list_wish(request.query_params, _)
    filters = _filters(wish, known)
    found = await dispute_list.page(
        connection, filters, parts.caller.scope, size=PAGE_SIZE, after=_after(wish)
    )
    lines = await dispute_lines(connection, found.rows, parts, language)
    return page(
        request,
        "disputes.html",
        422 if wish.faults else 200,
        wish=wish,
        states=[
            Choice(value=state, name=term(state, language), is_chosen=state == wish.state)
            for state in State
            if state is not State.UNREGISTERED
        ],
        centres=[
            Choice(value=centre.code, name=centre.name, is_chosen=centre.code == wish.centre)
            for centre in known.centres
        ],
        rows=lines,
        total=await dispute_list.count(connection, filters, parts.caller.scope),
        first_href=_address(wish),
        next_href=_address(wish, cursor=found.next.encode()) if found.next else "",
        as_of_log=AsOf(position=position, is_sample=any(line.is_sample for line in lines)),
    )


def _filters(wish: ListWish, known: Places) -> Filters:
    centre = next((c.id for c in known.centres if c.code == wish.centre), None)
    is_state = wish.state in set(State)
    return Filters(
        text=wish.number or None,
        state=State(wish.state) if is_state else None,
        organisation=centre,
        received_from=wish.begin,
        received_to=wish.end,
    )


def _after(wish: ListWish) -> Cursor | None:
    """Where the page begins; at the top where the address was tampered with."""
    try:
        return Cursor.decode(wish.cursor) if wish.cursor else None
    except InvalidCursor:
        return None


def _address(wish: ListWish, cursor: str = "") -> str:
    asked = {
        "number": wish.number,
        "state": wish.state,
        "centre": wish.centre,
        "from": wish.begin_typed,
        "to": wish.end_typed,
        "cursor": cursor,
    }
    return link("/disputes", **asked)
