"""Who may send which command: one table, a chapter a file, and nothing open by default."""

from services.workflow.domain.dispute.grants import (
    agreement,
    handover,
    intake,
    mediation,
    parties,
    record,
    reinforcement,
    tribunal,
)
from services.workflow.domain.dispute.grants.relation import WHY, Grants, Relation

CHAPTERS = (intake, parties, mediation, agreement, reinforcement, handover, tribunal, record)
PERMISSIONS: Grants = {
    move: grants for chapter in CHAPTERS for move, grants in chapter.PERMISSIONS.items()
}

__all__ = ["PERMISSIONS", "WHY", "Grants", "Relation"]
