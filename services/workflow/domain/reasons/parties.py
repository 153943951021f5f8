"""Refusals about parties and representatives, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "unknown_representative": (
        "本争议没有第{representative}号代理人",
        "the dispute has no representative {representative}",
    ),
    "party_is_struck_off": (
        "第{party}号用人单位已注销，不能再签署；由承担责任的当事人签署，或先办理承继、减少当事人",
        "party {party} was struck off; whoever answers for it signs, or it is succeeded or dropped first",
    ),
    "represents_another": (
        "第{representative}号代理人不代理第{party}号当事人",
        "representative {representative} does not act for party {party}",
    ),
    "authority_ended": (
        "第{representative}号代理人在{on}没有代理权",
        "representative {representative} has no authority on {on}",
    ),
    "authority_too_narrow": (
        "第{representative}号代理人没有“{power_zh}”的特别授权",
        "representative {representative} has no special authority to {power}",
    ),
    "party_needs_reason": (
        "追加或减少当事人须写明理由",
        "say why the party joins or leaves",
    ),
    "last_of_its_side": (
        "第{party}号是该方唯一的当事人，不能减少",
        "party {party} is the only one of its side",
    ),
    "party_has_signed": (
        "第{party}号当事人已在协议上签名，不能减少",
        "party {party} has signed the agreement",
    ),
    "not_a_respondent": (
        "第{party}号是申请人；答复意见由被申请人提出",
        "party {party} is an applicant; respondents answer the claims",
    ),
    "not_a_worker": (
        "第{party}号不是劳动者，没有用工起止日期",
        "party {party} is not a worker",
    ),
    "employment_without_days": (
        "请填写用工开始或终止的日期",
        "give the day on which employment began or ended",
    ),
    "employment_ends_before_it_begins": (
        "用工终止日期早于开始日期",
        "the employment ends before it begins",
    ),
    "evidence_missing": ("须写明证明材料", "name the document that shows it"),
    "successor_differs": (
        "承继人须与第{party}号当事人同属一方、同为劳动者或同为用人单位",
        "the successor is of the same side and kind as party {party}",
    ),
    "succession_does_not_fit": (
        "承继原因与第{party}号当事人不符：劳动者因死亡，用人单位因合并、分立",
        "this kind of succession does not fit party {party}",
    ),
    "same_name": ("新名称与第{party}号当事人原名称相同", "party {party} has that name already"),
    "not_an_employer": (
        "第{party}号当事人不是用人单位",
        "party {party} is not an employer",
    ),
    "cancelled_already": (
        "第{party}号当事人已记录注销",
        "party {party} is recorded as struck off already",
    ),
    "nobody_answers": (
        "第{party}号用人单位注销后该方无人承担责任，须写明出资人、开办单位或主管部门",
        "nobody of its side answers for party {party} any more; name its investor, founder or superior body",
    ),
    "answers_on_another_side": (
        "承担责任的单位或个人须与注销的用人单位同属一方",
        "whoever answers for the employer joins on its side",
    ),
    "number_taken": (
        "第{party}号已被使用，请重新提交",
        "number {party} has been given meanwhile; send it again",
    ),
    "authority_over_before_it_begins": (
        "代理权限的截止日期早于委托之日",
        "the authority ends before it begins",
    ),
    "kind_does_not_fit_party": (
        "这类代理人不能代理第{party}号当事人：近亲属、监护人、职工代表代理劳动者，法定代表人、工作人员代理用人单位",
        "a representative of this kind does not act for party {party}",
    ),
    "too_few_workers": (
        "劳动者一方{fewest}人以上才能推举代表人",
        "workers put forward representatives where there are {fewest} or more",
    ),
    "too_many_representatives": (
        "同时最多{most}名代理人（代表人）；可先终止其中一名的代理",
        "there are {most} already; end one representation first, or replace one",
    ),
}
