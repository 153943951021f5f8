"""Who may import what: for the own body, or the own region; the rows of others are refused."""

from services.kit.problem_details import FORBIDDEN, Problem
from services.partners.imports.job import JobKind
from services.workflow.application.ledger.entries import Entry
from services.workflow.application.ledger.preparing import Allowed
from services.workflow.domain.dispute.grants import Relation
from services.workflow.domain.dispute.permissions import granted
from services.workflow.domain.given import Actor
from services.workflow.domain.organisation import Organisation
from services.workflow.http.identity import Caller


def require_may_import(caller: Caller, kind: JobKind) -> None:
    """Raise a Problem for who may import nothing of the kind."""
    actor = caller.actor
    relation = granted("start_import", actor.role, is_system=caller.partner is not None)
    if kind is JobKind.APPLICATIONS and granted("register_dispute", actor.role) is None:
        # Each row is an ordinary registration, so it is for those who may register.
        relation = None
    has_place = actor.organisation if relation is Relation.OWN_BODY else actor.region
    if relation is None or not has_place:
        raise Problem(
            FORBIDDEN,
            zh="该身份不能导入：须为本机构办案人员、本辖区监管部门，或者有 imports 权限的合作单位",
            en="not for this role: staff of a body, a supervisor of a region, or a partner may import",
        )


def require_may_manage(caller: Caller) -> None:
    """Raise a Problem for who may neither end an import of his body nor read its report."""
    is_system = caller.partner is not None
    if granted("manage_import", caller.actor.role, is_system=is_system) is None:
        raise Problem(
            FORBIDDEN,
            zh="该身份不能取消导入或者读取导入报告，报告中有当事人信息",
            en="not for this role: only who may import may end one and read its report",
        )


def allowed_for(actor: Actor) -> Allowed:
    """Which rows of a ledger the importer may enter."""

    def of_body(_entry: Entry, organisation: Organisation) -> bool:
        return organisation.id == actor.organisation

    def of_region(entry: Entry, organisation: Organisation) -> bool:
        region = actor.region or "-"
        return entry.region.startswith(region) and organisation.region.startswith(region)

    # Whoever is not of the table was refused; systems may whatever people of their role may.
    relation = granted("start_import", actor.role, is_system=True)
    return of_body if relation is Relation.OWN_BODY else of_region
