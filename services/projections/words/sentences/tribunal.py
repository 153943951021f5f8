"""The sentences of this chapter: tribunal. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "ArbitrationFiled": (
        "{party}自行向{commission}申请仲裁",
        "{party} filed with {commission}",
    ),
    "ArbitrationAccepted": ("仲裁委员会受理", "The commission accepted the case"),
    # Closing, the matter, corrections
    "DisputeClosed": ("结案：{outcome}", "The dispute was closed: {outcome}"),
    "MatterMerged": (
        "认定与{leader}系同一事项，并入该案，理由：{reason}",
        "Found to be the same matter as {leader} and merged into it: {reason}",
    ),
}
