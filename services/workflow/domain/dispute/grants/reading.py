"""Who may read what: a row for each kind of read, in the form of the rows of moves."""

from services.workflow.domain.dispute.grants.mediation import AT_THE_TABLE
from services.workflow.domain.dispute.grants.relation import Grants, Relation
from services.workflow.domain.given import Role

_BODIES = {
    Role.CLERK: Relation.INVOLVED,
    Role.MEDIATOR: Relation.INVOLVED,
    Role.ARBITRATION_CLERK: Relation.INVOLVED,
    Role.COURT_LIAISON: Relation.INVOLVED,
    Role.PARTNER_BUREAU: Relation.INVOLVED,
}
_EVERYBODY = dict.fromkeys((*_BODIES, Role.SUPERVISOR), Relation.NONE)
_HANDLING_OFFICES = {
    Role.CLERK: Relation.HANDLER,
    Role.ARBITRATION_CLERK: Relation.HANDLER,
    Role.COURT_LIAISON: Relation.HANDLER,
}

READS: Grants = {
    # The shared record and all that is told from it: lists, history, deadlines, tasks, files.
    "read_record": {**_BODIES, Role.SUPERVISOR: Relation.OWN_REGION},
    "see_names": _BODIES,
    "see_contacts": {
        Role.CLERK: Relation.CUSTODIAN,
        Role.MEDIATOR: Relation.CUSTODIAN,
        Role.ARBITRATION_CLERK: Relation.CUSTODIAN,
    },
    "read_notes": AT_THE_TABLE,
    "read_package": dict.fromkeys(_BODIES, Relation.HANDED),
    # What a partner sent with a dispute names people, as the record does to these.
    "read_handed_in": _BODIES,
    "read_figures": {
        Role.CLERK: Relation.OWN_REGION,
        Role.MEDIATOR: Relation.OWN_REGION,
        Role.ARBITRATION_CLERK: Relation.OWN_REGION,
        Role.SUPERVISOR: Relation.OWN_REGION,
    },
    # That there is one more dispute of certainly the same people, and no word more of it.
    "know_of_others": {
        role: Relation.NONE for role in _EVERYBODY if role is not Role.PARTNER_BUREAU
    },
    "read_register": _EVERYBODY,
    "read_calendars": _EVERYBODY,
    "read_reads": {**_HANDLING_OFFICES, Role.SUPERVISOR: Relation.OWN_REGION},
    "search_reads": {Role.SUPERVISOR: Relation.OWN_REGION},
}
"""By kind of read: which role may, and how its body must stand to the dispute."""
