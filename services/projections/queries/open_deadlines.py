"""Open deadlines with the tasks they were born with: for people's lists, pages and calendars.

A deadline and its task are one row: what people did about it is joined when it is read.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from services.projections.queries.cursor import ItemCursor
from services.projections.queries.filters import Conditions, area, prefix, still_open, visible
from services.workflow.recorded.views import Scope

_KEY = "due.rule || CASE WHEN due.about = '' THEN '' ELSE ':' || due.about END"
_LAST_ON = "CASE WHEN due.is_own_duty THEN due.act_by ELSE due.due_rolled END"


class Light(StrEnum):
    """How near the last day is."""

    RED = "red"
    """It has passed."""
    AMBER = "amber"
    """It is near (DESK.SOON)."""
    GREEN = "green"


class Whose(StrEnum):
    """Whose tasks."""

    MINE = "mine"
    """In the caller's hands, or in nobody's and of a dispute that the caller mediates."""
    BODY = "body"
    """Of the caller's body: it must act or watches, or has the dispute in hand."""
    UNCLAIMED = "unclaimed"
    """Of the caller's body, and in nobody's hands."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks for the own tasks."""

    account: str = ""
    organisation: UUID | None = None
    mediator: UUID | None = None


class Acts(msgspec.Struct, frozen=True, kw_only=True):
    """What people did about the task, as its view tells it."""

    organisation: UUID | None = None
    account: str = ""
    mediator: UUID | None = None
    done_in: date | None = None
    snoozed_until: date | None = None
    first_claimed_at: datetime | None = None
    claimed_at: datetime | None = None
    claimed_seconds: float = 0


class OpenDeadline(msgspec.Struct, frozen=True, kw_only=True):
    """One open deadline and its task."""

    dispute: UUID
    key: str
    rule: str
    about: str
    case_number: str
    state: str
    region: str
    organisation: UUID | None
    body: UUID | None
    mediator: UUID | None
    is_own_duty: bool
    start_on: date
    due_natural: date
    due_rolled: date
    last_on: date
    """The last day of who must act: of the body for its own duty, of a party otherwise."""
    provisional: bool
    status: str
    is_warning: bool
    is_sample: bool
    position: int
    is_done: bool
    is_snoozed: bool
    is_claimed: bool
    """Whether somebody of a body concerned has it; a claim of another holds nothing."""
    task: Acts


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; what is not given does not narrow the list."""

    whose: Whose | None = None
    person: Person = Person()
    light: Light | None = None
    rule: str | None = None
    region: str | None = None
    """Region code; what lies within it is found too."""
    organisation: UUID | None = None
    """Has the dispute in hand, or must act or watches."""
    mediator: UUID | None = None
    dispute: UUID | None = None
    is_claimed: bool | None = None
    is_done: bool | None = None
    is_snoozed: bool | None = None
    has_warnings: bool = True
    """With what is a warning alone, as limitation is."""


class DeadlinePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of open deadlines, what is due first first."""

    rows: tuple[OpenDeadline, ...]
    next: ItemCursor | None


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """The day on which it is asked, and how many days before the last one it grows amber."""

    today: date
    soon: int

    def light(self, last_on: date) -> Light:
        """How near the last day is."""
        if last_on < self.today:
            return Light.RED
        return Light.AMBER if (last_on - self.today).days <= self.soon else Light.GREEN


async def page(
    connection: Any,
    wanted: Wanted,
    scope: Scope,
    days: Days,
    *,
    size: int,
    after: ItemCursor | None = None,
) -> DeadlinePage:
    """A page of the open deadlines, after the one that the cursor names."""
    asked = _conditions(wanted, scope, days)
    if after is not None:
        place = date.fromisoformat(after.place)
        asked.add("(k.last_on, k.dispute, k.key) > ({}, {}, {})", place, after.dispute, after.key)
    asked.values.append(days.today)
    found = await connection.fetch(
        f"SELECT k.*, {_IS_DONE} AS is_done, {_IS_CLAIMED} AS is_claimed,"  # noqa: S608
        f" {_snoozed(f'${len(asked.values)}')} AS is_snoozed, {_ACTS} AS task"
        f" FROM {_SOURCE} WHERE {asked.where}"
        f" ORDER BY k.last_on, k.dispute, k.key LIMIT {size + 1:d}",
        *asked.values,
    )
    rows = tuple(_row(row) for row in found[:size])
    last = rows[-1] if len(found) > size else None
    further = ItemCursor(last.last_on.isoformat(), last.dispute, last.key) if last else None
    return DeadlinePage(rows=rows, next=further)


