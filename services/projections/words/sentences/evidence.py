"""The sentences of evidence. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "EvidenceFiled": ("收入第{no}号证据材料：{kind}", "Evidence {no} was put on file ({kind})"),
    "EvidenceFiled.by": (
        "{party}提交第{no}号证据材料：{kind}",
        "{party} handed in evidence {no} ({kind})",
    ),
    "EvidenceWithdrawn": (
        "撤回第{no}号证据材料，理由：{reason}",
        "Evidence {no} was withdrawn: {reason}",
    ),
    # Clauses of these sentences
    "evidence.on_paper": ("（纸质或实物）", " (on paper or as an object)"),
    "evidence.copy_of": ("，系第{document}号文书的复制件", ", a copy of document {document}"),
}
