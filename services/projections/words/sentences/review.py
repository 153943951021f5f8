"""The sentences of arbitration review and payment order. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "ReviewApplied": (
        "{applicants}共同向{commission}申请仲裁审查，申请期限至{due}",
        "{applicants} jointly asked {commission} to review the agreement; the window runs to {due}",
    ),
    "ReviewAccepted": (
        "仲裁委受理审查申请，案号{number}",
        "The commission accepted the application for review as {number}",
    ),
    "ReviewNotAccepted": (
        "仲裁委对审查申请不予受理，理由：{ground}",
        "The commission did not accept the application for review: {ground}",
    ),
    "ReviewRefused": (
        "仲裁委不予制作调解书，理由：{ground}",
        "The commission makes no statement of the agreement: {ground}",
    ),
    "ReviewWithdrawn": ("{by}撤回仲裁审查申请", "{by} withdrew the application for review"),
    "ReviewStatementServed": (
        "{party}签收仲裁调解书{number}",
        "{party} signed for the arbitral statement {number}",
    ),
    "ReviewStatementTookEffect": (
        "各方均已签收，仲裁调解书{number}生效，可以申请强制执行",
        "All have signed for it: the arbitral statement {number} took effect and can be enforced",
    ),
    "PaymentOrderApplied": (
        "{applicant}向{court}申请支付令，金额{amount}",
        "{applicant} asked {court} for a payment order over {amount}",
    ),
    "PaymentOrderIssued": (
        "法院发出支付令{number}",
        "The court issued the payment order {number}",
    ),
    "PaymentOrderServed": ("{party}收到支付令", "{party} received the payment order"),
    "PaymentOrderObjected": (
        "{party}提出书面异议，支付令程序终结",
        "{party} objected in writing, which ended the payment order",
    ),
    "PaymentOrderVoided": ("支付令失效：{reason}", "The payment order lapsed: {reason}"),
    "PaymentOrderDismissed": (
        "法院驳回支付令申请，理由：{ground}",
        "The court dismissed the application for a payment order: {ground}",
    ),
    "PaymentOrderTookEffect": (
        "债务人未在期限内提出异议，支付令{number}生效，可以申请强制执行",
        "No objection came in time: the payment order {number} took effect and can be enforced",
    ),
}
