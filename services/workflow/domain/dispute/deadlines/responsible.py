"""Who looks after a deadline: the body and the person who must act, or see to it that others do."""

from collections.abc import Callable
from uuid import UUID

import msgspec

from services.workflow.domain.clock_terms import WhoActs
from services.workflow.domain.dispute.deadlines.deadline import Deadline
from services.workflow.domain.dispute.parts import ReinforcementKind
from services.workflow.domain.dispute.state import Dispute


class Responsible(msgspec.Struct, frozen=True, kw_only=True):
    """Who looks after it."""

    body: UUID | None
    """The organisation, commission or court whose people act or watch."""
    mediator: UUID | None = None
    """The person, where the dispute has one."""
    is_own_duty: bool
    """Whether that body itself must act; otherwise it watches what a party is to do."""


def _commission(dispute: Dispute) -> UUID | None:
    """The one that reviews the agreement, where one does; an earlier case may have been elsewhere."""
    slot = dispute.reinforcement
    if slot is not None and slot.kind is ReinforcementKind.REVIEW:
        return slot.body
    return dispute.commission or dispute.custodian


def _court(dispute: Dispute) -> UUID | None:
    if dispute.open_suit is not None:
        return dispute.open_suit.court
    if dispute.enforcement is not None:
        return dispute.enforcement.court
    return dispute.reinforcement.body if dispute.reinforcement else dispute.custodian


def _receiver(dispute: Dispute) -> UUID | None:
    return dispute.offer.to if dispute.offer else dispute.custodian


_BODY_OF: dict[WhoActs, Callable[[Dispute], UUID | None]] = {
    WhoActs.COMMISSION: _commission,
    WhoActs.TRIBUNAL: _commission,
    WhoActs.COURT: _court,
    WhoActs.RECEIVER: _receiver,
    WhoActs.ORGANISATION: lambda dispute: dispute.handler,
    WhoActs.MEDIATOR: lambda dispute: dispute.handler,
}
"""Bodies that act themselves; what a party is to do, the handler watches."""


def responsible(deadline: Deadline, dispute: Dispute) -> Responsible:
    """The mediator is named for what the own organisation acts on or watches, nobody else."""
    actor = deadline.rule.actor
    body_of = _BODY_OF.get(actor) if actor else None
    body = body_of(dispute) if body_of else dispute.handler
    is_with_mediator = body == dispute.handler == dispute.organisation
    mediator = dispute.mediator if is_with_mediator else None
    return Responsible(body=body, mediator=mediator, is_own_duty=body_of is not None)
