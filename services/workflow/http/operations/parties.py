"""The operations of this chapter: parties."""

from services.workflow.application.requests import (
    Appointment,
    Cancellation,
    NewParty,
    Renaming,
    Succession,
)
from services.workflow.domain.dispute.stages.parties.parties import (
    DropParty,
    RecordEmployment,
    RecordResponse,
)
from services.workflow.domain.dispute.stages.parties.representatives import EndRepresentation
from services.workflow.http.operations.operation import DISPUTE, Row

PARTIES = f"{DISPUTE}/parties"
PARTY = f"{PARTIES}/{{party}}"
REPRESENTATIVE = f"{DISPUTE}/representatives/{{representative}}"

ROWS: tuple[Row, ...] = (
    (NewParty, PARTIES, "追加当事人", "Let another party join"),
    (DropParty, f"{PARTY}/departure", "减少当事人", "Record that a party left"),
    (RecordResponse, f"{PARTY}/responses", "记录答复意见", "Record a party's response"),
    (RecordEmployment, f"{PARTY}/employment", "记录用工起止", "Record a worker's employment"),
    (Appointment, f"{PARTY}/representatives", "委托代理人", "Appoint a representative"),
    (EndRepresentation, f"{REPRESENTATIVE}/end", "终止代理", "End a representation"),
    (Succession, f"{PARTY}/succession", "当事人承继", "Record who succeeds a party"),
    (Renaming, f"{PARTY}/name", "当事人更名", "Record a party's new name"),
    (Cancellation, f"{PARTY}/cancellation", "用人单位注销", "Record an employer's cancellation"),
)
