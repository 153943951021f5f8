"""Who may do what: parties and representatives."""

from services.workflow.domain.dispute.grants.relation import Grants

PERMISSIONS: Grants = {}
