"""Who may do what: confirmation, review and payment orders."""

from services.workflow.domain.dispute.grants.relation import OURS, Grants, Relation
from services.workflow.domain.given import Role

_COURT = {Role.COURT_LIAISON: Relation.SEISED}
_COMMISSION = {Role.ARBITRATION_CLERK: Relation.SEISED}
"""What the body decides, it reports; what a party does before it, our users may record too."""

PERMISSIONS: Grants = {
    "apply_for_confirmation": OURS,
    "confirmation_docketed": _COURT,
    "confirmation_supplement_asked": _COURT,
    "confirmation_supplied": OURS,
    "confirmation_not_accepted": _COURT,
    "confirmation_refused": _COURT,
    "confirmation_withdrawn": {**OURS, **_COURT},
    "confirmation_deemed_withdrawn": _COURT,
    "confirmation_granted": _COURT,
    "confirmation_objected": {**OURS, **_COURT},
    "confirmation_annulled": _COURT,
    "confirmation_changed": _COURT,
    "apply_for_review": OURS,
    "review_accepted": _COMMISSION,
    "review_not_accepted": _COMMISSION,
    "review_refused": _COMMISSION,
    "review_withdrawn": {**OURS, **_COMMISSION},
    "review_statement_served": _COMMISSION,
    "apply_for_payment_order": OURS,
    "payment_order_issued": _COURT,
    "payment_order_served": _COURT,
    "payment_order_objected": _COURT,
    "payment_order_void": {**OURS, **_COURT},
    "payment_order_dismissed": _COURT,
    "payment_order_effective": _COURT,
}
