"""What may be done about a task, and what has then happened."""

from collections.abc import Callable
from typing import Any

from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import (
    MissingPrerequisite,
    NotAllowedInThisState,
    OutsideLegalLimit,
)
from services.workflow.domain.given import Actor, Given
from services.workflow.domain.tasks.commands import (
    ClaimTask,
    FinishTask,
    HandOverTask,
    ReleaseTask,
    ReopenTask,
    SnoozeTask,
    TaskCommand,
)
from services.workflow.domain.tasks.events import (
    Event,
    TaskClaimed,
    TaskDone,
    TaskHandedOver,
    TaskReleased,
    TaskReopened,
    TaskSnoozed,
)
from services.workflow.domain.tasks.matter import Matter
from services.workflow.domain.tasks.permissions import OF_OTHERS, require_permitted
from services.workflow.domain.tasks.state import Holder, Task
from services.workflow.domain.values.sealed import is_blank

Made = tuple[Event, ...]
Decision = Callable[[Any, Task, Matter, Given], dict[str, Any] | None]


def decide(
    command: TaskCommand, task: Task, matter: Matter, dispute: Dispute, given: Given
) -> Made:
    """The event that follows, or a Refusal; what holds already adds nothing.

    `given.mediator` is the colleague that a hand-over names.
    """
    require_permitted(command.act, given.actor, matter)
    decision, kind = DECISIONS[type(command)]
    said = decision(command, task, matter, given)
    if said is None:
        return ()
    assert dispute.id is not None
    return (
        kind(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            dispute=dispute.id,
            task=matter.key,
            period_from=matter.period_from,
            **said,
        ),
    )


def claim(_command: ClaimTask, task: Task, matter: Matter, given: Given) -> dict[str, Any] | None:
    """Refuses what somebody else has, and what is done."""
    _require_not_done(task, matter)
    holder = _holder(task, matter)
    if holder is not None and holder.is_held_by(given.actor):
        return None
    _require_free(holder, matter)
    actor = given.actor
    return {
        "account": actor.account,
        "organisation": actor.organisation,
        "mediator": actor.mediator,
    }


def release(command: ReleaseTask, task: Task, matter: Matter, given: Given) -> dict[str, Any]:
    """Refuses what the caller does not have."""
    _require_own(task, matter, given.actor)
    return {"reason": command.reason}


def hand_over(
    command: HandOverTask, task: Task, matter: Matter, given: Given
) -> dict[str, Any] | None:
    """Refuses without one colleague, and for a mediator whom the body may not use today."""
    _require_not_done(task, matter)
    holder = _holder(task, matter)
    if given.actor.role not in OF_OTHERS and not (holder and holder.is_held_by(given.actor)):
        _require_free(holder, matter)
    if bool(command.account.strip()) == (command.mediator is not None):
        raise MissingPrerequisite("task_to_one_colleague", rule=matter.deadline.rule)
    body = given.actor.organisation
    assert body is not None
    if command.mediator is not None and not given.mediator.serves(body, given.today):
        raise MissingPrerequisite("task_to_a_stranger", rule=matter.deadline.rule)
    to = Holder(organisation=body, account=command.account.strip(), mediator=command.mediator)
    if holder == to:
        return None
    return {
        "organisation": body,
        "account": to.account,
        "mediator": to.mediator,
        "reason": command.reason,
    }


def finish(command: FinishTask, task: Task, matter: Matter, given: Given) -> dict[str, Any] | None:
    """Refuses what somebody else has. Says that the deadline stays until its act is recorded."""
    holder = _holder(task, matter)
    if holder is None or not holder.is_held_by(given.actor):
        _require_free(holder, matter)
    given.warn(
        False,  # noqa: FBT003 always told: a tick is no legal act
        "task_done_duty_stays",
        rule=matter.deadline.rule.id,
        last_on=matter.last_on.isoformat(),
        task_zh=matter.deadline.rule.zh,
        task_en=matter.deadline.rule.en,
    )
    return None if task.is_done(matter.period_from) else {"note": command.note}


def reopen(command: ReopenTask, task: Task, matter: Matter, _given: Given) -> dict[str, Any]:
    """Refuses what is not done."""
    if not task.is_done(matter.period_from):
        raise NotAllowedInThisState("task_not_done", rule=matter.deadline.rule)
    return {"reason": command.reason}


def snooze(command: SnoozeTask, task: Task, matter: Matter, given: Given) -> dict[str, Any]:
    """Refuses beyond the last day, and once an own duty is overdue; what others owe is warned of."""
    _require_not_done(task, matter)
    _require_own(task, matter, given.actor)
    rule, last_on = matter.deadline.rule, matter.last_on.isoformat()
    given.insist(not is_blank(command.reason), "snooze_needs_reason", rule=rule.id)
    given.insist(
        command.until > given.today,
        "snooze_not_ahead",
        rule=rule.id,
        until=command.until.isoformat(),
    )
    is_overdue = given.today > matter.last_on
    given.insist(
        not (is_overdue and matter.is_own_duty),
        "snooze_of_overdue_duty",
        rule=rule.id,
        kind=OutsideLegalLimit,
        last_on=last_on,
    )
    given.insist(
        is_overdue or command.until <= matter.last_on,
        "snooze_beyond_last_day",
        rule=rule.id,
        kind=OutsideLegalLimit,
        until=command.until.isoformat(),
        last_on=last_on,
    )
    given.warn(not is_overdue, "snoozed_after_last_day", rule=rule.id, last_on=last_on)
    return {"until": command.until, "last_on": matter.last_on, "reason": command.reason}


def _holder(task: Task, matter: Matter) -> Holder | None:
    """Who has it; a claim of a body that has no more to do with it holds nothing."""
    holder = task.holder
    return holder if holder is not None and holder.organisation in matter.bodies else None


def _require_not_done(task: Task, matter: Matter) -> None:
    if task.is_done(matter.period_from):
        raise NotAllowedInThisState("task_done_already", rule=matter.deadline.rule)


def _require_free(holder: Holder | None, matter: Matter) -> None:
    if holder is not None:
        raise NotAllowedInThisState(
            "task_of_somebody_else",
            rule=matter.deadline.rule,
            holder=holder.account or str(holder.mediator),
        )


def _require_own(task: Task, matter: Matter, actor: Actor) -> None:
    holder = _holder(task, matter)
    if holder is None:
        raise NotAllowedInThisState("task_of_nobody", rule=matter.deadline.rule)
    if not holder.is_held_by(actor):
        _require_free(holder, matter)


DECISIONS: dict[type[TaskCommand], tuple[Decision, type[Any]]] = {
    ClaimTask: (claim, TaskClaimed),
    ReleaseTask: (release, TaskReleased),
    HandOverTask: (hand_over, TaskHandedOver),
    FinishTask: (finish, TaskDone),
    ReopenTask: (reopen, TaskReopened),
    SnoozeTask: (snooze, TaskSnoozed),
}
