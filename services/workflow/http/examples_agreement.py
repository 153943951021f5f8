"""Example bodies of the chapters on agreements and on making them enforceable. Invented."""

from typing import Any

_COMMISSION = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e02"
_COURT = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e03"
_NUMBER = "（2026）新0105诉前调确37号"
_PAYMENTS = [{"no": no, "due_on": f"2026-{3 + no:02d}-15", "amount": 660_000} for no in range(1, 5)]
_LATER = [{"no": no, "due_on": f"2026-{4 + no:02d}-15", "amount": 880_000} for no in range(1, 4)]

EXAMPLES: dict[str, dict[str, Any]] = {
    "record_terms": {
        "terms": [{"claim": 1, "instalments": _PAYMENTS}],
        "ability_to_perform": "被申请人有在建项目回款，可分四期支付。",
    },
    "sign_agreement": {"party": 1},
    "seal_agreement": {},
    "amend_agreement": {
        "terms": [{"claim": 1, "instalments": _LATER}],
        "consented_by": [1, 2],
        "reason": "法院认为付款期限不明确，双方改为三期。",
    },
    "abandon_amendment": {"reason": "被申请人不再要求延期。"},
    "settle_on_the_spot": {"amount": 300_000},
    "record_performance": {"amount": 660_000, "instalment": 1},
    "record_duty_performed": {"claim": 2},
    "remind_performance": {"method": "telephone", "instalment": 2},
    "performance_breached": {"instalment": 2},
    "annul_agreement": {
        "kind": "revoked",
        "by": "水磨沟区人民法院（2026）新0105民初1号",
        "ground": "重大误解",
    },
    "apply_for_confirmation": {
        "court": _COURT,
        "applicants": [1, 2],
        "connection": {"kind": "subject_place", "region": "650105"},
    },
    "confirmation_docketed": {"number": _NUMBER},
    "confirmation_supplement_asked": {"items": "用人单位营业执照", "due_on": "2026-04-10"},
    "confirmation_supplied": {"items": "用人单位营业执照副本复印件"},
    "confirmation_not_accepted": {"ground": "not_this_court"},
    "confirmation_refused": {"ground": "unclear", "number": _NUMBER},
    "confirmation_withdrawn": {"by": [1]},
    "confirmation_deemed_withdrawn": {"reason": "逾期未补充材料"},
    "confirmation_granted": {
        "ruling_number": _NUMBER,
        "served": [{"party": 1, "on": "2026-04-03"}, {"party": 2, "on": "2026-04-07"}],
    },
    "confirmation_objected": {
        "interested_person": "某某劳务分包有限公司",
        "known_on": "2026-06-01",
        "ground": "协议处分了本公司的债权",
    },
    "confirmation_annulled": {
        "extent": "agreement",
        "number": "（2026）新0105民特监2号",
        "ground": "协议损害案外人合法权益",
    },
    "confirmation_changed": {"number": "（2026）新0105民特监3号", "ground": "金额笔误"},
    "apply_for_review": {"commission": _COMMISSION, "applicants": [1, 2]},
    "review_accepted": {"number": "水劳人仲审〔2026〕7号"},
    "review_not_accepted": {"ground": "late"},
    "review_refused": {"ground": "unclear"},
    "review_withdrawn": {"by": [1, 2]},
    "review_statement_served": {"number": "水劳人仲调〔2026〕7号", "party": 1},
    "apply_for_payment_order": {"court": _COURT, "applicant": 1},
    "payment_order_issued": {"number": "（2026）新0105民督5号"},
    "payment_order_served": {"party": 2},
    "payment_order_objected": {"party": 2, "ground": "款项已经付清"},
    "payment_order_void": {"reason": "not_served"},
    "payment_order_dismissed": {"ground": "counter_duty"},
    "payment_order_effective": {"number": "（2026）新0105民督5号"},
}
"""Operation id to a body that decodes."""
