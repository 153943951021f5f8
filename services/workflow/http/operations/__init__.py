"""The operations that change a dispute, one per move, a chapter a file."""

from services.workflow.http.operations import (
    agreement,
    handover,
    intake,
    mediation,
    parties,
    record,
    reinforcement,
    tribunal,
)
from services.workflow.http.operations.operation import DISPUTE, Operation

CHAPTERS = (intake, parties, mediation, agreement, reinforcement, handover, tribunal, record)
OPERATIONS: tuple[Operation, ...] = tuple(
    Operation(*row) for chapter in CHAPTERS for row in chapter.ROWS
)

__all__ = ["DISPUTE", "OPERATIONS", "Operation"]
