"""Who may act on a task: one table by role, for people of a body whose business it is."""

from typing import Final

from services.workflow.domain.errors import NotPermitted
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.tasks.matter import Matter

DESKS: Final = frozenset({Role.CLERK, Role.MEDIATOR, Role.ARBITRATION_CLERK, Role.COURT_LIAISON})
"""Roles that have tasks."""
ACTS: Final[dict[str, frozenset[Role]]] = {
    "claim_task": DESKS,
    "release_task": DESKS,
    "hand_over_task": DESKS,
    "finish_task": DESKS,
    "reopen_task": DESKS,
    "snooze_task": DESKS,
}
OF_OTHERS: Final = frozenset({Role.CLERK, Role.ARBITRATION_CLERK, Role.COURT_LIAISON})
"""Roles that may hand over what a colleague has."""


def require_permitted(act: str, actor: Actor, matter: Matter) -> None:
    """Raise NotPermitted unless the caller is of a body that must act on it or watches."""
    if actor.role not in ACTS[act]:
        raise NotPermitted("task_not_for_role", rule=matter.deadline.rule, role=actor.role.value)
    if actor.organisation not in matter.bodies:
        raise NotPermitted("task_of_another_body", rule=matter.deadline.rule)
