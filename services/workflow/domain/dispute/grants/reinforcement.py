"""Who may do what: confirmation, review and payment orders."""

from services.workflow.domain.dispute.grants.relation import OURS, Grants, Relation
from services.workflow.domain.given import Role

PERMISSIONS: Grants = {
    "apply_for_confirmation": OURS,
    "confirmation_docketed": {Role.COURT_LIAISON: Relation.SEISED},
    "confirmation_granted": {Role.COURT_LIAISON: Relation.SEISED},
}
