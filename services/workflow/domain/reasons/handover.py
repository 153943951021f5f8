"""Refusals about offers and mandates, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "commission_not_competent": (
        (
            "{name}（{seat}）没有管辖权；有管辖权的是下列地点的仲裁委员会：{places_zh}。"
            "另有连接点的，请在 connection 中写明"
        ),
        (
            "{name} ({seat}) is not competent; the commission is, of: {places}. Where something else "
            "ties the commission to the dispute, state it as the connection"
        ),
    ),
    "not_a_commission": (
        "{name}不是劳动人事争议仲裁委员会",
        "{name} is not an arbitration commission",
    ),
    "not_a_receiver": (
        "{name}既不仲裁也不调解，不能向其移送",
        "{name} neither arbitrates nor mediates; nothing is offered to it",
    ),
    "offer_to_itself": ("争议本来就由{name}办理", "{name} has the dispute already"),
    "referral_needs_application": (
        "移送仲裁须有当事人签名或记录在案的仲裁申请",
        "a referral rests on a party's signed or recorded application",
    ),
    "referral_needs_reason": ("移送须写明理由", "a hand-over is offered for a stated reason"),
    "transfer_needs_consent": (
        "移送其他调解组织须经全体申请人同意，当事人{parties}尚未同意",
        "all applicants consent to another mediation organisation; missing: party {parties}",
    ),
    "transfer_not_mediable": (
        "协议有效或者只能起诉时，不能移送其他调解组织",
        "with an agreement in force, or only a suit left, there is nothing to mediate elsewhere",
    ),
    "agreement_is_kept": (
        "协议没有到期未履行，司法确认或仲裁审查也未被驳回，不能移送仲裁",
        "the agreement is not in breach, and no court or commission has turned it down",
    ),
    "not_a_wrong_commission": (
        "仲裁没有因管辖不予受理，此时只能起诉",
        "the commission did not refuse for want of jurisdiction; what is open is a suit",
    ),
    "refer_under_mandate": (
        "委派、委托或建议的调解尚未退回，不能移送",
        "the mandate is returned before the dispute is handed to anybody else",
    ),
    "mandate_not_returned": (
        "委派、委托或建议的调解尚未退回，先退回再办理",
        "the mandate is returned before this is done",
    ),
    "expires_before_offered": (
        "答复期限{expires_on}早于移送之日{occurred_on}",
        "the last day {expires_on} is before the offer of {occurred_on}",
    ),
    "offer_in_flight": ("已有一件移送待接收", "an offer is in flight already"),
    "no_offer_in_flight": ("没有待接收的移送", "no offer is in flight"),
    "another_offer": (
        "待接收的是第{current}次移送，不是第{offer}次",
        "the offer in flight is {current}, not {offer}",
    ),
    "offer_decided": (
        "第{offer}次移送已于{on}{outcome_zh}",
        "offer {offer} was {outcome_en} on {on}",
    ),
    "before_the_offer": (
        "发生日期{occurred_on}早于移送之日{offered_on}",
        "{occurred_on} is before the offer of {offered_on}",
    ),
    "not_the_receiver": ("移送不是发给该机构的", "the offer was not made to this body"),
    "not_the_sender": ("移送不是该机构发出的", "the offer was not made by this body"),
    "offer_past_expiry": (
        "第{offer}次移送的答复期限{expires_on}已过，须重新移送",
        "offer {offer} could be taken over until {expires_on}; it is to be made again",
    ),
    "offer_not_expired": (
        "第{offer}次移送的答复期限尚未届满（{expires_on}）",
        "offer {offer} has not expired; its last day is {expires_on}",
    ),
    "ground_needs_words": (
        "选择“其他”时须写明理由",
        "where no coded ground fits, the reason is given in words",
    ),
    "nothing_to_return": (
        "没有可以退回的移送",
        "there is no hand-over that could be returned",
    ),
    "taken_up_already": (
        "接收后已指派调解员，不能退回；需要时另行移送",
        "a mediator was assigned since; it is not returned but may be offered anew",
    ),
    "mediated_before": (
        "争议已经调解组织调解，仲裁委员会的调解建议适用于未经调解的申请",
        "the dispute was mediated before; a commission suggests mediation where it was not",
    ),
    "entrusted_after_hearing": (
        "已经开庭，委托调解应在开庭前",
        "a hearing was held; mediation is entrusted before it",
    ),
    "mandate_needs_consent": (
        "没有记录应当同意调解的各方当事人的同意",
        "the consent of the parties who must agree to the mediation is not recorded",
    ),
    "mandate_runs_already": (
        "已有一件委派、委托或建议的调解尚未退回",
        "another mandate has not been returned yet",
    ),
    "mandate_due_before_given": (
        "退回期限{due}早于委派、委托之日{occurred_on}",
        "the mandate would be due on {due}, before it was given on {occurred_on}",
    ),
    "mandate_too_long": (
        "退回期限超过规定的最后一日{due}",
        "the mandate would run beyond {due}, the last day of its rule",
    ),
    "no_mandate_runs": ("没有待退回的委派、委托或建议", "no mandate is to be returned"),
    "mandate_without_agreement": (
        "以成功退回须有在本次委派、委托中生效的协议",
        "a success needs an effective agreement that was made under the mandate",
    ),
    "mandate_ended_in_agreement": (
        "本次委派、委托中已有协议生效，应以成功退回；正在变更的先签署或放弃变更",
        "an agreement took effect under the mandate: return it as a success, any amendment decided first",
    ),
    "mandate_period_runs": (
        "调解期限到{due}，届满前由调解组织退回",
        "the mandate runs until {due}; before that the organisation returns it",
    ),
    "mandate_needs_report": (
        "退回须附调解情况报告",
        "a mandate is returned with a report on the mediation",
    ),
}
