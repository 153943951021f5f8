"""What the list of tasks tells: each open deadline, and what people did about it."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.projections.http.answers import BodyNamed
from services.projections.queries.open_deadlines import Light
from services.workflow.recorded.views import DeadlineStatus, State


class TaskHolder(msgspec.Struct, frozen=True, kw_only=True):
    """Who has a task in hand: an account, or a mediator by the roster."""

    account: str
    mediator: UUID | None
    is_me: bool


class TaskListed(msgspec.Struct, frozen=True, kw_only=True):
    """An open deadline as a task: what is due, until when, and in whose hands it is."""

    dispute: UUID
    case_number: str
    state: State
    state_name: str
    task: str
    """Key of the deadline within the dispute; acts are sent to `/v1/disputes/{id}/tasks/{task}/…`."""
    rule: str
    title: str
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
    last_on: date
    """The last day of whoever must act."""
    due_natural: date
    due_rolled: date
    days_left: int
    """Until the last day; below nought it is overdue."""
    light: Light
    status: DeadlineStatus
    provisional: bool
    """Whether it rests on a year whose calendar is not published yet."""
    is_verified: bool
    """Whether a lawyer checked wording and counting of the rule."""
    is_warning: bool
    """Whether its end is a warning alone, as limitation is."""
    holder: TaskHolder | None
    """Null: nobody has it."""
    is_done: bool
    """Ticked off; the deadline stays until its legal act is recorded."""
    snoozed_until: date | None
    waited_days: int
    """From the start of the period until somebody took it first, or until today."""
    claimed_at: datetime | None
    """Since when it is in somebody's hands, without a break."""
    claimed_seconds: int
    """How long it was in somebody's hands before that, in this period."""
    is_sample: bool


class LightCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many tasks show a light, on all pages."""

    light: Light
    count: int


class TaskPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of tasks, what is due first first: the overdue lead."""

    on: date
    """The day for which lights and days left are told."""
    items: tuple[TaskListed, ...]
    counts: tuple[LightCount, ...]
    next: str | None
    total: int
