"""Who may do what at desks and in the registers: tasks, calendars, bodies, mediators."""

from services.workflow.domain.dispute.grants.relation import Grants, Relation
from services.workflow.domain.given import Role

_OFFICES = {
    Role.CLERK: Relation.ON_DUTY,
    Role.ARBITRATION_CLERK: Relation.ON_DUTY,
    Role.COURT_LIAISON: Relation.ON_DUTY,
}
_DESKS = {**_OFFICES, Role.MEDIATOR: Relation.ON_DUTY}
_WITH_A_BODY: dict[Role, Relation] = {
    role: Relation.OWN_BODY for role in Role if role is not Role.SYSTEM
}
_SUPERVISOR = {Role.SUPERVISOR: Relation.OWN_REGION}

ACTS: Grants = {
    "claim_task": _DESKS,
    "release_task": _DESKS,
    "hand_over_task": _DESKS,
    "finish_task": _DESKS,
    "reopen_task": _DESKS,
    "snooze_task": _DESKS,
    # What a colleague has in hand.
    "hand_over_of_colleague": _OFFICES,
    "open_calendar_feed": _WITH_A_BODY,
    "close_calendar_feed": _WITH_A_BODY,
    "close_calendar_feed_of": _SUPERVISOR,
    "register_organisation": _SUPERVISOR,
    "set_area": _SUPERVISOR,
    "record_legal_basis": _SUPERVISOR,
    "register_mediator": _SUPERVISOR,
    "enter_holiday_notice": _SUPERVISOR,
    "withdraw_holiday_notice": _SUPERVISOR,
}
"""By act: which role may, and how its body must stand to what it is about."""
