"""Every fact that can be corrected, in words; `no` is the number of the item, `inner` of one within it."""

FIELDS: dict[str, tuple[str, str]] = {
    "field.region": ("合同履行地区划", "The region of the workplace"),
    "field.worker_count": ("涉及人数", "The number of workers"),
    "field.registered_on": ("登记日期", "The day of registration"),
    "field.case_number": ("案号", "The case number"),
    "field.amount_claimed": ("请求金额", "The amount claimed"),
    "field.effective_on": ("协议生效日期", "The day of effect"),
    "field.accepted_on": ("受理日期", "The day of acceptance"),
    "field.paid": ("已履行金额", "The amount paid so far"),
    "field.claims.amount": ("第{no}项请求的金额", "The amount of claim {no}"),
    "field.claims.kind": ("第{no}项请求的案由", "The cause of claim {no}"),
    "field.claims.known_on": (
        "第{no}项请求知道或者应当知道权利被侵害之日",
        "The day on which the infringement behind claim {no} was known",
    ),
    "field.employment.started_on": (
        "当事人{no}的劳动关系开始日期",
        "The beginning of party {no}'s employment",
    ),
    "field.employment.ended_on": (
        "当事人{no}的劳动关系终止日期",
        "The end of party {no}'s employment",
    ),
    "field.parties.name": ("用人单位（当事人{no}）名称", "The name of the employer (party {no})"),
    "field.parties.region": ("当事人{no}的住所地", "The domicile of party {no}"),
    "field.parties.uscc": (
        "用人单位（当事人{no}）统一社会信用代码",
        "The credit code of the employer (party {no})",
    ),
    "field.declined_on": ("不予受理日期", "The day on which the application was declined"),
    "field.correction_asked_on": ("要求补正日期", "The day on which a correction was asked for"),
    "field.mandate_received_on": (
        "收到委派、委托的日期",
        "The day on which the mandate was received",
    ),
    "field.suspended_on": ("中止调解日期", "The day on which mediation was suspended"),
    "field.suspensions.first_on": (
        "第{no}次中止调解的首日",
        "The first day of suspension {no} of the mediation",
    ),
    "field.suspensions.last_on": (
        "第{no}次中止调解的末日",
        "The last day of suspension {no} of the mediation",
    ),
    "field.mediation_failed_on": ("调解不成日期", "The day on which mediation failed"),
    "field.offered_on": ("提出移送日期", "The day of the offer"),
    "field.closed_on": ("结案日期", "The day of closing"),
    "field.parties.agreement_signed_on": (
        "当事人{no}签署协议的日期",
        "The day on which party {no} signed the agreement",
    ),
    "field.mediator_signed_on": (
        "调解员签署协议的日期",
        "The day on which the mediator signed the agreement",
    ),
    "field.sealed_on": (
        "调解组织盖章的日期",
        "The day on which the organisation sealed the agreement",
    ),
    "field.payments.paid_on": ("第{no}笔付款的日期", "The day of payment {no}"),
    "field.reinforcement_applied_on": (
        "申请司法确认、仲裁审查或者支付令的日期",
        "The day of application for confirmation, review or a payment order",
    ),
    "field.reinforcement_excused_on": (
        "邮寄之日或者障碍消除之日",
        "The day of posting, or on which the obstacle ended",
    ),
    "field.reinforcement_docketed_on": (
        "司法确认、仲裁审查或者支付令申请的受理日期",
        "The day on which the application for confirmation, review or a payment order was taken up",
    ),
    "field.payment_order_issued_on": ("支付令发出日期", "The day of the payment order"),
    "field.reinforcement_decided_on": (
        "确认裁定、仲裁调解书或者支付令的生效日期",
        "The day on which the ruling, statement or order was made or took effect",
    ),
    "field.parties.reinforcement_served_on": (
        "确认裁定、仲裁调解书或者支付令送达当事人{no}的日期",
        "The day on which party {no} received the ruling, statement or order",
    ),
    "field.objections.objected_on": ("第{no}项异议的提出日期", "The day of objection {no}"),
    "field.objections.received_on": (
        "第{no}项异议人收到或者知道裁定的日期",
        "The day on which objector {no} received or knew of the ruling",
    ),
    "field.past_reinforcements.ended_on": (
        "第{no}次司法确认、仲裁审查或者支付令程序的终结日期",
        "The day on which application {no} for confirmation, review or a payment order came to an end",
    ),
    "field.past_reinforcements.ruling_received_on": (
        "申请人收到第{no}次程序终结裁定的日期",
        "The day on which the ruling that ended application {no} was received",
    ),
    "field.arbitrations.filed_on": ("第{no}次仲裁申请日期", "The day of arbitration filing {no}"),
    "field.arbitrations.deferral_ended_on": (
        "第{no}次仲裁申请暂缓受理的终止日期",
        "The day on which the deferral of arbitration filing {no} ended",
    ),
    "field.arbitrations.accepted_on": (
        "第{no}次仲裁申请的受理日期",
        "The day on which arbitration filing {no} was accepted",
    ),
    "field.arbitrations.not_accepted_on": (
        "第{no}次仲裁申请的不予受理日期",
        "The day on which arbitration filing {no} was not accepted",
    ),
    "field.arbitrations.panel_formed_on": (
        "第{no}次仲裁的组庭日期",
        "The day on which the tribunal of arbitration {no} was formed",
    ),
    "field.arbitrations.hearings.listed_on": (
        "第{no}次仲裁第{inner}次开庭的通知日期",
        "The day on which hearing {inner} of arbitration {no} was listed",
    ),
    "field.arbitrations.stayed_on": (
        "第{no}次仲裁的中止日期",
        "The day on which arbitration {no} was stayed",
    ),
    "field.arbitrations.stays.first_on": (
        "第{no}次仲裁第{inner}次中止的首日",
        "The first day of stay {inner} of arbitration {no}",
    ),
    "field.arbitrations.stays.last_on": (
        "第{no}次仲裁第{inner}次中止的末日",
        "The last day of stay {inner} of arbitration {no}",
    ),
    "field.arbitrations.ended_on": (
        "第{no}次仲裁的终结日期",
        "The day on which arbitration {no} ended",
    ),
    "field.arbitrations.award_issued_on": (
        "第{no}次仲裁的裁决日期",
        "The day of the award in arbitration {no}",
    ),
    "field.arbitrations.parties.award_served_on": (
        "第{no}次仲裁裁决书送达当事人{inner}的日期",
        "The day on which party {inner} received the award in arbitration {no}",
    ),
    "field.arbitrations.enforcement_refused_on": (
        "第{no}次仲裁裁决被裁定不予执行的日期",
        "The day on which enforcement of the award in arbitration {no} was refused",
    ),
    "field.arbitrations.parties.refusal_served_on": (
        "不予执行裁定送达当事人{inner}的日期（第{no}次仲裁）",
        "The day on which party {inner} received the refusal to enforce the award in arbitration {no}",
    ),
    "field.suits.complaint_on": (
        "第{no}件诉讼法院收到起诉状的日期",
        "The day on which the court received the complaint in suit {no}",
    ),
    "field.suits.filed_on": ("第{no}件诉讼的起诉日期", "The day on which suit {no} was filed"),
    "field.suits.remanded_on": (
        "第{no}件诉讼的发回重审日期",
        "The day on which suit {no} was sent back",
    ),
    "field.suits.judged_on": (
        "第{no}件诉讼的一审判决日期",
        "The day of the first judgment in suit {no}",
    ),
    "field.suits.parties.judgment_served_on": (
        "第{no}件诉讼一审判决书送达当事人{inner}的日期",
        "The day on which party {inner} received the first judgment in suit {no}",
    ),
    "field.suits.appealed_on": ("第{no}件诉讼的上诉日期", "The day of the appeal in suit {no}"),
    "field.suits.appeal_judged_on": (
        "第{no}件诉讼的二审判决日期",
        "The day of the judgment on appeal in suit {no}",
    ),
    "field.suits.ended_on": ("第{no}件诉讼的终结日期", "The day on which suit {no} ended"),
    "field.suits.parties.ruling_served_on": (
        "第{no}件诉讼的裁定送达当事人{inner}的日期",
        "The day on which party {inner} received the ruling in suit {no}",
    ),
    "field.set_aside_filed_on": (
        "申请撤销裁决的日期",
        "The day of application to set the award aside",
    ),
    "field.set_aside_decided_on": (
        "撤销裁决申请的裁定日期",
        "The day of the ruling on setting the award aside",
    ),
    "field.parties.set_aside_served_on": (
        "撤销裁决的裁定送达当事人{no}的日期",
        "The day on which party {no} received the ruling on setting aside",
    ),
    "field.enforceable_on": (
        "执行依据的生效日期",
        "The day from which the instrument can be enforced",
    ),
    "field.enforcement_applied_on": ("申请执行日期", "The day of application for enforcement"),
    "field.documents.issued_on": ("第{no}号文书的制作日期", "The day of document {no}"),
    "field.documents.recipients.received_on": (
        "第{no}号文书由当事人{inner}收到的日期",
        "The day on which party {inner} received document {no}",
    ),
    "field.documents.recipients.replied_on": (
        "当事人{inner}对第{no}号文书的复函日期",
        "The day on which party {inner} replied to document {no}",
    ),
}
"""By the field, with its numbers left out."""
