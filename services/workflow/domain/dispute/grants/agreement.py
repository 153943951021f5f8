"""Who may do what: agreements and their performance."""

from services.workflow.domain.dispute.grants.relation import OURS, Grants, Relation
from services.workflow.domain.given import Role

PERMISSIONS: Grants = {
    "record_terms": OURS,
    "sign_agreement": OURS,
    "seal_agreement": {Role.CLERK: Relation.HANDLER},
    "settle_on_the_spot": OURS,
    "record_performance": OURS,
    "annul_agreement": {
        Role.CLERK: Relation.HANDLER,
        Role.COURT_LIAISON: Relation.OWN_REGION,
    },
}
