"""Whether an award is final (一裁终局): the reading, and what it is read from."""

from services.workflow.domain.dispute.finality.of_award import read_award
from services.workflow.domain.dispute.finality.reading import (
    AwardReading,
    Finality,
    ItemReading,
    Limit,
    Missing,
)

__all__ = ["AwardReading", "Finality", "ItemReading", "Limit", "Missing", "read_award"]
