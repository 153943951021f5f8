"""Who may send which command, and who may read: one table, and nothing open by default."""

from enum import StrEnum
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.lifecycle import MOVE
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import NotPermitted
from services.workflow.domain.given import Actor, Role


class Relation(StrEnum):
    """How a caller must stand to the dispute."""

    OWN_BODY = "own_body"
    """For its own body: nothing is on file yet, or the body is named in the command."""
    OWN_BODY_OF_REGION = "own_body_of_region"
    """For its own body, where the dispute lies in the caller's region."""
    CUSTODIAN = "custodian"
    ASSIGNED = "assigned"
    """The mediator who has the dispute, for the custodian."""
    OFFERED = "offered"
    """The body to which the offer in flight was made."""
    SEISED_COURT = "seised_court"
    OWN_REGION = "own_region"
    INVOLVED = "involved"
    """A body that registered it, has it, has it before it, or is offered it."""
    NONE = "none"
    """No relation needed."""


WHY: dict[Relation, tuple[str, str]] = {
    Relation.OWN_BODY: ("只能以本机构名义办理", "only for your own body"),
    Relation.OWN_BODY_OF_REGION: (
        "只能以本机构名义办理本辖区的争议",
        "only for your own body and a dispute of your region",
    ),
    Relation.CUSTODIAN: ("争议不在本机构办理", "your body does not have the dispute"),
    Relation.ASSIGNED: ("您不是本争议的调解员", "you are not its mediator"),
    Relation.OFFERED: ("移送不是发给本机构的", "the offer was not made to your body"),
    Relation.SEISED_COURT: ("司法确认不在本院办理", "the application is not before your court"),
    Relation.OWN_REGION: ("争议不在您的辖区", "the dispute is not in your region"),
    Relation.INVOLVED: ("本机构与争议无关", "your body has no part in the dispute"),
}
NO_GRANT = ("该身份没有此项权限", "the role has no such permission")

OURS = {Role.CLERK: Relation.CUSTODIAN, Role.MEDIATOR: Relation.CUSTODIAN}
RECEIVERS = {Role.ARBITRATION_CLERK: Relation.OFFERED}
SUPERVISED = {Role.CLERK: Relation.CUSTODIAN, Role.SUPERVISOR: Relation.OWN_REGION}

PERMISSIONS: dict[str, dict[Role, Relation]] = {
    "register_dispute": {
        Role.CLERK: Relation.OWN_BODY,
        Role.MEDIATOR: Relation.OWN_BODY,
        Role.PARTNER_BUREAU: Relation.OWN_REGION,
    },
    "record_direct_filing": {
        Role.ARBITRATION_CLERK: Relation.OWN_BODY,
        Role.COURT_LIAISON: Relation.OWN_BODY,
    },
    "accept_application": OURS,
    "decline_application": OURS,
    "withdraw_application": OURS,
    "assign_mediator": {Role.CLERK: Relation.CUSTODIAN},
    "hold_session": OURS,
    "note_in_confidence": {Role.MEDIATOR: Relation.ASSIGNED},
    "record_failure": OURS,
    "record_terms": OURS,
    "sign_agreement": OURS,
    "seal_agreement": {Role.CLERK: Relation.CUSTODIAN},
    "settle_on_the_spot": OURS,
    "record_performance": OURS,
    "annul_agreement": {
        Role.CLERK: Relation.CUSTODIAN,
        Role.COURT_LIAISON: Relation.OWN_REGION,
    },
    "apply_for_confirmation": OURS,
    "confirmation_docketed": {Role.COURT_LIAISON: Relation.SEISED_COURT},
    "confirmation_granted": {Role.COURT_LIAISON: Relation.SEISED_COURT},
    "offer_referral": OURS,
    "referral_delivered": {**OURS, **RECEIVERS},
    "referral_received": RECEIVERS,
    "referral_accepted": RECEIVERS,
    "referral_refused": RECEIVERS,
    "referral_recalled": OURS,
    "arbitration_filed": {
        Role.CLERK: Relation.CUSTODIAN,
        Role.ARBITRATION_CLERK: Relation.OWN_BODY_OF_REGION,
    },
    "arbitration_accepted": {Role.ARBITRATION_CLERK: Relation.CUSTODIAN},
    "close_dispute": OURS,
    "merge_matter": SUPERVISED,
    "unlink_matter": SUPERVISED,
    "correct_fact": SUPERVISED,
}

