"""Who may do what: agreements and their performance."""

from services.workflow.domain.dispute.grants.relation import ANY_HANDLER, OURS, Grants, Relation
from services.workflow.domain.given import Role

_HANDLING_CLERKS: dict[Role, Relation] = {
    role: held for role, held in ANY_HANDLER.items() if role is not Role.MEDIATOR
}

PERMISSIONS: Grants = {
    "record_terms": OURS,
    "sign_agreement": OURS,
    "seal_agreement": {Role.CLERK: Relation.HANDLER},
    "amend_agreement": OURS,
    "abandon_amendment": OURS,
    "settle_on_the_spot": OURS,
    # While a court enforces, payments are made before it.
    "record_performance": ANY_HANDLER,
    "record_duty_performed": ANY_HANDLER,
    "remind_performance": ANY_HANDLER,
    "performance_breached": _HANDLING_CLERKS,
    "annul_agreement": {
        Role.CLERK: Relation.HANDLER,
        Role.COURT_LIAISON: Relation.COURT_OF_AGREEMENT,
    },
}
