"""What people do at their desks: the tasks of a mediation, and a calendar of their own."""

from datetime import date
from typing import Any

from services.workflow.application.calendar_feeds import account_id
from services.workflow.domain.account import CalendarFeedClosed, CalendarFeedOpened
from services.workflow.domain.fact import Fact
from services.workflow.domain.tasks.events import (
    TaskClaimed,
    TaskDone,
    TaskHandedOver,
    TaskReleased,
    TaskReopened,
    TaskSnoozed,
    tasks_id,
)
from services.workflow.domain.values.sealed import Sealed

from . import cast, mediated
from .recording import Act, Actor

_STREAM = tasks_id(mediated.DISPUTE)
_ABOUT: dict[str, Any] = {
    "dispute": mediated.DISPUTE,
    "task": "MED.15.ACCEPT",
    "period_from": date(2026, 4, 8),
}


def _act(actor: Actor, event: Fact) -> Act:
    return Act(actor, event.occurred_on, ((_STREAM, event),))


def _kept(event: Fact) -> Act:
    stream = account_id(cast.OTHER_TABLE.account)
    return Act(cast.OTHER_TABLE, event.occurred_on, ((stream, event),))


def _written(label: str) -> Sealed:
    return cast.sealed(_STREAM, label, "worker/mediated")


_CLERK: dict[str, Any] = {"account": cast.OTHER_CLERK.account, "organisation": cast.OTHER_CENTRE}

ACTS = (
    _act(cast.OTHER_CLERK, TaskClaimed(occurred_on=date(2026, 4, 10), **_CLERK, **_ABOUT)),
    _act(
        cast.OTHER_CLERK,
        TaskSnoozed(
            occurred_on=date(2026, 4, 10),
            until=date(2026, 4, 13),
            last_on=date(2026, 4, 23),
            reason=_written("snooze_task/reason"),
            **_ABOUT,
        ),
    ),
    _act(
        cast.OTHER_CLERK,
        TaskHandedOver(
            occurred_on=date(2026, 4, 13),
            organisation=cast.OTHER_CENTRE,
            mediator=cast.OTHER_MEDIATOR,
            reason=_written("hand_over_task/reason"),
            **_ABOUT,
        ),
    ),
    _act(cast.OTHER_TABLE, TaskReleased(occurred_on=date(2026, 4, 14), **_ABOUT)),
    _act(
        cast.OTHER_CLERK,
        TaskDone(occurred_on=date(2026, 4, 15), note=_written("finish_task/note"), **_ABOUT),
    ),
    _act(cast.OTHER_CLERK, TaskReopened(occurred_on=date(2026, 4, 15), **_ABOUT)),
    _kept(
        CalendarFeedOpened(
            occurred_on=date(2026, 4, 20),
            digest="5f1d3c0e" * 8,
            account=cast.OTHER_TABLE.account,
            role=cast.OTHER_TABLE.role,
            organisation=cast.OTHER_CENTRE,
            mediator=cast.OTHER_MEDIATOR,
        )
    ),
    _kept(CalendarFeedClosed(occurred_on=date(2026, 6, 30))),
)
