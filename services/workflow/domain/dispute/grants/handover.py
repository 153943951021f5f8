"""Who may do what: offers and mandates."""

from services.workflow.domain.dispute.grants.relation import OURS, RECEIVERS, Grants

PERMISSIONS: Grants = {
    "offer_referral": OURS,
    "referral_delivered": {**OURS, **RECEIVERS},
    "referral_received": RECEIVERS,
    "referral_accepted": RECEIVERS,
    "referral_refused": RECEIVERS,
    "referral_recalled": OURS,
}
