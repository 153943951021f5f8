"""What was noted when an event was recorded though a guard spoke against it: by code, in words.

The words of a refusal name days and numbers that a warning does not keep; these do without.
"""

from services.kit.language import Language
from services.workflow.recorded.views import REASONS

WARNINGS: dict[str, tuple[str, str]] = {
    "channel_does_not_fit": (
        "渠道与调解来源不符",
        "the channel does not fit on whose asking the mediation runs",
    ),
    "not_all_applicants": (
        "没有记录全体申请人都提出撤回",
        "it is not recorded that all applicants declared the withdrawal",
    ),
    "consent_not_recorded": (
        "没有记录对方同意调解的日期",
        "it is not recorded when the other side agreed to mediation",
    ),
    "guidance_missing": (
        "没有记录书面告知申请人的其他途径",
        "it is not recorded where the applicant was told in writing to go instead",
    ),
    "oral_needs_matter": (
        "口头申请没有记录争议事项和理由",
        "the oral application is without its matter and reasons",
    ),
    "nobody_present": ("没有记录到场的当事人", "no party is recorded as present"),
    "failure_needs_reason": ("没有记录调解不成的原因", "no reason of the failure is recorded"),
    "referral_needs_application": (
        "没有记录当事人的仲裁申请",
        "no application of a party for arbitration is recorded",
    ),
    "mandate_too_long": (
        "退回期限长于规定的期限",
        "the mandate was given for longer than its rule allows",
    ),
    "arbitration_extended_already": (
        "仲裁期限已经延长过一次",
        "the arbitration was extended once already",
    ),
    "answered_before_asked": (
        "办理日期早于申请、立案之日",
        "the day is before what it answers was applied for or filed",
    ),
    "mandate_period_runs": (
        "调解期限未满即收回委派、委托",
        "the mandate was taken back before its period had ended",
    ),
    "transfer_needs_consent": (
        "没有记录全体申请人同意移送其他调解组织",
        "the consent of all applicants to another mediation organisation is not recorded",
    ),
    "offer_past_expiry": (
        "移送在答复期限届满后才被接收",
        "the offer was taken over after its last day",
    ),
    "reinforcement_in_use": (
        "本协议已经申请过司法确认",
        "the agreement was before a court already",
    ),
    "relation_not_confirmable": (
        "协议中有确认或否认劳动关系的内容，不能司法确认",
        "the agreement has terms on whether a labour relation exists, which cannot be confirmed",
    ),
    "before_receipt": (
        "发生日期早于收到申请之日",
        "the day is before the application was received",
    ),
    "before_terms": (
        "发生日期早于协议条款记录之日",
        "the day is before the terms were recorded",
    ),
    "certificate_not_valid": (
        "该调解员当日没有有效的调解员证",
        "the mediator had no valid certificate on that day",
    ),
    "not_of_this_organisation": (
        "该调解员当日不属于本调解组织可以使用的人员",
        "the organisation could not use this mediator on that day",
    ),
    "lapse_was_premature": (
        "按更正后的日期，已按届满办理时期限尚未届满",
        "by the corrected day the period had not passed when its lapse was recorded",
    ),
    "confirmation_too_late": (
        "申请司法确认时，申请期限已经届满",
        "the window for judicial confirmation had ended",
    ),
    "confirmation_before_effect": (
        "申请司法确认早于协议生效",
        "confirmation was applied for before the agreement took effect",
    ),
    "confirmation_needs_both": (
        "司法确认须由双方当事人共同申请，申请人不全",
        "both sides apply jointly for confirmation; not all of them did",
    ),
    "confirmation_needs_payment": (
        "协议中有付款以外的内容，不能司法确认",
        "the agreement has terms other than payment, which cannot be confirmed",
    ),
    "supplied_late": (
        "补充材料的期限已经届满",
        "the day by which the court wanted the material had passed",
    ),
    "supplement_not_due": (
        "补充材料的期限尚未届满",
        "the day by which the court wanted the material had not passed",
    ),
    "review_too_late": (
        "申请仲裁审查时，申请期限已经届满",
        "the window for arbitration review had ended",
    ),
    "review_too_late_court_open": (
        "申请仲裁审查时，申请期限已经届满，司法确认期限未满",
        "the window for arbitration review had ended, that for judicial confirmation had not",
    ),
    "review_before_effect": (
        "申请仲裁审查早于协议生效",
        "review was applied for before the agreement took effect",
    ),
    "review_needs_both": (
        "仲裁审查须由双方当事人共同申请，申请人不全",
        "both sides apply jointly for review; not all of them did",
    ),
    "version_refused_already": (
        "该稿协议此前已被驳回",
        "this version of the agreement had been refused before",
    ),
    "served_too_late": (
        "支付令送达时，送达期限已经届满",
        "the payment order was served after the time for it had ended",
    ),
    "objected_too_late": (
        "支付令异议期限已经届满",
        "the time for objecting to the payment order had ended",
    ),
    "objection_still_open": (
        "支付令异议期限尚未届满",
        "the debtor could still object to the payment order",
    ),
    "unknown_party": ("所写当事人不在本争议中", "a party was named that the dispute does not have"),
    "window_still_open": (
        "结案时仍有法定期限未满",
        "closed while a legal window was still open",
    ),
    "performed_before_effect": (
        "履行日期早于协议生效日期",
        "performed before the agreement took effect",
    ),
    "accepted_on_assumed": (
        "台账未填受理日期，按登记日期记录",
        "the ledger names no day of acceptance: that of registration is recorded",
    ),
    "effective_on_assumed": (
        "台账未填协议生效日期，按结果日期记录",
        "the ledger names no day of effect: that of the result is recorded",
    ),
    "confirmation_on_assumed": (
        "台账没有司法确认申请日，按裁定日、不迟于申请期限届满日记录",
        (
            "the ledger names no day of application: that of the ruling is recorded, at the latest "
            "the last day of the window"
        ),
    ),
    "review_on_assumed": (
        "台账没有仲裁审查申请日，按结果日、不迟于申请期限届满日记录",
        (
            "the ledger names no day of application: that of the answer is recorded, at the latest "
            "the last day of the window"
        ),
    ),
    "award_kind_assumed": (
        "台账未填裁决类型，按非终局记录",
        "the ledger names no kind of award: it is recorded as not final",
    ),
    "award_served_on_assumed": (
        "台账未填裁决送达日期，按仲裁结案日期记录",
        "the ledger names no day of service: that of the award is recorded",
    ),
    "set_aside_on_assumed": (
        "没有登记中级人民法院，按本地法院记录",
        "no intermediate court is on file: the local one is recorded",
    ),
    "acceptance_decided_late": (
        "仲裁委员会没有在法定期限内决定是否受理",
        "the commission decided on acceptance after its time",
    ),
    "hearing_notice_short": (
        "开庭通知不足法定期间",
        "the notice of the hearing was shorter than the law wants",
    ),
    "arbitration_extended_too_far": (
        "延长的仲裁期限超过法定上限",
        "the arbitration was extended further than the law allows",
    ),
    "marked_final": (
        "有裁决事项标明为终局，按规则应为非终局",
        "an item is marked final; by the rule it is not",
    ),
    "not_marked_final": (
        "有裁决事项标明为非终局，按规则应为终局",
        "an item is marked not final; by the rule it is",
    ),
    "filed_elsewhere": (
        "受理的仲裁委员会不在已记录的劳动合同履行地和用人单位所在地",
        "the commission is neither at the place of performance nor at a recorded seat of the employer",
    ),
    "set_aside_elsewhere": (
        "该法院不是仲裁委员会所在地的中级人民法院",
        "the court is not the intermediate court of the commission's seat",
    ),
    "enforced_elsewhere": (
        "执行法院不是作出执行依据的法院，也不在已记录的被执行人住所地",
        "the enforcing court neither made the title nor is at the debtor's recorded domicile",
    ),
    "award_late": ("裁决时仲裁期限已经届满", "the award was made after its time"),
    "limitation_passed": (
        "提出时仲裁时效已经届满；时效由对方抗辩，只作提示",
        "limitation had ended by then; it is for the other side to plead, this is a warning only",
    ),
    "limitation_needs_evidence": (
        "没有记录时效事实的证明材料",
        "nothing is recorded that shows the fact on limitation",
    ),
    "suit_late": ("起诉时起诉期间已经届满", "the time to sue had ended"),
    "appeal_late": ("上诉时上诉期间已经届满", "the time to appeal had ended"),
    "set_aside_late": (
        "申请撤销裁决时申请期间已经届满",
        "the time to ask for the award to be set aside had ended",
    ),
    "enforcement_late": (
        "申请执行时申请期间已经届满，对方可以提出异议",
        "the time to ask for enforcement had ended; the other side may object",
    ),
}
OTHER = (
    "记录时有一项检查未通过",
    "a check spoke against this when it was recorded",
)
"""For a code without words here whose refusal needs values to be told."""


def warning(code: str, language: Language) -> str:
    """The words of a warning."""
    told = WARNINGS.get(code) or REASONS.get(code, OTHER)
    if "{" in told[0]:
        told = OTHER
    return told[0 if language == "zh" else 1]
