"""Who may look after what crosses to partners' systems, besides the partner's own system."""

from services.workflow.domain.dispute.grants.relation import Grants, Relation
from services.workflow.domain.given import Role

_SUPERVISOR = {Role.SUPERVISOR: Relation.OWN_REGION}
_OFFICES = {
    Role.CLERK: Relation.HANDLER,
    Role.ARBITRATION_CLERK: Relation.HANDLER,
    Role.COURT_LIAISON: Relation.HANDLER,
    **_SUPERVISOR,
}

EXCHANGES: Grants = {
    "read_partners": _SUPERVISOR,
    "renew_secret": {},
    "read_feed": {},
    "manage_subscriptions": {},
    "read_deliveries": _SUPERVISOR,
    "read_inbox": _OFFICES,
    "decide_inbox": _OFFICES,
}
"""By what is done: which role may, of people. A row without roles is for systems alone."""
OWN_SYSTEM = frozenset(EXCHANGES)
"""What a partner's own system may, in what is its own (`Relation.OWN_PARTNER`)."""
