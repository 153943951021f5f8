"""Refusals about intake and claims, in words."""

REASONS: dict[str, tuple[str, str]] = {
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
    "channel_does_not_fit": (
        "渠道与调解来源不符：委派、委托和建议的案件须用对应渠道登记，直接仲裁、起诉的不登记调解申请",
        "channel {channel} does not fit mandate {mandate}",
    ),
    "mandate_needs_body": (
        "委派、委托或建议调解的，须写明作出委派、委托或建议的法院或仲裁委员会，退回时送交该机构",
        "a mandate names the court or commission that gave it, to which it is returned",
    ),
    "mandate_of_another_kind": (
        "{name}不能作出这种委派、委托或建议：法院委派、委托，仲裁委员会建议、委托",
        "{name} is not a body that gives a mandate of the kind {mandate}",
    ),
    "body_without_mandate": (
        "没有委派、委托或建议的申请，不填写法院或仲裁委员会",
        "an application without a mandate names no court or commission",
    ),
    "correction_names_nothing": (
        "须一次写明申请人要补正的内容",
        "say what the applicant is to hand in",
    ),
    "correction_due_too_early": (
        "补正期限{due}早于告知之日{occurred_on}",
        "the day for handing it in, {due}, is before the request on {occurred_on}",
    ),
    "no_correction_asked": (
        "没有要求过补正，不能以逾期未补正为由不予受理",
        "no correction was asked for",
    ),
    "correction_not_due": (
        "补正期限至{due}，尚未届满",
        "the applicant has until {due} to hand it in",
    ),
    "not_all_applicants": (
        "须由全体申请人提出；尚缺第{parties}号申请人",
        "all applicants declare it; missing: {parties}",
    ),
    "not_an_applicant": (
        "第{parties}号不是申请人",
        "not an applicant: {parties}",
    ),
    "mandate_not_returned": (
        "委派、委托尚未退回，须先退回作出委派、委托的机构",
        "the mandate stands; return it to the body that gave it first",
    ),
    "agreement_still_stands": (
        "原调解协议继续有效，不能撤回申请；可以放弃变更",
        "the earlier agreement stands; the amendment can be abandoned instead",
    ),
    "unknown_claim": ("本争议没有第{claims}项请求", "the dispute has no claim {claims}"),
    "claim_not_open": (
        "第{claims}项请求已有结果，不能再处理",
        "claim {claims} has been disposed of already",
    ),
    "no_claims_named": ("请写明是哪几项请求", "name the claims"),
    "no_claim_would_stay": (
        "至少要保留一项请求；全部不再主张的，应撤回申请",
        "at least one claim stays open; to give up all of them, withdraw the application",
    ),
    "claim_has_term": (
        "第{claims}项请求已有协议条款，达成合意后只能分出没有条款的请求",
        "claim {claims} has a term; once terms are recorded only claims without one are split off",
    ),
    "split_needs_reason": ("分案须写明理由", "say why the claims are split off"),
    "fewer_workers_left": (
        "涉及人数{worker_count}不符：应在1至{most}人之间",
        "worker_count {worker_count} is not between 1 and {most}",
    ),
    "mandate_from_a_decided_case": (
        "本次委派建立在已生效的协议或已作出的裁决之上，须先退回委派再分案",
        "the mandate rests on an agreement or award; return it before splitting",
    ),
}
