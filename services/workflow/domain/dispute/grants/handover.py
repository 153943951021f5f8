"""Who may do what: offers and mandates."""

from services.workflow.domain.dispute.grants.relation import (
    OURS,
    RECEIVERS,
    SENDERS,
    Grants,
    Relation,
)
from services.workflow.domain.given import Role

_SEISED = {
    Role.ARBITRATION_CLERK: Relation.HANDLER,
    Role.COURT_LIAISON: Relation.HANDLER,
}
_WHO_HAVE_IT = {**OURS, Role.ARBITRATION_CLERK: Relation.HANDLER}

PERMISSIONS: Grants = {
    "offer_referral": _WHO_HAVE_IT,
    "offer_return": _WHO_HAVE_IT,
    "referral_delivered": dict.fromkeys(SENDERS, Relation.OFFER_PARTNER),
    "referral_received": RECEIVERS,
    "referral_accepted": RECEIVERS,
    "referral_refused": RECEIVERS,
    "referral_recalled": SENDERS,
    "referral_expired": SENDERS,
    "mediation_suggested": {Role.ARBITRATION_CLERK: Relation.HANDLER},
    "mediation_entrusted": _SEISED,
    "mediation_delegated": {Role.COURT_LIAISON: Relation.OWN_BODY_OF_REGION},
    "mandate_returned": {
        **OURS,
        Role.ARBITRATION_CLERK: Relation.MANDATOR,
        Role.COURT_LIAISON: Relation.MANDATOR,
    },
}
