"""Disputes that need a person's look: nobody looks after them, bodies collide, a fault of a read model."""

from datetime import date, timedelta
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.console.language import chosen
from services.console.lines import address
from services.console.parts import ConsoleParts
from services.console.rendering import link, page
from services.console.shown import AsOf
from services.projections.queries import directories, exceptions, reached
from services.projections.queries.cursor import ExceptionCursor, InvalidCursor
from services.projections.queries.exceptions import Wanted
from services.projections.words.codes import term
from services.workflow.recorded.views import State

PATH, PAGE_SIZE = "/exceptions", 50


class ExceptionLine(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong with one dispute."""

    href: str
    case_number: str
    what: str
    since: date
    state: str
    body: str


async def show(request: Request, connection: Any, parts: ConsoleParts) -> Response:
    """One page of the list, the longest standing first."""
    language, scope, clocks = chosen(request), parts.caller.scope, parts.clocks
    assert scope is not None
    position = await reached.reach(connection)
    before = clocks.today() - timedelta(days=clocks.unrecorded_days)
    wanted = Wanted(unrecorded_before=before)
    after = _after(request.query_params.get("cursor", ""))
    found = await exceptions.page(connection, wanted, scope, size=PAGE_SIZE, after=after)
    bodies = {row.custodian for row in found.rows if row.custodian}
    names = await directories.organisation_names(connection, bodies)
    rows = [
        ExceptionLine(
            href=address(row.dispute),
            case_number=row.case_number,
            what=term(row.code, language),
            since=row.since,
            state=term(State(row.state), language),
            body=names.get(row.custodian, "") if row.custodian else "",
        )
        for row in found.rows
    ]
    return page(
        request,
        "exceptions.html",
        rows=rows,
        total=await exceptions.count(connection, wanted, scope),
        next_href=link(PATH, cursor=found.next.encode()) if found.next else "",
        as_of_log=AsOf(position=position),
    )


def _after(cursor: str) -> ExceptionCursor | None:
    """Where the page begins; at the top where the address was tampered with."""
    try:
        return ExceptionCursor.decode(cursor) if cursor else None
    except InvalidCursor:
        return None
