"""Who may do what: intake and claims."""

from services.workflow.domain.dispute.grants.relation import ANY_HANDLER, OURS, Grants, Relation
from services.workflow.domain.given import Role

PERMISSIONS: Grants = {
    "register_dispute": {
        Role.CLERK: Relation.OWN_BODY,
        Role.MEDIATOR: Relation.OWN_BODY,
        Role.PARTNER_BUREAU: Relation.OWN_REGION,
    },
    "record_direct_filing": {
        Role.ARBITRATION_CLERK: Relation.OWN_BODY,
        Role.COURT_LIAISON: Relation.OWN_BODY,
    },
    "request_correction": OURS,
    "submit_correction": OURS,
    "accept_application": OURS,
    "decline_application": OURS,
    "withdraw_application": OURS,
    "add_claims": ANY_HANDLER,
    "withdraw_claims": ANY_HANDLER,
    "split_claims": OURS,
}
