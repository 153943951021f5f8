"""Who may do what: arbitration, courts and enforcement."""

from services.workflow.domain.dispute.grants.relation import Grants, Relation
from services.workflow.domain.given import Role

PERMISSIONS: Grants = {
    "arbitration_filed": {
        Role.CLERK: Relation.HANDLER,
        Role.ARBITRATION_CLERK: Relation.OWN_BODY_OF_REGION,
    },
    "arbitration_accepted": {Role.ARBITRATION_CLERK: Relation.HANDLER},
}
