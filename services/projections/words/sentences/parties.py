"""The sentences of this chapter: parties. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "PartyAdded": ("{party}加入为当事人", "{party} joined as a party"),
    "PartyDropped": ("{party}不再是当事人", "{party} is no longer a party"),
    "PartyResponded": ("{party}答复：{stance}", "{party} answered: {stance}"),
    "EmploymentRecorded": ("记录{party}的用工期间", "The employment of {party} was recorded"),
    "RepresentativeAppointed": (
        "{name}（{kind}，第{no}号代理人）代理{party}",
        "{name} ({kind}, representative {no}) acts for {party}",
    ),
    "RepresentationEnded": (
        "第{no}号代理人的代理终止",
        "Representative {no} no longer acts",
    ),
    "PartySucceeded": (
        "{successor}承继{party}的地位（{kind}）",
        "{successor} took the place of {party} ({kind})",
    ),
    "PartyRenamed": ("{party}更名为{name}", "{party} is now called {name}"),
    "EmployerCancelled": ("{party}已注销", "{party} was struck off the register"),
}
