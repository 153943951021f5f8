"""The operations of this chapter: tribunal."""

from services.workflow.domain.dispute.stages.arbitration.arbitration import (
    ReportArbitrationAcceptanceLapsed,
    ReportArbitrationAccepted,
    ReportArbitrationDeemedWithdrawn,
    ReportArbitrationFiled,
    ReportArbitrationNotAccepted,
    ReportArbitrationWithdrawn,
)
from services.workflow.domain.dispute.stages.arbitration.award import (
    ReportArbitralStatementServed,
    ReportAwardIssued,
    ReportAwardServed,
    ReportAwardWindowsClosed,
)
from services.workflow.domain.dispute.stages.arbitration.hearings import (
    ReportArbitrationExtended,
    ReportArbitrationResumed,
    ReportArbitrationStayed,
    ReportArbitrationTransferred,
    ReportHearingHeld,
    ReportHearingListed,
)
from services.workflow.domain.dispute.stages.court.enforcement import (
    ReportEnforcementApplied,
    ReportEnforcementConcluded,
    ReportEnforcementEnded,
    ReportEnforcementRefused,
    ReportEnforcementResumed,
    ReportEnforcementStayed,
)
from services.workflow.domain.dispute.stages.court.litigation import (
    ReportCourtStatementServed,
    ReportJudgmentAppealed,
    ReportJudgmentEffective,
    ReportJudgmentGiven,
    ReportLitigationDismissed,
    ReportLitigationFiled,
    ReportLitigationWithdrawn,
)
from services.workflow.domain.dispute.stages.court.setting_aside import (
    ReportSetAsideDismissed,
    ReportSetAsideFiled,
    ReportSetAsideGranted,
)
from services.workflow.http.operations.operation import DISPUTE, Row

_CASE = f"{DISPUTE}/arbitration"
_SUITS = f"{DISPUTE}/suits"
_ANNULMENT = f"{DISPUTE}/award-annulment"
_ENFORCED = f"{DISPUTE}/enforcement"
_ARBITRATION: tuple[Row, ...] = (
    (
        ReportArbitrationFiled, f"{_CASE}/filing",
        "当事人自行申请仲裁", "Report a party's own filing",
    ),
    (
        ReportArbitrationAccepted, f"{_CASE}/acceptance",
        "仲裁委受理", "Report that the commission accepted it",
    ),
    (
        ReportArbitrationNotAccepted, f"{_CASE}/non-acceptance",
        "仲裁委不予受理", "Report that the commission did not accept it",
    ),
    (
        ReportArbitrationAcceptanceLapsed, f"{_CASE}/silence",
        "仲裁逾期未决定受理", "Report that the commission said nothing in time",
    ),
    (ReportHearingListed, f"{_CASE}/hearings", "安排开庭", "Report that a hearing is listed"),
    (ReportHearingHeld, f"{_CASE}/hearing-records", "开庭", "Report that a hearing was held"),
    (ReportArbitrationStayed, f"{_CASE}/stay", "中止仲裁", "Report a stay of the arbitration"),
    (ReportArbitrationResumed, f"{_CASE}/resumption", "恢复仲裁", "Report that it goes on"),
    (ReportArbitrationExtended, f"{_CASE}/extension", "延长仲裁期限", "Report an extension"),
    (
        ReportArbitrationTransferred, f"{_CASE}/transfer",
        "移送有管辖权的仲裁委", "Report a transfer to another commission",
    ),
    (ReportAwardIssued, f"{_CASE}/award", "作出裁决", "Report the award"),
    (ReportAwardServed, f"{_CASE}/award/service", "送达裁决书", "Report service of the award"),
    (
        ReportAwardWindowsClosed, f"{_CASE}/award/effect",
        "裁决生效", "Record that the award took effect",
    ),
    (
        ReportArbitralStatementServed, f"{_CASE}/statement/service",
        "送达仲裁调解书", "Report service of the commission's statement",
    ),
    (
        ReportArbitrationWithdrawn, f"{_CASE}/withdrawal",
        "撤回仲裁申请", "Report a withdrawal from arbitration",
    ),
    (
        ReportArbitrationDeemedWithdrawn, f"{_CASE}/default",
        "按撤回仲裁申请处理", "Report that it counts as withdrawn",
    ),
)  # fmt: skip
_COURT: tuple[Row, ...] = (
    (ReportLitigationFiled, _SUITS, "起诉", "Report a suit"),
    (
        ReportSetAsideFiled, _ANNULMENT,
        "申请撤销裁决", "Report an application to set the award aside",
    ),
    (
        ReportSetAsideGranted, f"{_ANNULMENT}/ruling",
        "撤销裁决", "Report that the award was set aside",
    ),
    (
        ReportSetAsideDismissed, f"{_ANNULMENT}/dismissal",
        "驳回撤裁申请", "Report that the award stands",
    ),
    (ReportJudgmentGiven, f"{DISPUTE}/judgments", "作出判决", "Report a judgment"),
    (ReportJudgmentAppealed, f"{DISPUTE}/judgments/appeal", "上诉", "Report an appeal"),
    (
        ReportJudgmentEffective, f"{DISPUTE}/judgments/effect",
        "判决生效", "Report that the judgment is final",
    ),
    (
        ReportCourtStatementServed, f"{DISPUTE}/court-statement",
        "送达民事调解书", "Report service of the court's statement",
    ),
    (ReportLitigationWithdrawn, f"{_SUITS}/withdrawal", "撤诉", "Report a withdrawn suit"),
    (ReportLitigationDismissed, f"{_SUITS}/dismissal", "驳回起诉", "Report a dismissed suit"),
    (ReportEnforcementApplied, _ENFORCED, "申请执行", "Report an application for enforcement"),
    (ReportEnforcementStayed, f"{_ENFORCED}/stay", "中止执行", "Report a stay of enforcement"),
    (ReportEnforcementResumed, f"{_ENFORCED}/resumption", "恢复执行", "Report that it goes on"),
    (ReportEnforcementEnded, f"{_ENFORCED}/end", "终结执行", "Report the end of enforcement"),
    (
        ReportEnforcementRefused, f"{_ENFORCED}/refusal",
        "不予执行", "Report that the award is not enforced",
    ),
    (
        ReportEnforcementConcluded, f"{_ENFORCED}/conclusion",
        "执行完毕", "Report that all was enforced",
    ),
)  # fmt: skip
ROWS: tuple[Row, ...] = (*_ARBITRATION, *_COURT)
