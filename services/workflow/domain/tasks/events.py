"""Events about the tasks of one dispute. Names and fields are stored for ever."""

from datetime import date
from uuid import UUID, uuid5

from services.workflow.domain.fact import Fact
from services.workflow.domain.values.sealed import Written


class TaskFact(Fact, frozen=True, kw_only=True):
    """Which task of which dispute, and the day from which its period ran at the time."""

    dispute: UUID
    task: str
    """Key of the deadline within the dispute, such as `MED.ACCEPT` or `SUIT.15:parties/2`."""
    period_from: date
    """Day of the trigger: what was done about a period says nothing of one that starts anew."""


class TaskClaimed(TaskFact, frozen=True, kw_only=True):
    """Somebody took it in hand (领取)."""

    account: str
    organisation: UUID
    mediator: UUID | None = None
    """The roster entry of the account, where it has one."""


class TaskReleased(TaskFact, frozen=True, kw_only=True):
    """Whoever had it gave it back: anybody of the body may take it (退回)."""

    reason: Written = ""


class TaskHandedOver(TaskFact, frozen=True, kw_only=True):
    """It went to a colleague, by account or by the roster (转交)."""

    organisation: UUID
    account: str = ""
    mediator: UUID | None = None
    reason: Written = ""


class TaskDone(TaskFact, frozen=True, kw_only=True):
    """What was to be looked after was; the legal act, if one is due, is recorded by itself."""

    note: Written = ""


class TaskReopened(TaskFact, frozen=True, kw_only=True):
    """It was not done after all."""

    reason: Written = ""


class TaskSnoozed(TaskFact, frozen=True, kw_only=True):
    """It is put off, and shows again on `until` (稍后处理)."""

    until: date
    last_on: date
    """The last day of its deadline as it stood then."""
    reason: Written


Event = TaskClaimed | TaskReleased | TaskHandedOver | TaskDone | TaskReopened | TaskSnoozed


def tasks_id(dispute: UUID) -> UUID:
    """The stream of the tasks of a dispute."""
    return uuid5(dispute, "tasks")
