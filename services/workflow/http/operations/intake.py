"""The operations of this chapter: intake."""

from services.workflow.application.requests import DirectFiling, DisputeApplication
from services.workflow.domain.dispute.intake import (
    AcceptApplication,
    DeclineApplication,
    WithdrawApplication,
)
from services.workflow.http.operations.operation import DISPUTE, Row

ROWS: tuple[Row, ...] = (
    (DisputeApplication, "/v1/disputes", "登记调解申请", "Register an application for mediation"),
    (DirectFiling, "/v1/direct-filings", "登记直接仲裁或起诉", "Record a direct filing"),
    (AcceptApplication, f"{DISPUTE}/acceptance", "受理申请", "Accept the application"),
    (DeclineApplication, f"{DISPUTE}/declination", "不予受理", "Decline the application"),
    (WithdrawApplication, f"{DISPUTE}/withdrawal", "撤回申请", "Withdraw the application"),
)
