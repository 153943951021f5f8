"""The sentences of this chapter: intake. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "DisputeRegistered": (
        "收到{claimants}对{respondents}的调解申请（{channel}），{organisation}登记为{case_number}，请求：{claims}",
        (
            "{claimants} applied for mediation against {respondents} ({channel}); "
            "{organisation} put it on file as {case_number}; claims: {claims}"
        ),
    ),
    "DirectFilingRecorded.arbitration": (
        "{claimants}未经调解，直接向{body}对{respondents}申请仲裁，案号{case_number}，请求：{claims}",
        (
            "{claimants} filed against {respondents} straight with {body}, without mediation, "
            "as {case_number}; claims: {claims}"
        ),
    ),
    "DirectFilingRecorded.court": (
        "{claimants}未经调解，直接向{body}起诉{respondents}，案号{case_number}，请求：{claims}",
        (
            "{claimants} sued {respondents} straight before {body}, without mediation, "
            "as {case_number}; claims: {claims}"
        ),
    ),
    "CorrectionRequested": (
        "要求申请人最迟于{due_on}补正：{items}",
        "The applicant was asked to hand in by {due_on}: {items}",
    ),
    "CorrectionSubmitted": (
        "申请人提交补正材料",
        "The applicant handed in what was missing",
    ),
    "ApplicationAccepted": ("受理调解申请", "The application was accepted"),
    "ApplicationDeclined": (
        "不予受理，原因：{ground}",
        "The application was not accepted: {ground}",
    ),
    "ApplicationWithdrawn": (
        "申请人撤回申请，原因：{reason}",
        "The application was withdrawn: {reason}",
    ),
    "ClaimsAdded": ("增加请求：{claims}", "The applicant claimed more: {claims}"),
    "ClaimsWithdrawn": (
        "撤回第{numbers}项请求",
        "Withdrawn claims: {numbers}",
    ),
    "ClaimsSplitOff": (
        "第{numbers}项请求分案处理，另立{case_number}",
        "Split off into {case_number}: claims {numbers}",
    ),
    "DisputeSplitOff": (
        "从{origin}分案，{organisation}登记为{case_number}，请求：{claims}",
        "Split off from {origin}; {organisation} put it on file as {case_number}; claims: {claims}",
    ),
}
