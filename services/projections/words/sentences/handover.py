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
        "向{to}退回（第{offer}次），理由：{ground}",
        "The dispute was offered back to {to} (offer {offer}): {ground}",
    ),
    "ReferralDelivered": (
        "{what}已送达接收方系统，尚未签收",
        "{what} reached the receiver's system; there is no receipt yet",
    ),
    "ReferralReceived": (
        "接收方签收{what}，尚未决定是否接收",
        "The receiver gave a receipt for {what}, not yet its decision",
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
        "{what}被拒收，理由：{ground}",
        "{what} was refused: {ground}",
    ),
    "ReferralRecalled": (
        "撤回{what}，理由：{reason}",
        "{what} was taken back: {reason}",
    ),
    "ReferralOvertaken": (
        "{cause}，{what}随之撤回",
        "{what} was taken back as {cause}",
    ),
    "ReferralExpired": (
        "{what}到{expires_on}未被接收，已失效，争议仍由移出方办理",
        "Nobody took {what} over by {expires_on}; it expired and the sender works on",
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
        "向{to}退回{mandate}的调解，结果：{result}",
        "The mediation {mandate} was returned to {to}: {result}",
    ),
}
