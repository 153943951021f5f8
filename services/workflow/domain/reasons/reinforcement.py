"""Refusals about confirmation, review and payment orders, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "confirmation_needs_both": (
        "司法确认须由双方当事人共同申请，缺少：{missing}",
        "both sides apply jointly; missing: {missing}",
    ),
    "confirmation_too_late": (
        "司法确认申请期限于{due}届满，申请日为{occurred_on}；期满前交邮或者有正当理由的，请写明事由和日期",
        (
            "the window for judicial confirmation ended on {due}; applied on {occurred_on}. If it was "
            "posted in time or there was an obstacle, say which and when"
        ),
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
    "court_not_competent": (
        (
            "{name}（{seat}）不在有管辖权的法院之列；有管辖权的是下列地点的基层人民法院：{places_zh}。"
            "另有连接点的，请在 connection 中写明"
        ),
        (
            "{name} ({seat}) is not competent; the basic court is, of: {places}. Where something else "
            "ties the court to the dispute, state it as the connection"
        ),
    ),
    "not_the_inviting_court": (
        "法院邀请调解的，向作出邀请的{name}申请",
        "where a court invited the mediation that court is competent: {name}",
    ),
    "not_a_basic_court": (
        "{name}不是基层人民法院；上级法院指定管辖的，或者申请司法确认而争议本身应由中级人民法院管辖的，请在 connection 中写明",
        "{name} is no basic court; state as the connection that it was designated, or, for confirmation, that the dispute itself belongs to an intermediate court",
    ),
    "not_an_intermediate_court": (
        "{name}不是中级人民法院；争议本身应由中级人民法院管辖的，向相应的中级人民法院申请",
        "{name} is no intermediate court; where the dispute belongs to one, that court confirms",
    ),
    "connection_does_not_count": (
        "所写明的连接点不能确定此项管辖",
        "what is stated does not make a body competent for this",
    ),
    "connection_needs_place": (
        "请写明该连接点所在的区县",
        "say in which county the connecting place is",
    ),
    "connection_elsewhere": (
        "所写明的连接点在{place}，不在{name}的辖区",
        "the connecting place stated is {place}, where {name} is not",
    ),
    "debtor_domicile_unknown": (
        "债务人住所地未记录，请补充：支付令由债务人住所地的基层人民法院管辖",
        "the debtor's domicile is not recorded, please add it: the basic court there is competent",
    ),
    "not_a_court": ("{name}不是人民法院", "{name} is not a court"),
    "reinforcement_in_use": (
        "本协议的{route_zh}正在办理，同一时间只能走一条途径；该申请有结果或者撤回之后才能另行申请",
        (
            "{route} is under way for this agreement, which takes one route at a time; another can "
            "be taken once that has ended or is withdrawn"
        ),
    ),
    "enforceable_already": (
        "已有执行依据{number}，可以直接申请执行，不必再作加固",
        "{number} can be enforced already; nothing more is needed",
    ),
    "confirmed_already": (
        "协议已经司法确认（{number}），仲裁委不再审查",
        "a court has confirmed the agreement by {number}; a commission no longer reviews it",
    ),
    "version_refused_already": (
        "第{version}稿协议已被驳回；变更协议并重新签署后才能再次申请",
        "version {version} was refused; it can be applied for again once amended and signed anew",
    ),
    "excuse_needs_day": (
        "请写明交邮日期或者障碍消除的日期",
        "say on which day it was posted or the obstacle ended",
    ),
    "excused_later": (
        "交邮或者障碍消除的日期晚于申请日",
        "the day of posting, or of the obstacle's end, is after the application",
    ),
    "posted_too_late": (
        "交邮日{excused_on}晚于申请期限的最后一日{due}",
        "it was posted on {excused_on}, after the last day {due}",
    ),
    "excused_too_late": (
        "障碍于{excused_on}消除，申请顺延的期限至{due}",
        "the obstacle ended on {excused_on}; the excuse had to be raised by {due}",
    ),
    "docketed_already": (
        "法院已按{number}立案",
        "the court's docketing under {number} is recorded already",
    ),
    "due_before_asked": (
        "补充材料的期限早于法院提出要求之日",
        "the day for the material is before the court asked for it",
    ),
    "nothing_asked_for": ("法院没有要求补充材料", "the court has not asked for material"),
    "nothing_was_asked_for": (
        "没有记录法院要求补充材料",
        "it is not recorded that the court asked for material",
    ),
    "supplement_not_due": (
        "补充材料的期限至{due}，尚未届满",
        "the material was due by {due}, which had not passed",
    ),
    "supplied_late": (
        "补充材料的期限于{due}届满",
        "the material was due by {due}",
    ),
    "objection_needs_day": (
        "请写明当事人收到裁定的日期，或者利害关系人知道权益受侵害的日期",
        "say when the party received the ruling, or the interested person learned of the harm",
    ),
    "no_ruling_stands": (
        "没有有效的司法确认裁定",
        "no ruling that confirms the agreement stands",
    ),
    "review_needs_both": (
        "仲裁审查须由双方当事人共同申请，缺少：{missing}",
        "both sides apply for review jointly; missing: {missing}",
    ),
    "review_before_effect": (
        "协议于{effective_on}生效，之前不能申请仲裁审查",
        "the agreement took effect on {effective_on}; it cannot be reviewed before that",
    ),
    "relation_not_reviewable": (
        "确认劳动关系的协议，仲裁委不予审查",
        "an agreement that confirms a labour relation is not reviewed",
    ),
    "review_too_late": (
        "仲裁审查申请期限于{due}届满，申请日为{occurred_on}；司法确认期限也已于{court_due}届满",
        (
            "the window for arbitration review ended on {due}, applied on {occurred_on}; that for "
            "judicial confirmation ended on {court_due}"
        ),
    ),
    "review_too_late_court_open": (
        "仲裁审查申请期限于{due}届满，申请日为{occurred_on}；仍可在{court_due}之前向法院申请司法确认",
        (
            "the window for arbitration review ended on {due}, applied on {occurred_on}; judicial "
            "confirmation is open until {court_due}"
        ),
    ),
    "statement_signed_for": (
        "仲裁调解书已有当事人签收",
        "a party had signed for the statement",
    ),
    "received_already": (
        "第{party}号当事人的签收已经记录",
        "the receipt by party {party} is recorded already",
    ),
    "payment_order_not_for_this": (
        "支付令只适用于拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金",
        (
            "a payment order is for arrears of pay, medical costs of a work injury, severance pay or "
            "damages alone"
        ),
    ),
    "nothing_overdue": (
        "没有到期未付的款项",
        "no payment is overdue",
    ),
    "order_is_for_workers": (
        "只有劳动者可以申请支付令",
        "only a worker applies for a payment order",
    ),
    "not_of_article_10": (
        "协议生效之日{on}，本调解组织不是调解仲裁法第十条规定的调解组织",
        "on {on}, when the agreement took effect, the organisation was not one of article 10",
    ),
    "order_issued_already": ("支付令已经发出", "the order was issued already"),
    "order_not_issued": ("没有记录支付令已经发出", "it is not recorded that the order was issued"),
    "order_not_served": (
        "没有记录债务人收到支付令",
        "it is not recorded that the debtor received the order",
    ),
    "not_the_debtor": (
        "第{party}号当事人不是应付款的用人单位",
        "party {party} is not the employer who owes",
    ),
    "served_too_late": (
        "支付令须于{due}前送达，送达日为{occurred_on}",
        "the order had to be served by {due}; it was on {occurred_on}",
    ),
    "objected_too_late": (
        "支付令异议期限于{due}届满，异议日为{occurred_on}",
        "the time for objecting to the order ended on {due}; the objection is of {occurred_on}",
    ),
    "objection_still_open": (
        "支付令异议期限至{due}，尚未届满",
        "the debtor could object until {due}, which had not passed",
    ),
    "route_is_enforcement": (
        "已有执行依据{number}，只能申请执行",
        "{number} makes it enforceable: enforcement is the only road",
    ),
    "route_not_from_here": (
        "按争议目前的情况不能走这条途径",
        "this road is not open from where the dispute stands",
    ),
    "arbitration_comes_first": (
        "劳动争议须先申请仲裁，法律另有规定的除外",
        "a labour dispute goes to arbitration first, but for the exceptions of the law",
    ),
    "not_on_wages_alone": (
        "只有仅就劳动报酬达成的协议可以直接起诉",
        "only an agreement on pay alone can be sued on directly",
    ),
}
