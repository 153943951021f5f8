"""Whether a mediator may go on: every disclosed tie needs the consent of both sides."""

from uuid import UUID

from services.workflow.domain.dispute.parts import ConflictKind
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given

RULE = "MEDIATOR.CONFLICT"


def without_consent(mediator: UUID | None, dispute: Dispute) -> tuple[int, ...]:
    """Numbers of the mediator's disclosed conflicts that one side has not consented to."""
    return tuple(
        conflict.no
        for conflict in dispute.conflicts
        if conflict.mediator == mediator
        and not dispute.has_both_sides(tuple(conflict.consented_by))
    )


def require_consented(mediator: UUID | None, dispute: Dispute, given: Given) -> None:
    """Refuse a mediator with a disclosed tie that both sides have not consented to."""
    waiting = without_consent(mediator, dispute)
    given.require(
        not waiting,
        "conflict_not_consented",
        rule=RULE,
        allowed=("consent_to_conflict", "recuse_mediator"),
        conflicts=", ".join(str(no) for no in waiting),
    )


def require_free(mediator: UUID | None, dispute: Dispute, given: Given) -> None:
    """Refuse whom a tie keeps from this dispute; an earlier role in the matter is one."""
    require_consented(mediator, dispute, given)
    had_role = mediator in dispute.earlier_mediators or mediator in given.earlier_in_matter
    given.require(
        not had_role or _told_of_earlier_role(mediator, dispute),
        "earlier_role_not_disclosed",
        rule=RULE,
        allowed=("disclose_conflict", "consent_to_conflict"),
    )


def _told_of_earlier_role(mediator: UUID | None, dispute: Dispute) -> bool:
    return any(
        conflict.mediator == mediator and conflict.kind is ConflictKind.EARLIER_ROLE
        for conflict in dispute.conflicts
    )
