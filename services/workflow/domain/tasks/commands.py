"""What people ask for about a task. They are also the bodies that are sent."""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

import msgspec

from services.workflow.domain.values.sealed import Written


class TaskCommand(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A command about one task, which its address names."""

    act: ClassVar[str]


class ClaimTask(TaskCommand, frozen=True, kw_only=True):
    """Take a task in hand that nobody has."""

    act = "claim_task"


class ReleaseTask(TaskCommand, frozen=True, kw_only=True):
    """Give a task back to the body."""

    act = "release_task"
    reason: Written = ""


class HandOverTask(TaskCommand, frozen=True, kw_only=True):
    """Give a task to a colleague of the same body: by account, or by the roster of mediators.

    Who has it may; a clerk of the body also may for a colleague who is away.
    """

    act = "hand_over_task"
    account: Annotated[str, msgspec.Meta(max_length=200)] = ""
    mediator: UUID | None = None
    reason: Written = ""


class FinishTask(TaskCommand, frozen=True, kw_only=True):
    """Tick a task off. It meets no legal duty: the deadline stays until its act is recorded."""

    act = "finish_task"
    note: Written = ""


class ReopenTask(TaskCommand, frozen=True, kw_only=True):
    """Undo: the task was not done after all."""

    act = "reopen_task"
    reason: Written = ""


class SnoozeTask(TaskCommand, frozen=True, kw_only=True):
    """Put a task off that one has in hand, never beyond the last day of its deadline."""

    act = "snooze_task"
    until: date
    """The day on which it shows again."""
    reason: Written
