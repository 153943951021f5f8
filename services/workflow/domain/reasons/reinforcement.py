"""Refusals about confirmation, review and payment orders, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "confirmation_needs_both": (
        "司法确认须由双方当事人共同申请，缺少：{missing}",
        "both sides apply jointly; missing: {missing}",
    ),
    "confirmation_too_late": (
        "司法确认申请期限于{due}届满，申请日为{occurred_on}",
        "the window for judicial confirmation ended on {due}; applied on {occurred_on}",
    ),
    "confirmation_before_effect": (
        "协议于{effective_on}生效，之前不能申请司法确认",
        "the agreement took effect on {effective_on}; it cannot be confirmed before that",
    ),
    "confirmation_needs_payment": (
        "只有给付内容明确的协议可以司法确认，第{claims}项不是明确的付款",
        "only definite payment can be confirmed; claims {claims} are not",
    ),
    "relation_not_confirmable": (
        "确认或否认劳动关系的内容不能司法确认",
        "terms on whether a labour relation exists cannot be confirmed",
    ),
    "not_a_court": ("{name}不是人民法院", "{name} is not a court"),
    "reinforcement_in_use": (
        "本协议已经申请过确认，正在办理，不能另行申请",
        "this agreement is before a court already",
    ),
}
