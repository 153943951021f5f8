"""Who may act on a task: by the table of permissions, for people of a body whose business it is."""

from typing import Final

from services.workflow.domain.dispute.grants import TABLE
from services.workflow.domain.errors import NotPermitted
from services.workflow.domain.given import Actor
from services.workflow.domain.tasks.matter import Matter

OF_OTHERS: Final = frozenset(TABLE["hand_over_of_colleague"])
"""Roles that may hand over what a colleague has."""


def require_permitted(act: str, actor: Actor, matter: Matter) -> None:
    """Raise NotPermitted unless the caller is of a body that must act on it or watches."""
    if actor.role not in TABLE[act]:
        raise NotPermitted("task_not_for_role", rule=matter.deadline.rule, role=actor.role.value)
    if actor.organisation not in matter.bodies:
        raise NotPermitted("task_of_another_body", rule=matter.deadline.rule)
