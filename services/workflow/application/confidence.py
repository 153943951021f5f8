"""Which entries of the privileged record a caller may know of: those of its own tenure."""

from collections.abc import Sequence
from uuid import UUID

from services.workflow.domain import privileged
from services.workflow.domain.dispute.events import MediatorRecused
from services.workflow.domain.dispute.fold import evolve
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Actor
from services.workflow.domain.privileged import Talks
from services.workflow.recorded.metadata import Recorded


def known_to(
    actor: Actor, entries: Sequence[Recorded], shared: Sequence[Recorded]
) -> list[Recorded]:
    """The entries of the caller's organisation since the mediator's tenure began, and its own.

    `shared` is the dispute's own stream. Who follows a recused mediator, and whoever has the
    dispute after a hand-over or under a later mandate, starts with an empty record.
    """
    began = _tenure_began(shared)
    return [
        entry
        for entry in entries
        if actor.organisation is not None
        and entry.meta.organisation == actor.organisation
        and (entry.position > began or entry.meta.actor == actor.account)
    ]


def talks_of(entries: Sequence[Recorded], known: Sequence[Recorded], stream: UUID) -> Talks:
    """What may be decided on: the offers that are known; numbers and versions go on over all."""
    whole, talks = Talks(), Talks()
    for entry in entries:
        whole = privileged.evolve(whole, entry.event, stream)
    for entry in known:
        talks = privileged.evolve(talks, entry.event, stream)
    return Talks(
        entries=whole.entries,
        offers_made=whole.offers_made,
        offers=talks.offers,
        answered=talks.answered,
    )


def _tenure_began(shared: Sequence[Recorded]) -> int:
    """The log position of the last recusal or change of hands; 0: there was none."""
    dispute, began = Dispute(), 0
    for entry in shared:
        after = evolve(dispute, entry.event, entry.stream_id)
        if isinstance(entry.event, MediatorRecused) or _hands(after) != _hands(dispute):
            began = entry.position
        dispute = after
    return began


def _hands(dispute: Dispute) -> tuple[UUID | None, ...]:
    """Whose people mediate it, and for whom."""
    mandate = dispute.mandate_record
    return dispute.organisation, dispute.handler, mandate.body if mandate else None
