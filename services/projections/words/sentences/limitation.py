"""The sentences of this chapter: limitation. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "LimitationFactRecorded": (
        "记录时效事实（第{entry}项）：{on}{kind}",
        "Recorded on limitation (entry {entry}): on {on} {kind}",
    ),
    "LimitationSuspensionRecorded": (
        "记录时效中止（第{entry}项）：自{on}起，原因：{cause}",
        "Limitation is suspended from {on} (entry {entry}): {cause}",
    ),
    "LimitationSuspensionEnded": (
        "时效中止（第{entry}项）的原因于{on}后消除，自次日起继续计算",
        "The suspension of limitation (entry {entry}) lasted to {on}; it runs on from the next day",
    ),
    "LimitationFactWithdrawn": (
        "撤回误记的时效事实（第{entry}项），不再计入，理由：{reason}",
        "Entry {entry} on limitation was a mistake and counts no more: {reason}",
    ),
}
