"""The sentences of this chapter: reinforcement. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "ConfirmationApplied": (
        "{applicants}共同向{court}申请司法确认，申请期限至{due}",
        "{applicants} jointly asked {court} to confirm the agreement; the window runs to {due}",
    ),
    "ConfirmationDocketed": (
        "法院受理司法确认申请，案号{number}",
        "The court accepted the application for confirmation as {number}",
    ),
    "ConfirmationGranted": (
        "法院裁定调解协议有效，裁定书{number}，可以申请强制执行",
        "The court ruled the agreement valid by {number}; it can be enforced",
    ),
}
