"""What the lists of open deadlines, of what moved them, and of exceptions tell."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.projections.deadlines.faults import Code
from services.projections.deadlines.moving import Change
from services.projections.http.answers import BodyNamed
from services.projections.queries.deadlines_due import By, OpenStatus
from services.projections.queries.open_deadlines import Light
from services.workflow.recorded.views import Reliance, State


class DeadlineListed(msgspec.Struct, frozen=True, kw_only=True):
    """An open deadline."""

    dispute: UUID
    case_number: str
    state: State
    state_name: str
    rule: str
    rule_name: str
    about: str
    """What it is about where the dispute has several, such as `parties/2`."""
    region: str
    organisation: BodyNamed | None
    """Whose people have the dispute in hand."""
    body: BodyNamed | None
    """Who must act, or see to it that others do."""
    mediator: UUID | None
    is_own_duty: bool
    """Whether that body itself must act; otherwise it watches what a party is to do."""
    start_on: date
    due_natural: date
    """The last day by counting alone."""
    due_rolled: date
    """The last day after roll-over."""
    act_by: date
    """The last day of whoever must act."""
    days_left: int
    """Until that day; below nought it is overdue."""
    light: Light
    status: OpenStatus
    provisional: bool
    """Whether it rests on a year whose calendar is not published yet."""
    is_verified: bool
    """Whether a lawyer checked wording and counting of the rule."""
    is_warning: bool
    """Whether its end is a warning alone, as limitation is."""
    lapse: str
    """The move that records its lapse; empty where nothing follows by itself."""
    calendar: str
    """The edition under which it was computed; a later one that is in force changed nothing."""
    rule_pack: str
    is_sample: bool


class DeadlineDuePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of open deadlines by their last day: the overdue lead."""

    on: date
    """The day for which status, lights and days left are told."""
    items: tuple[DeadlineListed, ...]
    next: str | None
    total: int | None


class LightsCounted(msgspec.Struct, frozen=True, kw_only=True):
    """How many deadlines of one body or region show each light."""

    body: BodyNamed | None
    region: str | None
    red: int
    amber: int
    green: int


class DeadlineSummary(msgspec.Struct, frozen=True, kw_only=True):
    """Open deadlines counted, the most overdue first."""

    on: date
    by: By
    items: tuple[LightsCounted, ...]


class ChangeTold(msgspec.Struct, frozen=True, kw_only=True):
    """What of a deadline changed."""

    code: Change
    name: str


class ReliedBy(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who relied on what a correction or an annulment put right."""

    how: Reliance
    how_name: str
    body: BodyNamed | None
    mediator: UUID | None
    act: str
    """Type of the event that was recorded by it."""
    of: tuple[str, ...]
    """What was relied on: deadlines by key, or codes of what had been computed."""


class DeadlineMoved(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline that moved, ended, or runs again."""

    rule: str
    rule_name: str
    about: str
    changes: tuple[ChangeTold, ...]
    start_was: date | None
    """Null: it did not run."""
    start_is: date | None
    """Null: it runs no more."""
    due_natural_was: date | None
    due_natural_is: date | None
    due_rolled_was: date | None
    due_rolled_is: date | None
    cause: str
    """The type of the event; or `calendar`, `rule_pack`."""
    position: int
    """Of the event; otherwise how far the log had been read."""
    recorded_at: datetime
    calendar_was: str
    calendar_is: str
    rule_pack_was: str
    rule_pack_is: str
    relied_on: tuple[str, ...]
    """What had been computed from a fact that was corrected, by code: rules, figures, decisions."""
    relied_by: tuple[ReliedBy, ...]
    """Who relied on it, where a correction or an annulment moved it."""
    told: tuple[BodyNamed, ...]
    """The bodies whom it concerns: those that relied on it, or have a part in the dispute."""


class DeadlineMoveListed(DeadlineMoved, frozen=True, kw_only=True):
    """A deadline that moved, and of which dispute."""

    dispute: UUID
    case_number: str
    region: str
    organisation: BodyNamed | None
    """Whose people have the dispute in hand."""


class DeadlineMovePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of what moved deadlines, the newest first."""

    items: tuple[DeadlineMoveListed, ...]
    next: str | None
    total: int | None


class DeadlineMoves(msgspec.Struct, frozen=True, kw_only=True):
    """What moved the deadlines of a dispute, the earliest first."""

    dispute: UUID
    items: tuple[DeadlineMoved, ...]


class ExceptionListed(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute that needs a person's look, and why."""

    dispute: UUID
    case_number: str
    state: State
    state_name: str
    region: str
    organisation: BodyNamed | None
    custodian: BodyNamed | None
    code: Code
    name: str
    since: date
    bodies: tuple[BodyNamed, ...]
    """Whom it concerns, where two bodies collide or contradict each other."""
    rules: tuple[str, ...]
    """The rules whose lapse is not recorded."""
    views: tuple[str, ...]
    """The read models that do not follow the dispute."""
    error: str
    """Kind and place of a fault."""


class ExceptionPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of exceptions, the longest standing first."""

    items: tuple[ExceptionListed, ...]
    next: str | None
    total: int | None
