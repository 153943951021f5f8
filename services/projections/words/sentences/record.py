"""The sentences of this chapter: record. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "MatterUnlinked": (
        "撤销与{leader}的并案，理由：{reason}",
        "The merge with {leader} was undone: {reason}",
    ),
    "FactCorrected": (
        "更正{field}：由{old}改为{new}，理由：{reason}",
        "{field} was corrected from {old} to {new}: {reason}",
    ),
}
