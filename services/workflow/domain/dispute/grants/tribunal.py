"""Who may do what: arbitration, courts and enforcement."""

from services.workflow.domain.dispute.grants.relation import Grants, Relation
from services.workflow.domain.given import Role

_COMMISSION = {Role.ARBITRATION_CLERK: Relation.HANDLER}
_LAPSE = {Role.CLERK: Relation.HANDLER, **_COMMISSION}
_COURT = {Role.COURT_LIAISON: Relation.HANDLER}
_SHOWN = {
    Role.CLERK: Relation.HANDLER,
    Role.ARBITRATION_CLERK: Relation.HANDLER,
    Role.COURT_LIAISON: Relation.OWN_BODY_OF_REGION,
}
"""Reported by the court itself, or recorded by the handler's clerk from what a party showed."""
_SETTING_ASIDE = {Role.COURT_LIAISON: Relation.SETTING_ASIDE}

PERMISSIONS: Grants = {
    "arbitration_filed": {
        Role.CLERK: Relation.HANDLER,
        Role.ARBITRATION_CLERK: Relation.OWN_BODY_OF_REGION,
    },
    "arbitration_accepted": _COMMISSION,
    "arbitration_not_accepted": _COMMISSION,
    "arbitration_acceptance_lapsed": _LAPSE,
    "hearing_listed": _COMMISSION,
    "hearing_held": _COMMISSION,
    "arbitration_stayed": _COMMISSION,
    "arbitration_resumed": _COMMISSION,
    "arbitration_extended": _COMMISSION,
    "arbitration_transferred": _COMMISSION,
    "award_issued": _COMMISSION,
    "award_served": _COMMISSION,
    "award_windows_closed": _LAPSE,
    "arbitral_statement_served": _COMMISSION,
    "arbitration_withdrawn": _COMMISSION,
    "arbitration_deemed_withdrawn": _COMMISSION,
    "litigation_filed": _SHOWN,
    "set_aside_filed": _SHOWN,
    "set_aside_granted": _SETTING_ASIDE,
    "set_aside_dismissed": _SETTING_ASIDE,
    "judgment_given": _COURT,
    "judgment_appealed": _COURT,
    "judgment_effective": _COURT,
    "court_statement_served": _COURT,
    "litigation_withdrawn": _COURT,
    "litigation_dismissed": _COURT,
    "enforcement_applied": _SHOWN,
    "enforcement_stayed": _COURT,
    "enforcement_resumed": _COURT,
    "enforcement_ended": _COURT,
    "enforcement_refused": _COURT,
    "enforcement_concluded": _COURT,
}
