"""The operations of this chapter: mediation."""

from services.workflow.application.requests import ConfidentialNote
from services.workflow.domain.dispute.stages.mediation.assignment import (
    ArrangeCover,
    AssignMediator,
    ConsentToConflict,
    DiscloseConflict,
    RecuseMediator,
)
from services.workflow.domain.dispute.stages.mediation.confidence import (
    AnswerSettlementOffer,
    MakeSettlementOffer,
)
from services.workflow.domain.dispute.stages.mediation.mediation import (
    ExtendMediation,
    RecordFailure,
    ReportMediationPeriodLapsed,
    ReportReceiptPeriodLapsed,
    RestartMediation,
    ResumeMediation,
    SuspendMediation,
)
from services.workflow.domain.dispute.stages.mediation.sessions import (
    AdjournSession,
    CancelSession,
    HoldSession,
    RecordAbsence,
    RecordUndisputedFacts,
    ScheduleSession,
)
from services.workflow.http.operations.operation import DISPUTE, Row

CONFLICTS = f"{DISPUTE}/conflicts"
LISTED = f"{DISPUTE}/scheduled-sessions"
SESSION = f"{LISTED}/{{session}}"
OFFERS = f"{DISPUTE}/settlement-offers"
PERIOD = f"{DISPUTE}/mediation-period"

ROWS: tuple[Row, ...] = (
    (AssignMediator, f"{DISPUTE}/mediator", "指派调解员", "Assign a mediator"),
    (DiscloseConflict, CONFLICTS, "披露利害关系", "Disclose a conflict"),
    (
        ConsentToConflict,
        f"{CONFLICTS}/{{conflict}}/consents",
        "同意继续调解",
        "Consent to a disclosed conflict",
    ),
    (RecuseMediator, f"{DISPUTE}/recusals", "调解员回避", "Recuse the mediator"),
    (ArrangeCover, f"{DISPUTE}/covers", "安排代班调解员", "Arrange cover for the mediator"),
    (ScheduleSession, LISTED, "安排调解会", "Schedule a session"),
    (HoldSession, f"{DISPUTE}/sessions", "记录调解会", "Record a session"),
    (AdjournSession, f"{SESSION}/adjournments", "延期调解会", "Adjourn a session"),
    (CancelSession, f"{SESSION}/cancellation", "取消调解会", "Cancel a session"),
    (RecordAbsence, f"{SESSION}/absences", "记录缺席", "Record an absence"),
    (
        RecordUndisputedFacts,
        f"{DISPUTE}/undisputed-facts",
        "记录无争议事实",
        "Record facts that both sides agree on",
    ),
    (ConfidentialNote, f"{DISPUTE}/confidential-notes", "记录保密内容", "Note in confidence"),
    (MakeSettlementOffer, OFFERS, "记录调解方案", "Note a settlement offer"),
    (
        AnswerSettlementOffer,
        f"{OFFERS}/{{offer}}/answers",
        "答复调解方案",
        "Note an answer to a settlement offer",
    ),
    (ExtendMediation, f"{PERIOD}/extensions", "延长调解期限", "Extend the mediation"),
    (SuspendMediation, f"{PERIOD}/suspensions", "中止调解", "Suspend the mediation"),
    (ResumeMediation, f"{PERIOD}/resumption", "恢复调解", "Resume the mediation"),
    (
        ReportReceiptPeriodLapsed,
        f"{DISPUTE}/receipt-period/lapse",
        "收到申请满15日",
        "Record that 15 days from receipt have passed",
    ),
    (
        ReportMediationPeriodLapsed,
        f"{PERIOD}/lapse",
        "调解期限届满",
        "Record that the period of the mediation has passed",
    ),
    (RecordFailure, f"{DISPUTE}/failure", "记录调解不成", "Record that mediation failed"),
    (RestartMediation, f"{DISPUTE}/restart", "重新调解", "Start the mediation anew"),
)
