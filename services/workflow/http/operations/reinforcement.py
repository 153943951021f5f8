"""The operations of this chapter: reinforcement."""

from services.workflow.domain.dispute.stages.reinforcement.confirmation import (
    ApplyForConfirmation,
    ReportConfirmationDeemedWithdrawn,
    ReportConfirmationDocketed,
    ReportConfirmationNotAccepted,
    ReportConfirmationRefused,
    ReportConfirmationSupplementAsked,
    ReportConfirmationWithdrawn,
    SupplyConfirmationMaterial,
)
from services.workflow.domain.dispute.stages.reinforcement.payment_order import (
    ApplyForPaymentOrder,
    ReportPaymentOrderDismissed,
    ReportPaymentOrderEffective,
    ReportPaymentOrderIssued,
    ReportPaymentOrderObjected,
    ReportPaymentOrderServed,
    ReportPaymentOrderVoid,
)
from services.workflow.domain.dispute.stages.reinforcement.review import (
    ApplyForReview,
    ReportReviewAccepted,
    ReportReviewNotAccepted,
    ReportReviewRefused,
    ReportReviewStatementServed,
    ReportReviewWithdrawn,
)
from services.workflow.domain.dispute.stages.reinforcement.ruling import (
    ReportConfirmationAnnulled,
    ReportConfirmationChanged,
    ReportConfirmationGranted,
    ReportConfirmationObjected,
)
from services.workflow.http.operations.operation import DISPUTE, Row

CONFIRMATION = f"{DISPUTE}/confirmation"
RULING = f"{CONFIRMATION}/ruling"
REVIEW = f"{DISPUTE}/review"
ORDER = f"{DISPUTE}/payment-order"

ROWS: tuple[Row, ...] = (
    (ApplyForConfirmation, CONFIRMATION, "申请司法确认", "Apply for confirmation"),
    (
        ReportConfirmationDocketed,
        f"{CONFIRMATION}/docketing",
        "法院立案",
        "Report that the court docketed it",
    ),
    (
        ReportConfirmationSupplementAsked,
        f"{CONFIRMATION}/supplement-request",
        "法院要求补充材料",
        "Report that the court asks for material",
    ),
    (
        SupplyConfirmationMaterial,
        f"{CONFIRMATION}/supplement",
        "补充材料",
        "Record that the material was handed in",
    ),
    (
        ReportConfirmationNotAccepted,
        f"{CONFIRMATION}/non-acceptance",
        "法院不予受理",
        "Report that the court does not take it up",
    ),
    (
        ReportConfirmationRefused,
        f"{CONFIRMATION}/dismissal",
        "法院裁定驳回",
        "Report that the court does not confirm",
    ),
    (
        ReportConfirmationWithdrawn,
        f"{CONFIRMATION}/withdrawal",
        "撤回司法确认申请",
        "Report that it was withdrawn",
    ),
    (
        ReportConfirmationDeemedWithdrawn,
        f"{CONFIRMATION}/deemed-withdrawal",
        "法院按撤回处理",
        "Report that the court treats it as withdrawn",
    ),
    (ReportConfirmationGranted, RULING, "法院裁定确认有效", "Report the court's ruling"),
    (
        ReportConfirmationObjected,
        f"{RULING}/objections",
        "对确认裁定提出异议",
        "Report an objection to the ruling",
    ),
    (
        ReportConfirmationAnnulled,
        f"{RULING}/annulment",
        "撤销确认裁定",
        "Report that the ruling was annulled",
    ),
    (
        ReportConfirmationChanged,
        f"{RULING}/change",
        "变更确认裁定",
        "Report that the ruling was changed",
    ),
    (ApplyForReview, REVIEW, "申请仲裁审查", "Apply for arbitration review"),
    (
        ReportReviewAccepted,
        f"{REVIEW}/acceptance",
        "仲裁委受理审查申请",
        "Report that the commission took it up",
    ),
    (
        ReportReviewNotAccepted,
        f"{REVIEW}/non-acceptance",
        "仲裁委不予受理",
        "Report that the commission does not take it up",
    ),
    (
        ReportReviewRefused,
        f"{REVIEW}/refusal",
        "仲裁委不予制作调解书",
        "Report that the commission makes no statement",
    ),
    (
        ReportReviewWithdrawn,
        f"{REVIEW}/withdrawal",
        "撤回仲裁审查申请",
        "Report that it was withdrawn",
    ),
    (
        ReportReviewStatementServed,
        f"{REVIEW}/statement/receipts",
        "当事人签收仲裁调解书",
        "Report that a party signed for the statement",
    ),
    (ApplyForPaymentOrder, ORDER, "申请支付令", "Apply for a payment order"),
    (ReportPaymentOrderIssued, f"{ORDER}/issue", "法院发出支付令", "Report that it was issued"),
    (
        ReportPaymentOrderServed,
        f"{ORDER}/receipts",
        "债务人收到支付令",
        "Report that the debtor received it",
    ),
    (
        ReportPaymentOrderObjected,
        f"{ORDER}/objection",
        "债务人书面异议",
        "Report a written objection",
    ),
    (
        ReportPaymentOrderVoid,
        f"{ORDER}/lapse",
        "支付令失效",
        "Report that it lost its force",
    ),
    (
        ReportPaymentOrderDismissed,
        f"{ORDER}/dismissal",
        "法院驳回支付令申请",
        "Report that the court dismissed the application",
    ),
    (
        ReportPaymentOrderEffective,
        f"{ORDER}/effect",
        "支付令生效",
        "Report that it took effect",
    ),
)