READING: dict[Role, Relation] = {
    Role.CLERK: Relation.INVOLVED,
    Role.MEDIATOR: Relation.INVOLVED,
    Role.ARBITRATION_CLERK: Relation.INVOLVED,
    Role.COURT_LIAISON: Relation.INVOLVED,
    Role.PARTNER_BUREAU: Relation.INVOLVED,
    Role.SUPERVISOR: Relation.OWN_REGION,
    Role.SYSTEM: Relation.NONE,
}
"""How a caller must stand to a dispute to read its shared record."""

NAMES: frozenset[Role] = frozenset(READING) - {Role.SUPERVISOR}
"""Roles that see by name the persons of a dispute which they may read."""
CONTACTS: frozenset[Role] = frozenset({Role.CLERK, Role.MEDIATOR, Role.ARBITRATION_CLERK})
"""Roles that also see identity documents and telephone numbers, where their body has the dispute."""

FIGURES: frozenset[Role] = frozenset(
    {Role.CLERK, Role.MEDIATOR, Role.ARBITRATION_CLERK, Role.SUPERVISOR, Role.SYSTEM}
)
"""Roles that may ask for figures of their region."""


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a caller may read, for lists: everything, a region, or where a body is involved."""

    relation: Relation
    value: str = ""


def reading_scope(actor: Actor) -> Scope | None:
    """The scope of a caller's lists; None may read nothing."""
    relation = READING.get(actor.role)
    match relation:
        case Relation.NONE:
            return Scope(relation=relation)
        case Relation.OWN_REGION if actor.region:
            return Scope(relation=relation, value=actor.region)
        case Relation.INVOLVED if actor.organisation:
            return Scope(relation=relation, value=str(actor.organisation))
        case _:
            return None


def involved(dispute: Dispute) -> frozenset[str]:
    """The bodies that have a part in the dispute, by id."""
    bodies = {
        dispute.organisation,
        dispute.custodian,
        dispute.transferred_by,
        dispute.commission,
        dispute.offer.to if dispute.offer else None,
        dispute.reinforcement.court if dispute.reinforcement else None,
    }
    return frozenset(str(body) for body in bodies if body is not None)


def require_permitted(
    move: str, actor: Actor, dispute: Dispute, *, body: UUID | None = None, region: str = ""
) -> None:
    """Raise NotPermitted unless the table lets this caller send the command.

    `body` and `region` are what the command names, where nothing is on file yet.
    """
    if actor.role is Role.SYSTEM:
        return
    relation = PERMISSIONS[move].get(actor.role)
    if relation is not None and _holds(relation, actor, dispute, body, region):
        return
    why_zh, why = WHY[relation] if relation else NO_GRANT
    raise NotPermitted(
        "not_permitted",
        move=move,
        move_zh=MOVE[move].zh,
        role=actor.role.value,
        why=why,
        why_zh=why_zh,
    )


def may_read(actor: Actor, dispute: Dispute) -> bool:
    """Whether the caller may read the shared record."""
    scope = reading_scope(actor)
    if scope is None:
        return False
    match scope.relation:
        case Relation.NONE:
            return True
        case Relation.OWN_REGION:
            return dispute.region.startswith(scope.value)
        case _:
            return scope.value in involved(dispute)


def may_see_names(actor: Actor, dispute: Dispute) -> bool:
    """Whether the caller sees the persons by name."""
    return actor.role in NAMES and may_read(actor, dispute)


def may_see_contacts(actor: Actor, dispute: Dispute) -> bool:
    """Whether the caller sees documents and telephone numbers of persons."""
    is_with_us = actor.organisation is not None and actor.organisation == dispute.custodian
    return is_with_us and actor.role in CONTACTS


def _holds(
    relation: Relation, actor: Actor, dispute: Dispute, body: UUID | None, region: str
) -> bool:
    is_in_region = bool(actor.region) and (dispute.region or region).startswith(actor.region or "-")
    if relation is Relation.OWN_REGION:
        return is_in_region
    if relation is Relation.OWN_BODY_OF_REGION and not is_in_region:
        return False
    if relation is Relation.ASSIGNED and dispute.mediator != actor.mediator:
        return False
    bodies = {
        Relation.OWN_BODY: body,
        Relation.OWN_BODY_OF_REGION: body,
        Relation.CUSTODIAN: dispute.custodian,
        Relation.ASSIGNED: dispute.custodian if dispute.mediator else None,
        Relation.OFFERED: dispute.offer.to if dispute.offer else None,
        Relation.SEISED_COURT: dispute.reinforcement.court if dispute.reinforcement else None,
    }
    return actor.organisation is not None and actor.organisation == bodies.get(relation)
