"""What a task is about: the open deadline it was born with, and the bodies whose people see to it."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.deadlines.deadline import Deadline
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.deadlines.of_dispute import deadlines
from services.workflow.domain.dispute.deadlines.responsible import responsible
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import NotAllowedInThisState, Unknown
from services.workflow.domain.tasks.state import Desk


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """An open deadline, as a task sees it."""

    key: str
    deadline: Deadline
    period_from: date
    last_on: date
    """The last day of who must act: of the body for its own duty, of a party otherwise."""
    is_own_duty: bool
    bodies: frozenset[UUID]
    """The one that must act or watches, and the one that has the dispute in hand."""


def matter_of(key: str, dispute: Dispute, basis: Basis) -> Matter:
    """What the task is about. Raises Unknown, or NotAllowedInThisState for one that has ended."""
    known = [one for one in deadlines(dispute, basis) if one.key == key]
    for one in known:
        if one.is_open:
            return _matter(one, dispute)
    if known:
        rule = known[0].rule
        raise NotAllowedInThisState("task_has_ended", rule=rule, task_zh=rule.zh, task_en=rule.en)
    raise Unknown("unknown_task", task=key)


def claimed_and_open(desk: Desk, dispute: Dispute, basis: Basis) -> Iterator[Matter]:
    """Tasks that somebody of the bodies concerned has in hand and has not done.

    What begins only with the closing, such as a retention term, is no task of the open dispute.
    """
    for one in deadlines(dispute, basis):
        task = desk.tasks.get(one.key)
        if task is None or task.holder is None or not one.is_open or one.facts.outlives_closing:
            continue
        found = _matter(one, dispute)
        if task.holder.organisation in found.bodies and not task.is_done(found.period_from):
            yield found


def _matter(deadline: Deadline, dispute: Dispute) -> Matter:
    clock = deadline.clock
    assert clock is not None, "what has not begun is not open"
    who = responsible(deadline, dispute)
    bodies = {who.body, dispute.handler}
    return Matter(
        key=deadline.key,
        deadline=deadline,
        period_from=clock.start_on,
        last_on=clock.own_duty_until if who.is_own_duty else clock.party_right_until,
        is_own_duty=who.is_own_duty,
        bodies=frozenset(body for body in bodies if body is not None),
    )
