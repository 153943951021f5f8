"""The sentences of this chapter: handover. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "ReferralOffered": (
        "依{applicant}的申请，向{to}移送（第{offer}次），理由：{reason}",
        (
            "On the application of {applicant} the dispute was offered to {to} "
            "(offer {offer}): {reason}"
        ),
    ),
    "TransferOffered": (
        "经{consented_by}同意，向{to}移送调解（第{offer}次），理由：{reason}",
        (
            "With the consent of {consented_by} the dispute was offered to {to} for mediation "
            "(offer {offer}): {reason}"
        ),
    ),
    "ReturnOffered": (
        "向{to}退回（第{offer}次移送），理由：{ground}",
        "The dispute was offered back to {to} (offer {offer}): {ground}",
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
    "TransferAccepted": (
        "{by}接收移送，争议由其继续调解",
        "{by} took the dispute over and mediates on",
    ),
    "ReturnAccepted": (
        "{by}接收退回，争议重新由其办理",
        "{by} took the dispute back",
    ),
    "ReferralRefused": (
        "第{offer}次移送被拒收，理由：{ground}",
        "Offer {offer} was refused: {ground}",
    ),
    "ReferralRecalled": (
        "撤回第{offer}次移送，理由：{reason}",
        "Offer {offer} was taken back: {reason}",
    ),
    "ReferralOvertaken": (
        "{cause}，第{offer}次移送随之撤回",
        "Offer {offer} was taken back as {cause}",
    ),
    "ReferralExpired": (
        "第{offer}次移送到{expires_on}未被接收，已失效，争议仍由移出方办理",
        "Nobody took offer {offer} over by {expires_on}; it expired and the sender works on",
    ),
    "MediationSuggested": (
        "{commission}建议调解，暂缓受理，由{organisation}调解",
        "Acceptance is deferred: {commission} suggested mediation by {organisation}",
    ),
    "MediationEntrusted": (
        "{body}委托{organisation}调解，案件仍由{body}审理",
        "{body} keeps the case and entrusted {organisation} with mediation",
    ),
    "MediationDelegated": (
        "{court}委派{organisation}调解",
        "{court} delegated mediation to {organisation}",
    ),
    "MandateReturned": (
        "向{to}退回委派、委托或建议的调解，结果：{result}",
        "The mandate was returned to {to}: {result}",
    ),
}
