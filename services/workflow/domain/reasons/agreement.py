"""Refusals about agreements and their performance, in words."""

REASONS: dict[str, tuple[str, str]] = {
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
}
