"""Refusals about mediators, sessions, periods, in words."""

REASONS: dict[str, tuple[str, str]] = {
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
    "mediator_has_it": ("争议已由该调解员办理", "this mediator has the dispute already"),
    "no_mediator": (
        "争议没有名册上的调解员，请指明是哪一位",
        "no mediator of the roster has the dispute; name the person",
    ),
    "conflict_not_consented": (
        "调解员披露的利害关系（第{conflicts}项）尚未经双方同意：须双方同意，或者回避、另行指派",
        "both sides have not consented to the disclosed conflict ({conflicts}): they consent, or another mediates",
    ),
    "earlier_role_not_disclosed": (
        "该调解员曾在同一事项中任职：须披露并经双方同意",
        "the person had an earlier role in this matter: disclose it and have both sides consent",
    ),
    "unknown_conflict": (
        "没有披露过第{conflict}项利害关系",
        "no conflict {conflict} was disclosed",
    ),
    "consented_already": ("该当事人已经同意", "this party has consented already"),
    "recusal_needs_reason": ("回避须写明理由", "a recusal needs its reason"),
    "cover_ends_before_it_starts": (
        "代班的截止日期早于起始日期",
        "the cover ends before it starts",
    ),
    "cover_of_oneself": ("调解员不能为自己代班", "a mediator is no cover for herself"),
    "cover_overlaps": (
        "这段时间里已有代班的调解员",
        "somebody covers on one of these days already",
    ),
    "session_needs_place": (
        "请写明调解会的房间、地点或者会议链接",
        "say the room, the address or the link of the session",
    ),
    "session_in_the_past": (
        "调解会时间{starts_on}早于安排之日{occurred_on}",
        "the session on {starts_on} would be before the day it is set, {occurred_on}",
    ),
    "notice_not_given_yet": (
        "通知日期晚于今天或者晚于调解会当日",
        "a notice lies after today or after the session",
    ),
    "unknown_session": ("没有第{session}次调解会", "the dispute has no session {session}"),
    "session_not_listed": (
        "第{session}次调解会已经召开或者取消",
        "session {session} is not on the list: it was held, put off or cancelled",
    ),
    "session_not_begun": (
        "第{session}次调解会定于{starts_on}，尚未到期，不能记录缺席",
        "session {session} is set for {starts_on}; nobody can be absent before",
    ),
    "adjourned_already": (
        "调解会已经延期，请写明新的时间",
        "the session was put off already; give its new time",
    ),
    "representative_not_acting": (
        "第{representative}号代理人在{occurred_on}没有有效的代理权",
        "representative {representative} has no authority on {occurred_on}",
    ),
    "facts_are_blank": ("请写明无争议的事实", "say which facts are undisputed"),
    "facts_need_both_sides": (
        "无争议事实须经双方当事人确认",
        "undisputed facts need somebody of each side to confirm them",
    ),
    "offer_says_nothing": ("请写明方案的内容", "say what is offered"),
    "unknown_settlement_offer": (
        "没有第{number}号调解方案",
        "there is no settlement offer {number}",
    ),
    "answered_by_own_side": (
        "调解方案须由对方当事人答复",
        "an offer is answered by the other side",
    ),
    "answered_already": (
        "该当事人已经答复这一方案",
        "this party has answered the offer already",
    ),
    "extension_needs_both": (
        "延长调解期限须双方当事人同意",
        "an extension needs the consent of both sides",
    ),
    "extension_not_allowed": (
        "适用的期限不能由双方约定延长",
        "the period that applies cannot be extended by consent",
    ),
    "extension_is_none": (
        "延长至{until}，不晚于现在的期限{ends_on}或者早于办理之日",
        "{until} is no later than the present end {ends_on}, or is past",
    ),
    "extension_beyond_cap": (
        "延长至{until}超过上限，最迟至{latest_on}",
        "{until} is beyond the cap; the latest day is {latest_on}",
    ),
    "suspension_needs_detail": (
        "其他事由的中止须写明具体情况",
        "a suspension for another cause needs words",
    ),
    "resumed_before_suspended": (
        "调解自{since}起中止，恢复不能早于该日",
        "mediation has stood still since {since}: it cannot go on before that",
    ),
    "lapse_recorded_already": ("期限届满已经记录", "the lapse is recorded already"),
    "period_not_passed": (
        "期限至{due}，在{occurred_on}尚未届满",
        "the period runs to {due}; it has not passed on {occurred_on}",
    ),
    "mandate_to_return": (
        "委派、委托或者建议调解的，须先退回",
        "the mediation runs under a mandate: return it instead",
    ),
    "agreement_stands": (
        "原协议仍然有效，不能记录调解不成；可以放弃变更",
        "an earlier agreement stands: give up the amendment instead",
    ),
    "restart_needs_both": (
        "重新调解须双方当事人同意",
        "a second attempt needs the consent of both sides",
    ),
}
