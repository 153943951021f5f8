"""What people did about the tasks of each dispute: who has which, since when, done, put off."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from services.projections.view import Column, FoldedView, Row
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import Task, after_task_act, task_events

VERSION = 1
COLUMNS = (
    Column("desk", "uuid"),
    Column("dispute", "uuid"),
    Column("position", "bigint"),
    Column("tasks", "jsonb"),
    Column("record", "bytea"),
)
_TAKES = (task_events.TaskClaimed, task_events.TaskHandedOver)
_ENDS = (task_events.TaskReleased, task_events.TaskDone)
replace = msgspec.structs.replace


class TaskKept(msgspec.Struct, frozen=True, kw_only=True):
    """One task, and how long it was with somebody: within the period that it is about."""

    task: Task = Task()
    period_from: date | None = None
    first_claimed_at: datetime | None = None
    """Until then nobody had it; none: nobody has had it yet."""
    claimed_at: datetime | None = None
    """Since when somebody has it, without a break; none: nobody has, or it is done."""
    claimed_seconds: float = 0
    """In somebody's hands until `claimed_at`, or until the last release or tick."""
    done_at: datetime | None = None


class DeskKept(msgspec.Struct, frozen=True, kw_only=True):
    """The tasks of one dispute, by key, and the event that said the last of them."""

    dispute: UUID
    position: int
    tasks: dict[str, TaskKept] = {}


def apply(desk: DeskKept | None, recorded: Recorded) -> DeskKept:
    """The desk after the event."""
    event = recorded.event
    tasks = dict(desk.tasks) if desk else {}
    tasks[event.task] = _after(tasks.get(event.task, TaskKept()), recorded)
    return DeskKept(dispute=event.dispute, position=recorded.position, tasks=tasks)


def row(stream_id: UUID, desk: DeskKept) -> Row:
    """The columns the tasks are found by."""
    told = {key: _told(kept) for key, kept in desk.tasks.items()}
    return stream_id, desk.dispute, desk.position, told


def _after(kept: TaskKept, recorded: Recorded) -> TaskKept:
    event, at = recorded.event, recorded.recorded_at
    if event.period_from != kept.period_from:
        # What was measured of an earlier period is told by the log alone.
        kept = TaskKept(task=kept.task, period_from=event.period_from, claimed_at=kept.claimed_at)
    kept = replace(kept, task=after_task_act(kept.task, event))
    if isinstance(event, _TAKES):
        kept = replace(
            kept,
            first_claimed_at=kept.first_claimed_at or at,
            claimed_at=kept.claimed_at or at,
        )
    if isinstance(event, _ENDS) and kept.claimed_at is not None:
        spent = kept.claimed_seconds + (at - kept.claimed_at).total_seconds()
        kept = replace(kept, claimed_at=None, claimed_seconds=spent)
    if isinstance(event, task_events.TaskDone):
        kept = replace(kept, done_at=at)
    if isinstance(event, task_events.TaskReopened):
        is_held = kept.task.holder is not None
        kept = replace(kept, done_at=None, claimed_at=at if is_held else None)
    return kept


def _told(kept: TaskKept) -> dict[str, Any]:
    """Flat, for conditions in SQL."""
    holder, snooze = kept.task.holder, kept.task.snooze
    return {
        "organisation": holder.organisation if holder else None,
        "account": holder.account if holder else "",
        "mediator": holder.mediator if holder else None,
        "done_in": kept.task.done_in,
        "snoozed_until": snooze.until if snooze else None,
        "snoozed_in": snooze.period_from if snooze else None,
        "snoozed_last_on": snooze.last_on if snooze else None,
        "period_from": kept.period_from,
        "first_claimed_at": kept.first_claimed_at,
        "claimed_at": kept.claimed_at,
        "claimed_seconds": kept.claimed_seconds,
        "done_at": kept.done_at,
    }


TASKS = FoldedView(
    name="tasks",
    version=VERSION,
    stream="task",
    columns=COLUMNS,
    state=DeskKept,
    apply=apply,
    row=row,
)
