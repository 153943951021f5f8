"""Who may send which command, and who may read: one table, and nothing open by default."""

from collections.abc import Container
from datetime import date
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.grants import READS, TABLE, WHY, Relation
from services.workflow.domain.dispute.grants.partners import NO_SYSTEM, OWN_SYSTEM, SYSTEMS
from services.workflow.domain.dispute.lifecycle import MOVE
from services.workflow.domain.dispute.parts import OfferEnd
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.errors import NotPermitted
from services.workflow.domain.given import Actor, Role

NO_GRANT = ("该身份没有此项权限", "the role has no such permission")

READING: dict[Role, Relation] = {**READS["read_record"], Role.SYSTEM: Relation.NONE}
"""How a caller must stand to a dispute to read its shared record."""

NAMES: frozenset[Role] = frozenset({*READS["see_names"], Role.SYSTEM})
"""Roles that see by name the persons of a dispute which they may read."""

FIGURES: frozenset[Role] = frozenset({*READS["read_figures"], Role.SYSTEM})
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
    return frozenset(str(body) for body in _involved(dispute) if body is not None)


def _involved(dispute: Dispute) -> set[UUID | None]:
    return {
        dispute.organisation,
        dispute.custodian,
        dispute.transferred_by,
        dispute.pending_before,
        dispute.commission,
        dispute.offer.to if dispute.offer else None,
        dispute.reinforcement.body if dispute.reinforcement else None,
        dispute.mandate_record.body if dispute.mandate_record else None,
        dispute.set_aside.court if dispute.set_aside else None,
        dispute.enforcement.court if dispute.enforcement else None,
        *(case.commission for case in dispute.past_arbitrations),
        *(over.sender for over in dispute.handed_over),
        *(past.sender for past in dispute.past_offers if past.end is OfferEnd.ACCEPTED),
        *(past.body for past in dispute.past_mandates),
        *(suit.court for suit in dispute.suits),
        *(past.body for past in dispute.past_reinforcements),
    }


def require_permitted(
    move: str,
    actor: Actor,
    dispute: Dispute,
    *,
    body: UUID | None = None,
    region: str = "",
    today: date | None = None,
) -> None:
    """Raise NotPermitted unless the table lets this caller send the command.

    `body` and `region` are what the command names, where nothing is on file yet; `today` decides
    whether a mediator's cover holds.
    """
    if actor.role is Role.SYSTEM:
        return
    relation = TABLE[move].get(actor.role)
    if relation is not None and _holds(relation, actor, dispute, body, region, today):
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


def granted(row: str, role: Role, *, is_system: bool = False) -> Relation | None:
    """How a person, or a partner's system, must stand to what the row is about; None: it may not."""
    if is_system and row in OWN_SYSTEM:
        return Relation.OWN_PARTNER
    if is_system and row in NO_SYSTEM:
        return None
    of_people = TABLE[row]
    return (SYSTEMS.get(row, of_people) if is_system else of_people).get(role)


def may(row: str, actor: Actor, dispute: Dispute, *, today: date | None = None) -> bool:
    """Whether a row of the table is open to this caller for a dispute that is on file."""
    if actor.role is Role.SYSTEM:
        return True
    relation = TABLE[row].get(actor.role)
    return relation is not None and _holds(relation, actor, dispute, None, "", today)


def may_read(actor: Actor, dispute: Dispute) -> bool:
    """Whether the caller may read the shared record."""
    return may("read_record", actor, dispute)


def may_be_told(actor: Actor, before: Dispute, after: Dispute) -> bool:
    """Whether the caller is told of the event between: also of that by which its part ends."""
    return may_read(actor, after) or may_read(actor, before)


def may_see_names(actor: Actor, dispute: Dispute) -> bool:
    """Whether the caller sees the persons by name."""
    return may("see_names", actor, dispute)


def may_see_contacts(actor: Actor, dispute: Dispute) -> bool:
    """Whether the caller sees documents and telephone numbers of persons."""
    return actor.role is not Role.SYSTEM and may("see_contacts", actor, dispute)


def _holds(
    relation: Relation,
    actor: Actor,
    dispute: Dispute,
    body: UUID | None,
    region: str,
    today: date | None,
) -> bool:
    is_in_region = bool(actor.region) and (dispute.region or region).startswith(actor.region or "-")
    if relation in _IN_OWN_REGION and not is_in_region:
        return False
    if relation is Relation.COURT_OF_AGREEMENT and body != (_seised_court(dispute) or body):
        return False
    if relation is Relation.ASSIGNED and not dispute.mediates(actor.mediator, today):
        return False
    if relation in _WHATEVER_BODY:
        return True
    return actor.organisation is not None and actor.organisation in _bodies(relation, dispute, body)


_WHATEVER_BODY = frozenset({Relation.NONE, Relation.OWN_REGION})
_IN_OWN_REGION = frozenset(
    {Relation.OWN_REGION, Relation.OWN_BODY_OF_REGION, Relation.COURT_OF_AGREEMENT}
)


def _bodies(relation: Relation, dispute: Dispute, named: UUID | None) -> Container[UUID | None]:
    """The bodies that stand so to the dispute; `named` is what the command names."""
    match relation:
        case Relation.INVOLVED:
            return _involved(dispute)
        case Relation.HANDED:
            return _handed(dispute)
        case Relation.OFFERED | Relation.OFFEROR | Relation.OFFER_PARTNER:
            return _offer_bodies(relation, dispute)
        case Relation.OWN_BODY | Relation.OWN_BODY_OF_REGION | Relation.COURT_OF_AGREEMENT:
            return (named,)
        case _:
            return (_one_body(relation, dispute),)


def _one_body(relation: Relation, dispute: Dispute) -> UUID | None:
    """The body that has the dispute, or of which something is asked, or that gave the mandate."""
    bodies = {
        Relation.CUSTODIAN: dispute.custodian,
        Relation.HANDLER: dispute.handler,
        Relation.ASSIGNED: dispute.handler,
        Relation.SEISED: dispute.reinforcement.body if dispute.reinforcement else None,
        Relation.SETTING_ASIDE: dispute.set_aside.court if dispute.set_aside else None,
        Relation.MANDATOR: dispute.mandate_record.body if dispute.mandate_record else None,
    }
    return bodies.get(relation)


_BEFORE_COURT = frozenset({State.CONFIRMATION_PENDING, State.PAYMENT_ORDER_PENDING})


def _seised_court(dispute: Dispute) -> UUID | None:
    """The court that an application on the agreement is before now."""
    slot = dispute.reinforcement if dispute.state in _BEFORE_COURT else None
    return slot.body if slot else None


def _handed(dispute: Dispute) -> frozenset[UUID | None]:
    """The bodies of the offer in flight and of those that were accepted."""
    accepted = (past for past in dispute.past_offers if past.end is OfferEnd.ACCEPTED)
    offers = (*accepted, *((dispute.offer,) if dispute.offer else ()))
    return frozenset(body for offer in offers for body in (offer.sender, offer.to))


def _offer_bodies(relation: Relation, dispute: Dispute) -> frozenset[UUID]:
    """Bodies of the offer in flight and of those that ended: the loser of a race is told what won.

    Whoever has the dispute is among the offerors, and is told that it made no offer.
    """
    offers = (*dispute.past_offers, *((dispute.offer,) if dispute.offer else ()))
    made_to = {offer.to for offer in offers}
    made_by = {body for body in (dispute.handler, *(o.sender for o in offers)) if body is not None}
    by_relation = {Relation.OFFERED: made_to, Relation.OFFEROR: made_by}
    return frozenset(by_relation.get(relation, made_to | made_by))
