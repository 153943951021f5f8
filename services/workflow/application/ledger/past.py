"""A dispute as the log has it, and what of it a ledger told before."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from services.workflow.domain.dispute.events import (
    DisputeClosed,
    DisputeReopened,
    FactCorrected,
    MatterMerged,
    MatterUnlinked,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Role
from services.workflow.recorded.metadata import Metadata

CLOSINGS: Final = (DisputeClosed, DisputeReopened)
"""What follows from the last day a ledger has, and moves with it."""
_APART: Final = (FactCorrected, MatterMerged, MatterUnlinked, *CLOSINGS)


class Past(msgspec.Struct, kw_only=True):
    """A dispute of the log as it is now, and the history that the ledger gave of it."""

    dispute: Dispute
    version: int
    told: list[Any]
    """Events taken from the ledger; corrections, merges and closings apart."""
    corrected: dict[str, str]
    """By field, the last value that the ledger corrected."""
    closed_by_ledger: bool
    """Whether it was the ledger that closed it last; then the ledger may take it up again."""
    merged_by_ledger: bool
    """Whether the ledger said last that it repeats another; then the ledger may take it back."""


def past_of(events: Sequence[tuple[Any, Metadata]], dispute: Dispute, version: int) -> Past:
    """Sort what came from the ledger from what was done since."""
    merges = [meta for event, meta in events if isinstance(event, MatterMerged)]
    closings = [meta for event, meta in events if isinstance(event, CLOSINGS)]
    ours = [event for event, meta in events if meta.role == Role.SYSTEM]
    return Past(
        dispute=dispute,
        version=version,
        told=[event for event in ours if not isinstance(event, _APART)],
        corrected={e.field: e.new for e in ours if isinstance(e, FactCorrected)},
        closed_by_ledger=bool(closings) and closings[-1].role == Role.SYSTEM,
        merged_by_ledger=bool(merges) and merges[-1].role == Role.SYSTEM,
    )
