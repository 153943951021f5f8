"""What the deadlines of a dispute are about, where they stand and what is waited for, in words."""

from typing import Final

from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.deadlines.liveness import REASONS

_ITEMS: Final = {
    "parties": ("当事人{no}", "party {no}"),
    "claims": ("第{no}项请求", "claim {no}"),
    "instalments": ("第{no}期付款", "instalment {no}"),
    "duties": ("第{no}项请求的履行", "duty of claim {no}"),
    "hearings": ("第{no}次开庭", "hearing {no}"),
    "sessions": ("第{no}次调解会", "session {no}"),
    "documents": ("第{no}份文书", "document {no}"),
    "recipients": ("受送达人{no}", "recipient {no}"),
    "attempts": ("第{no}次送达", "attempt {no}"),
    "suits": ("第{no}件诉讼", "suit {no}"),
    "offers": ("第{no}次移送", "offer {no}"),
    "limitation": ("时效事实第{no}项", "entry {no} on limitation"),
    "supplements": ("第{no}次补充材料", "material {no}"),
    "objections": ("第{no}次异议", "objection {no}"),
    "items": ("第{no}项裁决", "item {no}"),
}
"""By the first part of a path; corrections name items alike."""

STATUS: Final[dict[Status, tuple[str, str]]] = {
    Status.NOT_STARTED: ("尚未起算", "not begun"),
    Status.RUNNING: ("进行中", "running"),
    Status.SUSPENDED: ("中止", "suspended"),
    Status.LAPSED: ("已届满", "lapsed"),
    Status.MET: ("已办理", "met"),
    Status.ENDED: ("不再适用", "ended"),
}

WAITS_FOR: Final = REASONS


def about_in_words(path: str) -> tuple[str, str]:
    """What a deadline is about; a part that has no words of its own is shown as it is named."""
    zh: list[str] = []
    en: list[str] = []
    parts = path.split("/") if path else []
    for name, no in zip(parts[::2], [*parts[1::2], ""], strict=False):
        item_zh, item_en = _ITEMS.get(name, (f"{name} {{no}}", f"{name} {{no}}"))
        zh.append(item_zh.format(no=no).strip())
        en.append(item_en.format(no=no).strip())
    return "".join(zh), ", ".join(en)
