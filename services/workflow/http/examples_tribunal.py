"""Example bodies of arbitration, courts and enforcement. Invented."""

from typing import Any

COMMISSION = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e02"
OTHER_COMMISSION = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e07"
COURT = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e03"
INTERMEDIATE_COURT = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e08"

_SERVED = [{"party": 1, "on": "2026-06-01"}, {"party": 2, "on": "2026-06-02"}]

EXAMPLES: dict[str, dict[str, Any]] = {
    "arbitration_filed": {"commission": COMMISSION, "by_party": 1},
    "arbitration_accepted": {"number": "水劳人仲案〔2026〕34号"},
    "arbitration_not_accepted": {
        "ground": "wrong_commission",
        "reason": "合同履行地和用人单位所在地均不在本区",
        "competent": OTHER_COMMISSION,
    },
    "arbitration_acceptance_lapsed": {"occurred_on": "2026-03-10"},
    "hearing_listed": {"starts_at": "2026-04-02T09:30:00+08:00", "place": "第一仲裁庭"},
    "hearing_held": {"hearing": 1, "present": [1, 2]},
    "arbitration_stayed": {"cause": "injury_determination", "detail": "等待工伤认定结论"},
    "arbitration_resumed": {},
    "arbitration_extended": {"until": "2026-05-06", "reason": "案情复杂，经批准延长"},
    "arbitration_transferred": {
        "commission": OTHER_COMMISSION,
        "reason": "双方均向合同履行地仲裁委申请",
    },
    "award_issued": {
        "number": "水劳人仲案〔2026〕34号裁决书",
        "items": [
            {"no": 1, "claim": 1, "amount": 1_980_000, "is_final": True, "basis": "remuneration"},
            {"no": 2, "claim": 1, "amount": 660_000},
        ],
    },
    "award_served": {"party": 1, "occurred_on": "2026-04-20"},
    "award_windows_closed": {"occurred_on": "2026-05-07"},
    "arbitral_statement_served": {"number": "水劳人仲案〔2026〕34号调解书", "party": 1},
    "arbitration_withdrawn": {"by": [1]},
    "arbitration_deemed_withdrawn": {"reason": "申请人经通知无正当理由不到庭"},
    "litigation_filed": {
        "court": COURT,
        "number": "（2026）新0105民初88号",
        "ground": "after_award",
        "by": [1],
    },
    "set_aside_filed": {
        "court": INTERMEDIATE_COURT,
        "by": 2,
        "number": "（2026）新01民特12号",
    },
    "set_aside_granted": {"number": "（2026）新01民特12号", "served": _SERVED},
    "set_aside_dismissed": {"number": "（2026）新01民特12号"},
    "judgment_given": {
        "suit": 1,
        "instance": "first",
        "number": "（2026）新0105民初88号",
        "result": "upheld_in_part",
        "served": _SERVED,
    },
    "judgment_appealed": {"suit": 1, "by": [2]},
    "judgment_effective": {"suit": 1},
    "court_statement_served": {"suit": 1, "number": "（2026）新0105民初88号"},
    "litigation_withdrawn": {"suit": 1, "by": [1]},
    "litigation_dismissed": {
        "suit": 1,
        "number": "（2026）新0105民初88号之一",
        "reason": "不属于人民法院受理范围",
    },
    "enforcement_applied": {
        "court": COURT,
        "by": [1],
        "instrument": "award",
        "number": "（2026）新0105执301号",
    },
    "enforcement_stayed": {"cause": "set_aside_applied", "detail": "用人单位申请撤销裁决"},
    "enforcement_resumed": {},
    "enforcement_ended": {"ground": "no_assets"},
    "enforcement_refused": {
        "number": "（2026）新0105执异9号",
        "ground": "裁决的事项不属于仲裁范围",
        "served": _SERVED,
    },
    "enforcement_concluded": {"number": "（2026）新0105执301号"},
}
"""Operation id to a body that decodes."""
