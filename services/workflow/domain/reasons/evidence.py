"""Refusals about evidence, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "unknown_evidence": ("没有第{evidence}号证据材料", "the file has no evidence {evidence}"),
    "evidence_filed_already": (
        "同一文件已作为第{evidence}号证据材料提交",
        "the same file is on record as evidence {evidence}",
    ),
    "evidence_withdrawn_already": (
        "第{evidence}号证据材料已经撤回",
        "evidence {evidence} is withdrawn already",
    ),
    "evidence_withdrawal_needs_reason": (
        "撤回证据材料须写明理由",
        "give a reason for the withdrawal of evidence",
    ),
    "evidence_withdrawn_before_filed": (
        "撤回日期{occurred_on}早于提交之日{filed_on}",
        "{occurred_on} is before it was filed on {filed_on}",
    ),
}
