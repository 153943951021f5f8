"""The tasks of a dispute as their acts make them. What is not here nobody has touched yet."""

from datetime import date
from typing import assert_never
from uuid import UUID

import msgspec

from services.workflow.domain.given import Actor
from services.workflow.domain.tasks.events import (
    Event,
    TaskClaimed,
    TaskDone,
    TaskHandedOver,
    TaskReleased,
    TaskReopened,
    TaskSnoozed,
)

replace = msgspec.structs.replace


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who has a task in hand: an account, or whoever is this mediator."""

    organisation: UUID
    account: str = ""
    mediator: UUID | None = None

    def is_held_by(self, actor: Actor) -> bool:
        """Whether the caller is that person, acting for the same body."""
        if actor.organisation != self.organisation:
            return False
        is_account = bool(self.account) and self.account == actor.account
        return is_account or (self.mediator is not None and self.mediator == actor.mediator)


class Snooze(msgspec.Struct, frozen=True, kw_only=True):
    """Until when a task is put off, in which period, and what its last day was then."""

    until: date
    period_from: date
    last_on: date


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What was done about one task."""

    holder: Holder | None = None
    done_in: date | None = None
    """First day of the period in which it was done; a later period has the task again."""
    snooze: Snooze | None = None

    def is_done(self, period_from: date) -> bool:
        """Whether it is done, for the period that starts on this day."""
        return self.done_in == period_from

    def is_snoozed(self, period_from: date, today: date, last_on: date) -> bool:
        """Whether it is put off: in this period, until its day comes or the last day moves nearer."""
        put_off = self.snooze
        return (
            put_off is not None
            and put_off.period_from == period_from
            and put_off.last_on <= last_on
            and today < put_off.until
        )


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """The tasks of one dispute, by key."""

    tasks: dict[str, Task] = {}

    def task(self, key: str) -> Task:
        """The task; one that nobody has touched is free."""
        return self.tasks.get(key, Task())


def evolve(desk: Desk, event: Event, _stream_id: UUID) -> Desk:
    """The desk after the event. Never refuses."""
    return Desk(tasks={**desk.tasks, event.task: after(desk.task(event.task), event)})


def after(task: Task, event: Event) -> Task:
    """One task after an act on it."""
    match event:
        case TaskClaimed() | TaskHandedOver():
            holder = Holder(
                organisation=event.organisation, account=event.account, mediator=event.mediator
            )
            # Put off by whoever had it: who has it now looks at it anew.
            return replace(task, holder=holder, snooze=None)
        case TaskReleased():
            return replace(task, holder=None, snooze=None)
        case TaskDone():
            return replace(task, done_in=event.period_from, snooze=None)
        case TaskReopened():
            return replace(task, done_in=None)
        case TaskSnoozed():
            put_off = Snooze(
                until=event.until, period_from=event.period_from, last_on=event.last_on
            )
            return replace(task, snooze=put_off)
        case _:
            assert_never(event)
