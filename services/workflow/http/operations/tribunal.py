"""The operations of this chapter: tribunal."""

from services.workflow.domain.dispute.arbitration import (
    ReportArbitrationAccepted,
    ReportArbitrationFiled,
)
from services.workflow.http.operations.operation import DISPUTE, Row

ROWS: tuple[Row, ...] = (
    (
        ReportArbitrationFiled,
        f"{DISPUTE}/arbitration/filing",
        "当事人自行申请仲裁",
        "Report a party's own filing",
    ),
    (
        ReportArbitrationAccepted,
        f"{DISPUTE}/arbitration/acceptance",
        "仲裁委受理",
        "Report that the commission accepted it",
    ),
)
