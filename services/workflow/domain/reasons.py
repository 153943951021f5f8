"""The words of every refusal: stable code to Chinese and English. Codes are never renamed."""

REASONS: dict[str, tuple[str, str]] = {
    # State, permission, existence
    "not_in_this_state": (
        "争议当前为“{state_zh}”，不能“{move_zh}”",
        "the dispute is {state}; {move} is not possible from there",
    ),
    "not_permitted": (
        "您不能对此争议办理“{move_zh}”：{why_zh}",
        "as {role} you may not {move} here: {why}",
    ),
    "unknown_dispute": ("没有这件争议，或您无权知悉", "no such dispute, or none that you may see"),
    "unknown_organisation": (
        "没有登记这个机构：{organisation}",
        "no such organisation: {organisation}",
    ),
    "no_body_named": (
        "请写明由哪个机构办理：您的账号没有所属机构",
        "name the body: your account belongs to none",
    ),
    "unknown_leader": ("没有这件主案：{leader}", "no such leading dispute: {leader}"),
    "unknown_region": (
        "区划代码{region}不在行政区划数据中",
        "{region} is not in the data set of regions",
    ),
    "unknown_mediator": (
        "名册中没有这位调解员：{mediator}",
        "no such mediator on the roster: {mediator}",
    ),
    "organisation_exists": (
        "机构已登记：{organisation}",
        "the organisation is on file already: {organisation}",
    ),
    "mediator_exists": ("调解员已登记", "the mediator is on the roster already"),
    "registry_not_permitted": (
        "只有辖区（{region}）的监管部门可以登记机构和调解员",
        "only the supervisor of {region} enters bodies and mediators; you are {role}",
    ),
    "certificate_ends_before_it_begins": (
        "调解员证的截止日期早于起始日期",
        "the certificate ends before it begins",
    ),
    "no_such_number": (
        "本登记簿没有发出过第{serial}号",
        "this register never gave number {serial}",
    ),
    # Time
    "in_the_future": (
        "发生日期{occurred_on}晚于今天，只能记录已发生的事实",
        "{occurred_on} is in the future; only what has happened can be recorded",
    ),
    "before_receipt": (
        "发生日期{occurred_on}早于收到申请之日{received_on}",
        "{occurred_on} is before the application was received on {received_on}",
    ),
    "day_and_instant_differ": (
        "发生日期{occurred_on}与发生时刻{occurred_at}不是同一天（北京时间）",
        "occurred_on {occurred_on} and occurred_at {occurred_at} are not the same day in Asia/Shanghai",
    ),
    # Intake
    "needs_both_sides": (
        "至少要有一名申请人和一名被申请人",
        "at least one claimant and one respondent are needed",
    ),
    "needs_a_claim": ("至少要有一项请求", "at least one claim is needed"),
    "oral_needs_matter": (
        "口头申请须当场记录争议事项和理由",
        "an oral application is recorded with its matter and reasons",
    ),
    "fewer_workers_than_named": (
        "涉及人数{worker_count}少于已列明的劳动者{named}人",
        "worker_count {worker_count} is less than the {named} workers named",
    ),
    "not_a_mediation_organisation": (
        "{name}不是调解组织，不能受理调解申请",
        "{name} is not a mediation organisation",
    ),
    "consent_not_recorded": (
        "须先记录对方同意调解的日期；对方不同意的，应不予受理并书面告知",
        "record when the other side agreed to mediation; if it refuses, decline in writing",
    ),
    "guidance_missing": (
        "不予受理须书面告知申请人可走的途径",
        "a declined applicant is told in writing where to go instead",
    ),
    # Mediation
    "certificate_not_valid": (
        "该调解员在{occurred_on}没有有效的调解员证",
        "the mediator has no certificate valid on {occurred_on}",
    ),
    "not_of_this_organisation": (
        "该调解员在{occurred_on}不属于本调解组织可以使用的人员",
        "the organisation may not use this mediator on {occurred_on}",
    ),
    "unknown_party": ("本争议没有第{party}号当事人", "the dispute has no party {party}"),
    "nobody_present": ("至少要有一方当事人到场", "at least one party must have been present"),
    "failure_needs_reason": ("调解不成须写明原因", "a failure needs at least one coded reason"),
    # Agreement
    "terms_missing": (
        "第{claims}项请求还没有条款，须补写条款或撤回后协议才能生效",
        "claims {claims} have no term; the agreement cannot take effect until they have",
    ),
    "term_for_unknown_claim": ("没有第{claim}项请求", "there is no claim {claim}"),
    "term_is_empty": (
        "第{claim}项请求的条款须写明分期付款或其他履行内容",
        "the term on claim {claim} names neither a payment nor another duty",
    ),
    "instalments_misnumbered": (
        "各期付款须从1起连续编号",
        "instalments are numbered from 1 without a gap",
    ),
    "signed_already": ("该方已经签署", "this party has signed already"),
    "sealed_already": ("已经盖章", "the agreement is sealed already"),
    "before_terms": (
        "发生日期{occurred_on}早于协议条款记录之日{recorded_on}",
        "{occurred_on} is before the terms were recorded on {recorded_on}",
    ),
    "not_the_organisation": ("只有承办的调解组织可以盖章", "only the mediating organisation seals"),
    "unknown_instalment": (
        "协议没有第{instalment}期",
        "the agreement has no instalment {instalment}",
    ),
    "pays_more_than_due": (
        "累计履行{paid}分超过协议金额{due}分",
        "{paid} fen in all is more than the {due} fen agreed",
    ),
    "no_agreement_stands": ("没有生效的协议", "no effective agreement stands"),
    # Confirmation
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
    # Referral
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
    # Closing, matter, corrections
    "offer_still_open": (
        "移送尚未接收，不能结案",
        "an offer is in flight; close after it is decided",
    ),
    "window_still_open": (
        "司法确认期限至{due}，协议尚未全部履行；现在结案须写明理由",
        "the confirmation window runs to {due} and the agreement is not fully performed; give a reason to close now",
    ),
    "outcome_does_not_fit": (
        "结案方式与争议情况不符：应为“{fitting_zh}”",
        "the outcome does not fit the dispute: expected {fitting}",
    ),
    "merge_with_itself": ("不能与自身并案", "a dispute cannot be merged with itself"),
    "leader_is_follower": (
        "所选主案已并入另一案件，请选择主案",
        "the chosen leader is itself merged into another; choose that one",
    ),
    "merged_already": ("已并入另一案件，请先撤销并案", "merged already; undo that first"),
    "not_merged": ("没有并案", "the dispute is not merged"),
    "not_correctable": ("“{field}”不能更正", "{field} cannot be corrected"),
    "bad_correction": (
        "更正值“{new}”不合规：{why}",
        "the corrected value {new} is not valid: {why}",
    ),
    "effect_is_derived": (
        "协议生效日由签署和盖章的日期推定，不能直接更正",
        "the day of effect follows from the signatures and the seal; it cannot be typed in",
    ),
    "district_by_supervisor": (
        "跨区县更正工作地须由监管部门办理",
        "only a supervisor moves a dispute to another district",
    ),
    "correction_is_same": ("更正值与原值相同", "the corrected value equals the old one"),
    "nothing_to_correct": ("本争议没有可更正的“{field}”", "the dispute has no {field} to correct"),
}
