"""The table of moves, a chapter a file, in the order of the procedure."""

from services.workflow.domain.dispute.moves import (
    agreement,
    arbitration,
    court,
    handover,
    intake,
    mediation,
    parties,
    record,
    reinforcement,
)
from services.workflow.domain.dispute.moves.move import Custody, Move

CHAPTERS: dict[str, tuple[str, tuple[Move, ...]]] = {
    "intake": ("受理", intake.MOVES),
    "parties": ("当事人", parties.MOVES),
    "mediation": ("调解", mediation.MOVES),
    "agreement": ("协议", agreement.MOVES),
    "reinforcement": ("强制力", reinforcement.MOVES),
    "handover": ("移送与委托", handover.MOVES),
    "arbitration": ("仲裁", arbitration.MOVES),
    "court": ("诉讼与执行", court.MOVES),
    "record": ("案卷", record.MOVES),
}
"""Chapter to its Chinese name and its rows."""
MOVES: tuple[Move, ...] = tuple(move for _, rows in CHAPTERS.values() for move in rows)
MOVE: dict[str, Move] = {move.name: move for move in MOVES}

__all__ = ["CHAPTERS", "MOVE", "MOVES", "Custody", "Move"]
