"""Lists of open deadlines, and their lights counted."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from services.kit.problem_details import INVALID_QUERY, FieldError, Problem
from services.projections.http import due_answers as a
from services.projections.http import parameter_kinds as p
from services.projections.http.answering import Answer, Asked, Read
from services.projections.http.answers import BodyNamed
from services.projections.http.known_rules import require_known_rule
from services.projections.http.paging import PAGE_SIZE, link, paging
from services.projections.queries import deadlines_due, directories
from services.projections.queries.deadlines_due import By, DueRow, OpenStatus, Wanted
from services.projections.queries.open_deadlines import Days, Light
from services.projections.queries.reached import served_with_deadlines
from services.projections.words.codes import term
from services.workflow.recorded.views import State

Names = dict[UUID, str]


async def list_deadlines_due(asked: Asked) -> Answer:
    """Open deadlines of the disputes that this caller may read, the overdue first."""
    wanted, days = _wanted(asked), _days(asked)
    size, after = asked.values.get("limit", PAGE_SIZE), asked.values.get("cursor")
    found = await deadlines_due.page(asked.pool, wanted, asked.scope, days, size=size, after=after)
    total = None
    if asked.values.get("total"):
        total = await deadlines_due.count(asked.pool, wanted, asked.scope, days)
    names = await body_names((b for row in found.rows for b in (row.organisation, row.body)), asked)
    cursor = found.next.encode() if found.next else None
    items = tuple(_listed(row, names, days, asked) for row in found.rows)
    return a.DeadlineDuePage(on=days.today, items=items, next=cursor, total=total), link(
        cursor, asked
    )


async def summarise_deadlines_due(asked: Asked) -> Answer:
    """How many open deadlines show which light, by organisation, body or region."""
    by, days = asked.values.get("by", By.ORGANISATION), _days(asked)
    found = await deadlines_due.lights(asked.pool, _wanted(asked), asked.scope, days, by)
    is_body = by is not By.REGION
    names = await body_names((UUID(row.group) for row in found if row.group and is_body), asked)
    items = tuple(
        a.LightsCounted(
            body=told_body(UUID(row.group), names) if row.group and is_body else None,
            region=None if is_body else row.group,
            red=row.red,
            amber=row.amber,
            green=row.green,
        )
        for row in found
    )
    return a.DeadlineSummary(on=days.today, by=by, items=items), {}


FILTERS = (
    p.identity("organisation", "Whose people have the dispute in hand."),
    p.identity("body", "Who must act, or see to it that others do."),
    p.identity("mediator", "Of disputes that this mediator has."),
    p.region(),
    p.rule(),
    p.code("status", OpenStatus, "Where it stands today."),
    p.code("light", Light, "With this light; `red` is overdue."),
    p.legal_day("due_from", "Last day of who must act on this day or later."),
    p.legal_day("due_to", "Last day of who must act on this day or earlier."),
    p.truth("provisional", "Resting on a year that is not published yet, or not."),
    p.truth("is_own_duty", "The body's own duty, or what it watches."),
    p.truth("is_warning", "A warning alone, as limitation is, or not."),
    p.truth("is_sample", "Example data, or none."),
)
READS = (
    Read(
        name="list_deadlines_due",
        path="/v1/deadlines-due",
        zh="在计期限",
        en="Open deadlines, the overdue first",
        answers=a.DeadlineDuePage,
        served=served_with_deadlines,
        answer=list_deadlines_due,
        parameters=(*FILTERS, *paging(p.DUE_CURSOR, "Deadlines")),
    ),
    Read(
        name="summarise_deadlines_due",
        path="/v1/deadlines-due/summary",
        zh="在计期限的红黄绿灯统计",
        en="Open deadlines counted by light",
        answers=a.DeadlineSummary,
        served=served_with_deadlines,
        answer=summarise_deadlines_due,
        parameters=(
            p.code("by", By, "A row for each of these; organisations if not given."),
            *FILTERS,
        ),
    ),
)


def named(asked: Asked, *names: str) -> dict[str, Any]:
    """What of these was asked for."""
    return {name: asked.values[name] for name in names if name in asked.values}


def _wanted(asked: Asked) -> Wanted:
    require_known_rule(asked)
    first, last = asked.values.get("due_from"), asked.values.get("due_to")
    if first is not None and last is not None and last < first:
        fault = FieldError(parameter="due_to", zh="早于 due_from", en="is before due_from")
        raise Problem(INVALID_QUERY, errors=(fault,))
    return Wanted(**named(asked, *(each.name for each in FILTERS)))


def _days(asked: Asked) -> Days:
    return Days(today=asked.today, soon=asked.soon)


async def body_names(bodies: Iterable[UUID | None], asked: Asked) -> Names:
    """Names of these bodies."""
    return await directories.organisation_names(asked.pool, {body for body in bodies if body})


def told_body(body: UUID | None, names: Names) -> BodyNamed | None:
    """A body by name."""
    return BodyNamed(id=body, name=names.get(body, "")) if body else None


def rule_name(rule: str, asked: Asked) -> str:
    """What the rule is called; its id where no pack has it any more."""
    known = asked.rules.get(rule)
    return (known.zh if asked.language == "zh" else known.en) if known else rule


def _listed(row: DueRow, names: Names, days: Days, asked: Asked) -> a.DeadlineListed:
    rule = asked.rules.get(row.rule)
    state = State(row.state)
    same = {name: getattr(row, name) for name in _SAME}
    return a.DeadlineListed(
        **same,
        state=state,
        state_name=term(state, asked.language),
        rule_name=rule_name(row.rule, asked),
        organisation=told_body(row.organisation, names),
        body=told_body(row.body, names),
        days_left=(row.act_by - days.today).days,
        light=days.light(row.act_by),
        status=deadlines_due.status(row, days),
        is_verified=rule is not None and rule.verified,
    )


_TOLD_OTHERWISE = {"state", "organisation", "body", "status"}
_SAME = tuple(name for name in DueRow.__struct_fields__ if name not in _TOLD_OTHERWISE)
