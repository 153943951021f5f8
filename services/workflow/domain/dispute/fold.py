"""The one fold: the state after each event. It never refuses and never asks the table."""

from collections.abc import Iterable
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.folds import FOLDS
from services.workflow.domain.dispute.folds.interruptions import interrupted
from services.workflow.domain.dispute.folds.lapses import remembered
from services.workflow.domain.dispute.folds.passages import passed
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.fact import Fact


def evolve(dispute: Dispute, event: Fact, stream_id: UUID) -> Dispute:
    """The dispute after the event."""
    after = passed(dispute, FOLDS[type(event)](dispute, event), event)
    after = remembered(dispute, interrupted(dispute, after, event), event)
    last = event.occurred_on if dispute.last_on is None else max(dispute.last_on, event.occurred_on)
    return msgspec.structs.replace(after, id=stream_id, last_on=last)


def fold(events: Iterable[Fact], stream_id: UUID) -> Dispute:
    """The dispute that these events make."""
    dispute = Dispute()
    for event in events:
        dispute = evolve(dispute, event, stream_id)
    return dispute


def folded_types() -> frozenset[type[Fact]]:
    """The event types that the fold knows; compared with the union in a test."""
    return frozenset(FOLDS)
