"""What each event makes of a dispute, a chapter a file; importing the chapters fills the registry."""

from services.workflow.domain.dispute.folds import (
    agreement,
    arbitration,
    court,
    evidence,
    handover,
    intake,
    lapses,
    limitation,
    mediation,
    parties,
    record,
    reinforcement,
)
from services.workflow.domain.dispute.folds.registry import FOLDS

CHAPTERS = (
    intake, parties, mediation, agreement, reinforcement, handover, arbitration, court, record,
    evidence, limitation, lapses,
)  # fmt: skip

__all__ = ["CHAPTERS", "FOLDS"]
