"""Which sentence tells an event, with which values, a chapter a file."""

from services.projections.words.acts import (
    agreement,
    court,
    documents,
    evidence,
    handover,
    intake,
    limitation,
    mediation,
    parties,
    record,
    reinforcement,
    review,
    tribunal,
)
from services.projections.words.acts.clause import clauses

CHAPTERS = (
    intake,
    parties,
    mediation,
    agreement,
    reinforcement,
    review,
    handover,
    tribunal,
    court,
    record,
    documents,
    evidence,
    limitation,
)
"""Importing them fills the registry."""

__all__ = ["CHAPTERS", "clauses"]
