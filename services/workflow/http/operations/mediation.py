"""The operations of this chapter: mediation."""

from services.workflow.application.requests import ConfidentialNote
from services.workflow.domain.dispute.mediation import AssignMediator, HoldSession, RecordFailure
from services.workflow.http.operations.operation import DISPUTE, Row

ROWS: tuple[Row, ...] = (
    (AssignMediator, f"{DISPUTE}/mediator", "指派调解员", "Assign a mediator"),
    (HoldSession, f"{DISPUTE}/sessions", "记录调解会", "Record a session"),
    (ConfidentialNote, f"{DISPUTE}/confidential-notes", "记录保密内容", "Note in confidence"),
    (RecordFailure, f"{DISPUTE}/failure", "记录调解不成", "Record that mediation failed"),
)
