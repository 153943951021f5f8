"""Refusals about agreements and their performance, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "terms_missing": (
        "第{claims}项请求还没有条款；补写条款、分案或撤回该项请求后，协议才能生效",
        (
            "claims {claims} have no term; the agreement takes effect once they have one, are split "
            "off or withdrawn"
        ),
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
    "unknown_instalment": (
        "协议没有第{instalment}期",
        "the agreement has no instalment {instalment}",
    ),
    "pays_more_than_due": (
        "累计履行{paid}分超过协议金额{due}分",
        "{paid} fen in all is more than the {due} fen agreed",
    ),
    "no_agreement_stands": ("没有生效的协议", "no effective agreement stands"),
    "claim_has_two_terms": (
        "一项请求只写一条条款，可以分多期付款",
        "one claim has one term, with as many instalments as are agreed",
    ),
    "amendment_needs_all": (
        "变更协议须全体当事人同意，缺少第{parties}号当事人",
        "all parties agree to an amendment; missing: {parties}",
    ),
    "nothing_to_go_back_to": (
        "没有已经生效的协议可以恢复",
        "no effective agreement stands to go back to",
    ),
    "mediator_signs_in_person": (
        "调解员须本人签名，不能由代理人代签",
        "the mediator signs in person, not by a representative",
    ),
    "settled_under_mandate": (
        "本争议由仲裁委或法院委托调解，退回委托之前不能直接结案；请记录协议条款，或先退回委托",
        (
            "a commission or court entrusted this mediation: it cannot be closed on the spot before the "
            "mandate is returned; record terms, or return the mandate"
        ),
    ),
    "pays_more_than_instalment": (
        "第{instalment}期尚欠{amount}分；超出部分请不写期数另行记录",
        (
            "{amount} fen of instalment {instalment} are outstanding; record what goes beyond that "
            "without an instalment"
        ),
    ),
    "no_such_duty": (
        "第{claim}项请求没有付款以外的履行内容",
        "the term on claim {claim} has no duty other than payment",
    ),
    "duty_performed_already": (
        "第{claim}项请求的履行内容已记录完成",
        "the duty on claim {claim} is recorded as performed already",
    ),
    "instalment_is_paid": ("第{instalment}期已付清", "instalment {instalment} is paid"),
    "performed_already": ("协议已全部履行", "the agreement is fully performed"),
    "breach_said_already": (
        "第{instalment}期到期未履行已经记录",
        "that instalment {instalment} was not paid in time is recorded already",
    ),
    "not_yet_due": (
        "第{instalment}期的最后一日是{due}，尚未届满",
        "the last day of instalment {instalment} is {due}; it has not passed",
    ),
}
