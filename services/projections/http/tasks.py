"""The list of tasks: every open deadline that the caller may read, and who sees to it."""

from typing import Any
from uuid import UUID

from services.kit.clock import legal_day
from services.kit.problem_details import INVALID_QUERY, FieldError, Problem
from services.projections.http import parameter_kinds as p
from services.projections.http.answering import Answer, Asked, Read
from services.projections.http.answers import BodyNamed
from services.projections.http.known_rules import require_known_rule
from services.projections.http.paging import PAGE_SIZE, link, paging
from services.projections.http.task_answers import LightCount, TaskHolder, TaskListed, TaskPage
from services.projections.queries import directories, open_deadlines
from services.projections.queries.open_deadlines import (
    Days,
    Light,
    OpenDeadline,
    Person,
    Wanted,
    Whose,
)
from services.projections.queries.reached import served_with_deadlines
from services.projections.words.codes import term
from services.workflow.recorded.views import DeadlineStatus, State


async def list_tasks(asked: Asked) -> Answer:
    """Tasks, what is due first first. Done and put off ones are left out unless asked for."""
    wanted, days = _wanted(asked), Days(today=asked.today, soon=asked.soon)
    size, after = asked.values.get("limit", PAGE_SIZE), asked.values.get("cursor")
    found = await open_deadlines.page(asked.pool, wanted, asked.scope, days, size=size, after=after)
    lights = await open_deadlines.counts(asked.pool, wanted, asked.scope, days)
    bodies = {body for row in found.rows for body in (row.body, row.organisation) if body}
    names = await directories.organisation_names(asked.pool, bodies)
    following = found.next.encode() if found.next else None
    told = TaskPage(
        on=asked.today,
        items=tuple(_told(row, asked, days, names) for row in found.rows),
        counts=tuple(LightCount(light=light, count=lights[light]) for light in Light),
        next=following,
        total=sum(lights.values()),
    )
    return told, link(following, asked)


READS = (
    Read(
        name="list_tasks",
        path="/v1/tasks",
        zh="待办与到期",
        en="Tasks and what is due",
        answers=TaskPage,
        served=served_with_deadlines,
        answer=list_tasks,
        parameters=(
            p.code("whose", Whose, "Whose tasks; all that the caller may read where not given."),
            p.code("light", Light, "With this light; `red` is overdue."),
            p.truth("done", "With those ticked off."),
            p.truth("snoozed", "With those put off."),
            p.truth("warnings", "`false` leaves out what is a warning alone, as limitation is."),
            p.region(),
            p.identity("organisation", "Has the dispute in hand, must act, or watches."),
            p.identity("mediator", "Of disputes that this mediator has."),
            p.identity("dispute", "Of this dispute."),
            p.rule(),
            p.ITEM_CURSOR,
            *(each for each in paging(p.ITEM_CURSOR, "Tasks") if each.name == "limit"),
        ),
    ),
)


def _wanted(asked: Asked) -> Wanted:
    values, reader = asked.values, asked.reader
    require_known_rule(asked)
    whose = values.get("whose")
    if whose is not None and reader.organisation is None:
        zh, en = "该身份不属于任何机构", "the caller acts for no body"
        raise Problem(INVALID_QUERY, errors=(FieldError(parameter="whose", zh=zh, en=en),))
    named = ("light", "rule", "region", "organisation", "mediator", "dispute")
    return Wanted(
        whose=whose,
        person=Person(
            account=reader.account, organisation=reader.organisation, mediator=reader.mediator
        ),
        is_done=None if values.get("done") else False,
        is_snoozed=None if values.get("snoozed") else False,
        has_warnings=values.get("warnings", True),
        **{name: values[name] for name in named if name in values},
    )


def _told(row: OpenDeadline, asked: Asked, days: Days, names: dict[UUID, str]) -> TaskListed:
    rule = asked.rules.get(row.rule)
    return TaskListed(
        dispute=row.dispute,
        case_number=row.case_number,
        state=State(row.state),
        state_name=term(State(row.state), asked.language),
        task=row.key,
        rule=row.rule,
        title=(rule.zh if asked.language == "zh" else rule.en) if rule else row.rule,
        about=row.about,
        region=row.region,
        organisation=_body(row.organisation, names),
        body=_body(row.body, names),
        mediator=row.mediator,
        is_own_duty=row.is_own_duty,
        start_on=row.start_on,
        last_on=row.last_on,
        due_natural=row.due_natural,
        due_rolled=row.due_rolled,
        days_left=(row.last_on - days.today).days,
        light=days.light(row.last_on),
        status=_status(row, days),
        provisional=row.provisional,
        is_verified=rule.verified if rule else False,
        is_warning=row.is_warning,
        is_done=row.is_done,
        snoozed_until=row.task.snoozed_until if row.is_snoozed else None,
        is_sample=row.is_sample,
        **_hands(row, asked, days),
    )


def _status(row: OpenDeadline, days: Days) -> DeadlineStatus:
    """Where it stands on the day; the list has it as it was computed."""
    status = DeadlineStatus(row.status)
    is_over = status is DeadlineStatus.RUNNING and row.due_rolled < days.today
    return DeadlineStatus.LAPSED if is_over else status


def _hands(row: OpenDeadline, asked: Asked, days: Days) -> dict[str, Any]:
    """In whose hands it is, and for how long it has been in any."""
    task, reader = row.task, asked.reader
    is_account = bool(task.account) and task.account == reader.account
    is_person = is_account or (task.mediator is not None and task.mediator == reader.mediator)
    holder = TaskHolder(
        account=task.account,
        mediator=task.mediator,
        is_me=is_person and task.organisation == reader.organisation,
    )
    first = task.first_claimed_at
    taken_on = legal_day(first) if first else days.today
    return {
        "holder": holder if row.is_claimed else None,
        "waited_days": max((taken_on - row.start_on).days, 0),
        "claimed_at": task.claimed_at if row.is_claimed else None,
        "claimed_seconds": round(task.claimed_seconds),
    }


def _body(body: UUID | None, names: dict[UUID, str]) -> BodyNamed | None:
    return BodyNamed(id=body, name=names.get(body, "")) if body else None
