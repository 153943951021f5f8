"""The operations of this chapter: intake."""

from services.workflow.application.requests import DirectFiling, DisputeApplication
from services.workflow.domain.dispute.stages.intake.claims import (
    AddClaims,
    SplitClaims,
    WithdrawClaims,
)
from services.workflow.domain.dispute.stages.intake.intake import (
    AcceptApplication,
    DeclineApplication,
    RequestCorrection,
    SubmitCorrection,
    WithdrawApplication,
)
from services.workflow.http.operations.operation import DISPUTE, Row

CLAIMS = f"{DISPUTE}/claims"
MATERIALS = f"{DISPUTE}/missing-materials"

ROWS: tuple[Row, ...] = (
    (DisputeApplication, "/v1/disputes", "登记调解申请", "Register an application for mediation"),
    (DirectFiling, "/v1/direct-filings", "登记直接仲裁或起诉", "Record a direct filing"),
    (RequestCorrection, MATERIALS, "要求补正", "Ask the applicant for what is missing"),
    (SubmitCorrection, f"{MATERIALS}/submission", "提交补正", "Record what was handed in"),
    (AcceptApplication, f"{DISPUTE}/acceptance", "受理申请", "Accept the application"),
    (DeclineApplication, f"{DISPUTE}/declination", "不予受理", "Decline the application"),
    (WithdrawApplication, f"{DISPUTE}/withdrawal", "撤回申请", "Withdraw the application"),
    (AddClaims, CLAIMS, "增加请求", "Add claims"),
    (WithdrawClaims, f"{CLAIMS}/withdrawal", "撤回部分请求", "Withdraw some claims"),
    (SplitClaims, f"{CLAIMS}/separation", "分案", "Split claims off into a linked dispute"),
)
