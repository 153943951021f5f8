"""The sentences of this chapter: record. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "LapseWithdrawn": (
        "撤销“{lapse}”的记录，理由：{reason}",
        "The record of a lapse ({lapse}) was taken back: {reason}",
    ),
    "DisputeClosed": ("结案：{outcome}", "The dispute was closed: {outcome}"),
    "MatterMerged": (
        "认定与{leader}系同一事项，并入该案，理由：{reason}",
        "Found to be the same matter as {leader} and merged into it: {reason}",
    ),
    "DisputeReopened": (
        "恢复办理，回到结案前的状态，理由：{reason}",
        "The dispute was taken up again where it stood before it was closed: {reason}",
    ),
    "DisputeArchived": (
        "归档，案卷保管至{until}",
        "The dispute was filed; the file is kept until {until}",
    ),
    "MatterLinked": (
        "认定与{other}有关联，两案分别办理，理由：{reason}",
        "Linked with {other}, both go on: {reason}",
    ),
    "MatterDistinguished": (
        "认定与{other}不是同一事项，理由：{reason}",
        "Found not to be the same matter as {other}: {reason}",
    ),
    "MatterUnlinked": (
        "撤销对{leader}所作的认定（并案、关联或者区分），理由：{reason}",
        "What was decided about {leader} was undone (merge, link or distinction): {reason}",
    ),
    "FactCorrected": (
        "更正{field}：由{old}改为{new}，理由：{reason}",
        "{field} was corrected from {old} to {new}: {reason}",
    ),
}
