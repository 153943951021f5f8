"""The operations of this chapter: reinforcement."""

from services.workflow.domain.dispute.confirmation import (
    ApplyForConfirmation,
    ReportConfirmationDocketed,
    ReportConfirmationGranted,
)
from services.workflow.http.operations.operation import DISPUTE, Row

ROWS: tuple[Row, ...] = (
    (ApplyForConfirmation, f"{DISPUTE}/confirmation", "申请司法确认", "Apply for confirmation"),
    (
        ReportConfirmationDocketed,
        f"{DISPUTE}/confirmation/docketing",
        "法院立案",
        "Report that the court docketed it",
    ),
    (
        ReportConfirmationGranted,
        f"{DISPUTE}/confirmation/ruling",
        "法院裁定确认有效",
        "Report the court's ruling",
    ),
)
