"""Who may do and read what: one table, a chapter a file, and nothing open by default."""

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
from services.workflow.domain.dispute.grants.desk import ACTS
from services.workflow.domain.dispute.grants.partners import EXCHANGES
from services.workflow.domain.dispute.grants.reading import READS
from services.workflow.domain.dispute.grants.relation import WHY, Grants, Relation

CHAPTERS = (intake, parties, mediation, agreement, reinforcement, handover, tribunal, record)
PERMISSIONS: Grants = {
    move: grants for chapter in CHAPTERS for move, grants in chapter.PERMISSIONS.items()
}
"""The moves of a dispute."""
TABLE: Grants = {**PERMISSIONS, **READS, **ACTS, **EXCHANGES}
"""Everything that a permission is asked for: moves, reads, acts at desks, what partners exchange."""

__all__ = ["PERMISSIONS", "READS", "TABLE", "WHY", "Grants", "Relation"]
