"""What bodies and their systems exchange: feeds, subscriptions, messages, hand-overs, imports, files."""

from services.workflow.domain.dispute.grants.relation import Grants, Relation
from services.workflow.domain.given import Role

_SUPERVISOR = {Role.SUPERVISOR: Relation.OWN_REGION}
_OFFICES = {
    Role.CLERK: Relation.HANDLER,
    Role.ARBITRATION_CLERK: Relation.HANDLER,
    Role.COURT_LIAISON: Relation.HANDLER,
    **_SUPERVISOR,
}
_BODIES = (
    Role.CLERK,
    Role.MEDIATOR,
    Role.ARBITRATION_CLERK,
    Role.COURT_LIAISON,
    Role.PARTNER_BUREAU,
)
_EVERYBODY = (*_BODIES, Role.SUPERVISOR)

EXCHANGES: Grants = {
    "read_partners": _SUPERVISOR,
    "renew_secret": {},
    "read_feed": {},
    "manage_subscriptions": {},
    "read_deliveries": _SUPERVISOR,
    "read_inbox": _OFFICES,
    "replay_inbox": _OFFICES,
    # A message that contradicts is a person's task, which its sender must not end.
    "dismiss_inbox": _OFFICES,
    "hand_in_package": {},
    "reconcile": dict.fromkeys(_BODIES, Relation.OWN_BODY),
    "read_contradictions": {**dict.fromkeys(_BODIES, Relation.INVOLVED), **_SUPERVISOR},
    "settle_contradiction": {
        Role.CLERK: Relation.INVOLVED,
        Role.ARBITRATION_CLERK: Relation.INVOLVED,
        Role.COURT_LIAISON: Relation.INVOLVED,
        **_SUPERVISOR,
    },
    "start_import": {
        Role.CLERK: Relation.OWN_BODY,
        Role.ARBITRATION_CLERK: Relation.OWN_BODY,
        **_SUPERVISOR,
    },
    # A report repeats the file, with names and contacts in it.
    "manage_import": {
        Role.CLERK: Relation.OWN_THING,
        Role.ARBITRATION_CLERK: Relation.OWN_THING,
        Role.SUPERVISOR: Relation.OWN_THING,
    },
    "follow_import": dict.fromkeys(_EVERYBODY, Relation.OWN_THING),
    "continue_upload": dict.fromkeys(_EVERYBODY, Relation.OWN_ACCOUNT),
}
"""By what is done: which role may, of people. A row without roles is for systems alone."""
OWN_SYSTEM = frozenset(
    {
        "read_partners",
        "renew_secret",
        "read_feed",
        "manage_subscriptions",
        "read_deliveries",
        "read_inbox",
        "replay_inbox",
        "hand_in_package",
    }
)
"""Rows by which a partner's own system may, in what is its own; in all others it acts as its role."""
NO_SYSTEM = frozenset({"dismiss_inbox", "settle_contradiction", "open_calendar_feed"})
"""Rows by which no partner's system may, whatever its role may."""
SYSTEMS: Grants = {
    "start_import": {
        Role.CLERK: Relation.OWN_BODY,
        Role.ARBITRATION_CLERK: Relation.OWN_BODY,
        Role.COURT_LIAISON: Relation.OWN_BODY,
        Role.PARTNER_BUREAU: Relation.OWN_REGION,
        **_SUPERVISOR,
    },
    "manage_import": dict.fromkeys(
        (
            Role.CLERK,
            Role.ARBITRATION_CLERK,
            Role.COURT_LIAISON,
            Role.PARTNER_BUREAU,
            Role.SUPERVISOR,
        ),
        Relation.OWN_THING,
    ),
}
"""Rows by which partners' systems may otherwise than people of their role."""
