"""The sentences of this chapter: handover. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "ReferralOffered": (
        "依{applicant}的申请，向{to}移送（第{offer}次），理由：{reason}",
        (
            "On the application of {applicant} the dispute was offered to {to} "
            "(offer {offer}): {reason}"
        ),
    ),
    "ReferralDelivered": (
        "第{offer}次移送已送达接收方系统，尚未签收",
        "Offer {offer} reached the receiver's system; there is no receipt yet",
    ),
    "ReferralReceived": (
        "接收方签收第{offer}次移送，尚未决定是否接收",
        "The receiver gave a receipt for offer {offer}, not yet its decision",
    ),
    "ReferralAccepted": (
        "{by}接收移送，争议由其办理",
        "{by} took the dispute over",
    ),
    "ReferralRefused": (
        "第{offer}次移送被拒收，理由：{reason}",
        "Offer {offer} was refused: {reason}",
    ),
    "ReferralRecalled": (
        "撤回第{offer}次移送，理由：{reason}",
        "Offer {offer} was taken back: {reason}",
    ),
}
