"""Who may do what: mediators, sessions, periods."""

from services.workflow.domain.dispute.grants.relation import OURS, Grants, Relation
from services.workflow.domain.given import Role

PERMISSIONS: Grants = {
    "assign_mediator": {Role.CLERK: Relation.HANDLER},
    "hold_session": OURS,
    "note_in_confidence": {Role.MEDIATOR: Relation.ASSIGNED},
    "record_failure": OURS,
}
