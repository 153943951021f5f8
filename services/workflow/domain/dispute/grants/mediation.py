"""Who may do what: mediators, sessions, periods."""

from services.workflow.domain.dispute.grants.relation import OUR_CLERK, OURS, Grants, Relation
from services.workflow.domain.given import Role

AT_THE_TABLE = {Role.MEDIATOR: Relation.ASSIGNED}
"""The mediator who has the dispute, or covers for that mediator today; nobody else."""

PERMISSIONS: Grants = {
    "assign_mediator": OUR_CLERK,
    "disclose_conflict": OURS,
    "consent_to_conflict": OURS,
    "recuse_mediator": OURS,
    "arrange_cover": OUR_CLERK,
    "schedule_session": OURS,
    "hold_session": OURS,
    "adjourn_session": OURS,
    "cancel_session": OURS,
    "record_absence": OURS,
    "record_undisputed_facts": OURS,
    "note_in_confidence": AT_THE_TABLE,
    "make_settlement_offer": AT_THE_TABLE,
    "answer_settlement_offer": AT_THE_TABLE,
    "extend_mediation": OURS,
    "suspend_mediation": OURS,
    "resume_mediation": OURS,
    "receipt_period_lapsed": OUR_CLERK,
    "mediation_period_lapsed": OUR_CLERK,
    "record_failure": OURS,
    "restart_mediation": OURS,
}
