"""The sentences of this chapter: agreement. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "TermsRecorded": ("双方达成合意", "The parties agreed on terms"),
    "AgreementSigned": ("{party}签署调解协议", "{party} signed the agreement"),
    "AgreementSigned.mediator": ("调解员签署调解协议", "The mediator signed the agreement"),
    "AgreementSealed": (
        "{organisation}在调解协议上盖章",
        "{organisation} put its seal on the agreement",
    ),
    "AgreementTookEffect": ("调解协议生效", "The agreement took effect"),
    "SettledOnTheSpot": (
        "双方达成协议并当场履行完毕",
        "The parties agreed and performed on the spot",
    ),
    "PerformanceRecorded": ("已支付{amount}", "{amount} was paid"),
    "AgreementAnnulled.void": (
        "调解协议被认定无效：{by}，理由：{ground}",
        "The agreement was found void by {by}: {ground}",
    ),
    "AgreementAnnulled.revoked": (
        "调解协议被撤销：{by}，理由：{ground}",
        "The agreement was revoked by {by}: {ground}",
    ),
    "AgreementAmended": (
        "{by}同意变更协议，拟定新的一稿",
        "{by} agreed to amend the agreement",
    ),
    "AmendmentAbandoned": (
        "放弃变更，第{version}稿不再签署，原协议继续履行",
        "The amendment was given up: version {version} will not be signed, the agreement goes on",
    ),
    "AgreementSigned.represented": (
        "（由第{no}号代理人签署）",
        " (by representative {no})",
    ),
    "DutyPerformed": (
        "第{claim}项请求的履行事项已完成",
        "The duty on claim {claim} was performed",
    ),
    "PerformanceReminded": (
        "督促履行（{method}）",
        "The debtor was reminded to perform ({method})",
    ),
    "PerformanceBreached": (
        "第{no}期应于{due}支付，到期未付清，尚欠{outstanding}",
        "Instalment {no} was due on {due} and is not fully paid: {outstanding} is missing",
    ),
}
