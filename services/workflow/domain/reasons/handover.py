"""Refusals about offers and mandates, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "not_a_commission": (
        "{name}不是劳动人事争议仲裁委员会",
        "{name} is not an arbitration commission",
    ),
    "referral_needs_application": (
        "移送仲裁须有当事人签名或记录在案的仲裁申请",
        "a referral rests on a party's signed or recorded application",
    ),
    "offer_in_flight": ("已有一件移送待接收", "an offer is in flight already"),
    "no_offer_in_flight": ("没有待接收的移送", "no offer is in flight"),
    "another_offer": (
        "待接收的是第{current}次移送，不是第{offer}次",
        "the offer in flight is {current}, not {offer}",
    ),
    "not_the_receiver": ("移送不是发给该机构的", "the offer was not made to this body"),
}