async def counts(connection: Any, wanted: Wanted, scope: Scope, days: Days) -> Mapping[Light, int]:
    """How many there are on all pages, by light."""
    asked = _conditions(wanted, scope, days)
    asked.values += [days.today, days.soon]
    today, soon = (f"${len(asked.values) - 1}::date", f"${len(asked.values)}::int")
    row = await connection.fetchrow(
        f"SELECT count(*) FILTER (WHERE k.last_on < {today}) AS red,"  # noqa: S608
        f" count(*) FILTER (WHERE k.last_on BETWEEN {today} AND {today} + {soon}) AS amber,"
        f" count(*) FILTER (WHERE k.last_on > {today} + {soon}) AS green"
        f" FROM {_SOURCE} WHERE {asked.where}",
        *asked.values,
    )
    return {light: row[light.value] for light in Light}


_SOURCE = f"""(SELECT due.*, {_KEY} AS key, {_LAST_ON} AS last_on
       FROM views.deadlines_due AS due) AS k
  JOIN views.dispute_list AS d ON d.dispute = k.dispute
  LEFT JOIN views.tasks AS desk ON desk.dispute = k.dispute
  LEFT JOIN LATERAL (SELECT desk.tasks -> k.key AS acts) AS t ON true"""  # noqa: S608
_ACTS = "t.acts"
_IS_DONE = "coalesce((t.acts ->> 'done_in')::date = k.start_on, false)"
_IS_CLAIMED = "coalesce((t.acts ->> 'organisation')::uuid IN (k.body, k.organisation), false)"
_OF_BODY = "{} IN (k.body, k.organisation)"


def _snoozed(today: str) -> str:
    """Put off in this period, until its day comes or the last day has moved nearer."""
    return (
        "coalesce((t.acts ->> 'snoozed_in')::date = k.start_on"
        " AND (t.acts ->> 'snoozed_last_on')::date <= k.last_on"
        f" AND (t.acts ->> 'snoozed_until')::date > {today}::date, false)"
    )


def _conditions(wanted: Wanted, scope: Scope, days: Days) -> Conditions:
    asked = visible(scope)
    asked.add(still_open("k"), days.today)
    # What outlives the dispute, a retention term, is nobody's task.
    asked.add("k.state NOT IN ('closed', 'archived')")
    if wanted.whose is not None:
        _of_person(asked, wanted.whose, wanted.person)
    if wanted.light is not None:
        _of_light(asked, wanted.light, days)
    for condition, value in (
        ("k.rule = {}", wanted.rule),
        ("k.mediator = {}", wanted.mediator),
        ("k.dispute = {}", wanted.dispute),
        (_OF_BODY, wanted.organisation),
        (f"{_IS_CLAIMED} = {{}}", wanted.is_claimed),
        (f"{_IS_DONE} = {{}}", wanted.is_done),
    ):
        if value is not None:
            asked.add(condition, value)
    if wanted.region is not None:
        asked.add("k.region LIKE {}", prefix(area(wanted.region)))
    if wanted.is_snoozed is not None:
        is_put_off = _snoozed("{}")
        asked.add(f"{is_put_off} = {{}}", days.today, wanted.is_snoozed)
    if not wanted.has_warnings:
        asked.add("NOT k.is_warning")
    return asked


def _of_person(asked: Conditions, whose: Whose, person: Person) -> None:
    match whose:
        case Whose.BODY:
            asked.add(_OF_BODY, person.organisation)
        case Whose.UNCLAIMED:
            asked.add(f"{_OF_BODY} AND NOT {_IS_CLAIMED}", person.organisation)
        case Whose.MINE:
            asked.add(
                f"(({_IS_CLAIMED} AND (t.acts ->> 'organisation')::uuid = {{}}"
                " AND (t.acts ->> 'account' = {} OR (t.acts ->> 'mediator')::uuid = {}))"
                f" OR (NOT {_IS_CLAIMED} AND k.mediator = {{}}))",
                person.organisation,
                person.account,
                person.mediator,
                person.mediator,
            )


def _of_light(asked: Conditions, light: Light, days: Days) -> None:
    match light:
        case Light.RED:
            asked.add("k.last_on < {}::date", days.today)
        case Light.AMBER:
            near = "k.last_on BETWEEN {}::date AND {}::date + {}::int"
            asked.add(near, days.today, days.today, days.soon)
        case Light.GREEN:
            asked.add("k.last_on > {}::date + {}::int", days.today, days.soon)


def _row(row: Any) -> OpenDeadline:
    fields = {name: row[name] for name in OpenDeadline.__struct_fields__ if name != "task"}
    acts = msgspec.json.decode(row["task"], type=Acts) if row["task"] else Acts()
    return OpenDeadline(**fields, task=acts)
