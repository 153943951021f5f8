"""Who may import what: for the own body, or the own region; the rows of others are refused."""

from services.kit.problem_details import FORBIDDEN, Problem
from services.partners.imports.job import JobKind
from services.workflow.application.ledger.entries import Entry
from services.workflow.application.ledger.preparing import Allowed
from services.workflow.domain.dispute.grants import PERMISSIONS, TABLE
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.organisation import Organisation
from services.workflow.http.identity import Caller

OF_BODY = frozenset({Role.CLERK, Role.ARBITRATION_CLERK, Role.COURT_LIAISON})
OF_REGION = frozenset({Role.SUPERVISOR, Role.PARTNER_BUREAU})
PEOPLE = frozenset(TABLE["start_import"])
"""Roles of people who may import; a partner's system may by its scope."""


def require_may_import(caller: Caller, kind: JobKind) -> None:
    """Raise a Problem for who may import nothing of the kind."""
    actor = caller.actor
    is_taken = caller.partner is not None or actor.role in PEOPLE
    if kind is JobKind.APPLICATIONS:
        # Each row is an ordinary registration, so it is for those who may register.
        is_taken = is_taken and actor.role in PERMISSIONS["register_dispute"]
    has_place = actor.organisation if actor.role in OF_BODY else actor.region
    if not is_taken or not has_place:
        raise Problem(
            FORBIDDEN,
            zh="该身份不能导入：须为本机构办案人员、本辖区监管部门，或者有 imports 权限的合作单位",
            en="not for this role: staff of a body, a supervisor of a region, or a partner may import",
        )


def allowed_for(actor: Actor) -> Allowed:
    """Which rows of a ledger the importer may enter."""

    def of_body(_entry: Entry, organisation: Organisation) -> bool:
        return organisation.id == actor.organisation

    def of_region(entry: Entry, organisation: Organisation) -> bool:
        region = actor.region or "-"
        return entry.region.startswith(region) and organisation.region.startswith(region)

    return of_body if actor.role in OF_BODY else of_region
