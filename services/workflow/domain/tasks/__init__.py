"""What people do about the open deadlines of a dispute: who has it in hand, done, put off.

A task is born with an open deadline, is named by its key, and ends with it. The acts are a stream
of their own beside the dispute's, so that the work of a desk never stands in the way of a move.
"""

from .commands import (
    ClaimTask,
    FinishTask,
    HandOverTask,
    ReleaseTask,
    ReopenTask,
    SnoozeTask,
    TaskCommand,
)
from .decisions import decide
from .events import (
    Event,
    TaskClaimed,
    TaskDone,
    TaskHandedOver,
    TaskReleased,
    TaskReopened,
    TaskSnoozed,
    tasks_id,
)
from .matter import Matter, claimed_and_open, matter_of
from .state import Desk, Holder, Snooze, Task, evolve

__all__ = [
    "ClaimTask",
    "Desk",
    "Event",
    "FinishTask",
    "HandOverTask",
    "Holder",
    "Matter",
    "ReleaseTask",
    "ReopenTask",
    "Snooze",
    "SnoozeTask",
    "Task",
    "TaskClaimed",
    "TaskCommand",
    "TaskDone",
    "TaskHandedOver",
    "TaskReleased",
    "TaskReopened",
    "TaskSnoozed",
    "claimed_and_open",
    "decide",
    "evolve",
    "matter_of",
    "tasks_id",
]
