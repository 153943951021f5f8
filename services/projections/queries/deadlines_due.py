"""Open deadlines page by page, the overdue first, and how many by light."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from services.projections.queries.cursor import DueCursor
from services.projections.queries.filters import Conditions, area, prefix, still_open, visible
from services.projections.queries.open_deadlines import Days, Light
from services.workflow.recorded.views import Scope


class By(StrEnum):
    """What the lights are counted by."""

    ORGANISATION = "organisation"
    """Whose people have the disputes in hand."""
    BODY = "body"
    """Who must act, or watches."""
    REGION = "region"


class OpenStatus(StrEnum):
    """Where an open deadline stands on a day."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    LAPSED = "lapsed"


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; what is not given does not narrow the list."""

    organisation: UUID | None = None
    body: UUID | None = None
    mediator: UUID | None = None
    region: str | None = None
    """Region code; what lies within it is found too."""
    rule: str | None = None
    status: OpenStatus | None = None
    light: Light | None = None
    due_from: date | None = None
    due_to: date | None = None
    """Last day, included."""
    provisional: bool | None = None
    is_own_duty: bool | None = None
    is_warning: bool | None = None
    is_sample: bool | None = None


class DueRow(msgspec.Struct, frozen=True, kw_only=True):
    """One open deadline."""

    dispute: UUID
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
    act_by: date
    provisional: bool
    status: str
    is_warning: bool
    lapse: str
    is_sample: bool
    calendar: str
    rule_pack: str


class DuePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of open deadlines."""

    rows: tuple[DueRow, ...]
    next: DueCursor | None


class Lights(msgspec.Struct, frozen=True, kw_only=True):
    """How many deadlines of one group show each light."""

    group: str | None
    """Id of a body, or a region code; none: nobody has them."""
    red: int
    amber: int
    green: int


_NAMES = ", ".join(f"r.{name}" for name in DueRow.__struct_fields__)
_SOURCE = "views.deadlines_due r JOIN views.dispute_list d USING (dispute)"
_EQUAL = ("organisation", "body", "mediator", "rule", "provisional", "is_own_duty", "is_warning")
_GROUPS = {By.ORGANISATION: "organisation", By.BODY: "body", By.REGION: "region"}


async def page(
    connection: Any,
    wanted: Wanted,
    scope: Scope,
    days: Days,
    *,
    size: int,
    after: DueCursor | None = None,
) -> DuePage:
    """A page, after the row that the cursor names: by last day, so that the overdue lead."""
    asked = conditions(wanted, scope, days)
    if after is not None:
        place = (after.act_by, after.dispute, after.rule, after.about)
        asked.add("(r.act_by, r.dispute, r.rule, r.about) > ({}, {}, {}, {})", *place)
    found = await connection.fetch(
        f"SELECT {_NAMES} FROM {_SOURCE} WHERE {asked.where}"  # noqa: S608
        f" ORDER BY r.act_by, r.dispute, r.rule, r.about LIMIT {size + 1:d}",
        *asked.values,
    )
    rows = tuple(DueRow(**dict(row)) for row in found[:size])
    last = rows[-1] if len(found) > size else None
    further = DueCursor(last.act_by, last.dispute, last.rule, last.about) if last else None
    return DuePage(rows=rows, next=further)


async def count(connection: Any, wanted: Wanted, scope: Scope, days: Days) -> int:
    """How many the whole list has."""
    asked = conditions(wanted, scope, days)
    total: int = await connection.fetchval(
        f"SELECT count(*) FROM {_SOURCE} WHERE {asked.where}",  # noqa: S608
        *asked.values,
    )
    return total


async def lights(connection: Any, wanted: Wanted, scope: Scope, days: Days, by: By) -> list[Lights]:
    """How many there are of each light, by group, the most overdue first."""
    asked = conditions(wanted, scope, days)
    group = f"r.{_GROUPS[by]}"
    counted = ", ".join(
        f"count(*) FILTER (WHERE {_light(light, days)}) AS {light.value}" for light in Light
    )
    found = await connection.fetch(
        f"SELECT {group}::text AS group, {counted} FROM {_SOURCE} WHERE {asked.where}"  # noqa: S608
        f" GROUP BY {group} ORDER BY red DESC, amber DESC, {group}",
        *asked.values,
    )
    return [Lights(**dict(row)) for row in found]


def conditions(wanted: Wanted, scope: Scope, days: Days) -> Conditions:
    """What is asked for, within what the caller may read."""
    asked = visible(scope)
    asked.add(still_open("r"), days.today)
    for name in _EQUAL:
        if (value := getattr(wanted, name)) is not None:
            asked.add(f"r.{name} = {{}}", value)
    if wanted.is_sample is not None:
        asked.add("r.is_sample = {}", wanted.is_sample)
    if wanted.region is not None:
        asked.add("r.region LIKE {}", prefix(area(wanted.region)))
    if wanted.due_from is not None:
        asked.add("r.act_by >= {}", wanted.due_from)
    if wanted.due_to is not None:
        asked.add("r.act_by <= {}", wanted.due_to)
    if wanted.light is not None:
        asked.add(_light(wanted.light, days))
    if wanted.status is not None:
        asked.add(_STATUS[wanted.status](_day(days.today)))
    return asked


_STATUS: dict[OpenStatus, Callable[[str], str]] = {
    OpenStatus.RUNNING: lambda today: f"r.status = 'running' AND r.due_rolled >= {today}",
    OpenStatus.LAPSED: lambda today: f"r.status = 'running' AND r.due_rolled < {today}",
    OpenStatus.SUSPENDED: lambda _today: "r.status = 'suspended'",
}


def status(row: DueRow, days: Days) -> OpenStatus:
    """Where it stands on the day."""
    if row.status == OpenStatus.SUSPENDED.value:
        return OpenStatus.SUSPENDED
    is_over = row.due_rolled < days.today
    return OpenStatus.LAPSED if is_over else OpenStatus.RUNNING


def _light(light: Light, days: Days) -> str:
    today = _day(days.today)
    soon = f"{today} + {days.soon:d}"
    return {
        Light.RED: f"r.act_by < {today}",
        Light.AMBER: f"r.act_by BETWEEN {today} AND {soon}",
        Light.GREEN: f"r.act_by > {soon}",
    }[light]


def _day(day: date) -> str:
    """A literal: a day has no other text than digits and hyphens."""
    return f"date '{day.isoformat()}'"
