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
}
