"""The list of disputes that need a person's look, and why each does."""

from datetime import timedelta
from uuid import UUID

from services.projections.deadlines.faults import Code
from services.projections.http import due_answers as a
from services.projections.http import parameter_kinds as p
from services.projections.http.answering import Answer, Asked, Read
from services.projections.http.answers import BodyNamed
from services.projections.http.deadlines_due import Names, body_names, named, told_body
from services.projections.http.paging import PAGE_SIZE, link, paging
from services.projections.queries import exceptions
from services.projections.queries.exceptions import ExceptionRow
from services.projections.queries.reached import served_with_deadlines
from services.projections.words.codes import term
from services.workflow.recorded.views import State

UNRECORDED = "LAPSE.UNRECORDED"
"""After how many days a lapse should have been recorded."""


async def list_exceptions(asked: Asked) -> Answer:
    """Open disputes without custodian, responsible body or next clock, and other faults."""
    wanted = exceptions.Wanted(
        unrecorded_before=asked.today - timedelta(days=asked.rules[UNRECORDED].quantity or 0),
        **named(asked, "code", "region", "organisation"),
    )
    size, after = asked.values.get("limit", PAGE_SIZE), asked.values.get("cursor")
    found = await exceptions.page(asked.pool, wanted, asked.scope, size=size, after=after)
    total = None
    if asked.values.get("total"):
        total = await exceptions.count(asked.pool, wanted, asked.scope)
    bodies = (b for r in found.rows for b in (r.organisation, r.custodian, *_colliding(r)))
    names = await body_names(bodies, asked)
    cursor = found.next.encode() if found.next else None
    items = tuple(_excepted(row, names, asked) for row in found.rows)
    return a.ExceptionPage(items=items, next=cursor, total=total), link(cursor, asked)


READS = (
    Read(
        name="list_exceptions",
        path="/v1/exceptions",
        zh="异常争议",
        en="Disputes that need a person's look",
        answers=a.ExceptionPage,
        served=served_with_deadlines,
        answer=list_exceptions,
        parameters=(
            p.code("code", Code, "With this fault."),
            p.region(),
            p.identity("organisation", "Which this body has, or registered."),
            *paging(p.EXCEPTION_CURSOR, "Exceptions"),
        ),
    ),
)


def _colliding(row: ExceptionRow) -> tuple[UUID, ...]:
    return tuple(UUID(body) for body in row.detail.get("bodies", ()))


def _excepted(row: ExceptionRow, names: Names, asked: Asked) -> a.ExceptionListed:
    state = State(row.state)
    return a.ExceptionListed(
        dispute=row.dispute,
        case_number=row.case_number,
        state=state,
        state_name=term(state, asked.language),
        region=row.region,
        organisation=told_body(row.organisation, names),
        custodian=told_body(row.custodian, names),
        code=row.code,
        name=term(row.code, asked.language),
        since=row.since,
        bodies=tuple(BodyNamed(id=b, name=names.get(b, "")) for b in _colliding(row)),
        rules=tuple(row.detail.get("rules", ())),
        views=tuple(row.detail.get("views", ())),
        error=row.detail.get("error", ""),
    )
