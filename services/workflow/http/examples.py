"""One example body per operation, shown in the OpenAPI document and decoded by a test. Invented."""

from typing import Any

CENTRE = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e01"
COMMISSION = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e02"
COURT = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e03"
MEDIATOR = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e04"
LEADER = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e05"

_PARTIES: list[dict[str, Any]] = [
    {
        "side": "claimant",
        "kind": "worker",
        "name": "张某",
        "document": {"type": "resident_id", "number": "11010519491231002X"},
        "phone": "13912345678",
    },
    {"side": "respondent", "kind": "employer", "name": "某某建筑劳务有限公司"},
]
_CLAIMS = [{"kind": "remuneration", "amount": 2_640_000}]
_PAYMENTS = [{"no": no, "due_on": f"2026-{3 + no:02d}-15", "amount": 660_000} for no in range(1, 5)]

EXAMPLES: dict[str, dict[str, Any]] = {
    "register_dispute": {
        "occurred_at": "2026-03-02T09:30:00+08:00",
        "organisation": CENTRE,
        "channel": "counter",
        "region": "650105001",
        "is_oral": True,
        "matter": "2025 年 9 月至 12 月工资未付。",
        "parties": _PARTIES,
        "claims": _CLAIMS,
    },
    "record_direct_filing": {
        "occurred_on": "2026-03-02",
        "body": COMMISSION,
        "case_number": "水劳人仲案〔2026〕12号",
        "region": "650105001",
        "parties": _PARTIES,
        "claims": _CLAIMS,
    },
    "accept_application": {"occurred_on": "2026-03-03", "other_side_consented_on": "2026-03-03"},
    "decline_application": {"ground": "out_of_scope", "guidance": "可直接向人民法院起诉。"},
    "withdraw_application": {"reason": "settled_privately"},
    "assign_mediator": {"mediator": MEDIATOR},
    "hold_session": {"place": "第一调解室", "present": [1, 2]},
    "note_in_confidence": {"note": "被申请人私下表示最多可付八成。"},
    "record_failure": {"reasons": [{"code": "gap_too_wide"}, {"code": "no_show", "party": 2}]},
    "record_terms": {
        "terms": [{"claim": 1, "instalments": _PAYMENTS}],
        "ability_to_perform": "被申请人有在建项目回款，可分四期支付。",
    },
    "sign_agreement": {"party": 1},
    "seal_agreement": {},
    "settle_on_the_spot": {"amount": 300_000},
    "record_performance": {"amount": 660_000, "instalment": 1},
    "annul_agreement": {
        "kind": "revoked",
        "by": "水磨沟区人民法院（2026）新0105民初1号",
        "ground": "重大误解",
    },
    "apply_for_confirmation": {"court": COURT, "applicants": [1, 2]},
    "confirmation_docketed": {"number": "（2026）新0105民特1号"},
    "confirmation_granted": {"ruling_number": "（2026）新0105民特1号"},
    "offer_referral": {"to": COMMISSION, "reason": "调解不成，申请人要求仲裁", "applicant": 1},
    "referral_delivered": {},
    "referral_received": {"receipt_number": "收〔2026〕9号"},
    "referral_accepted": {},
    "referral_refused": {"reason": "不属本委管辖"},
    "referral_recalled": {"reason": "当事人和解"},
    "arbitration_filed": {"commission": COMMISSION, "by_party": 1},
    "arbitration_accepted": {"number": "水劳人仲案〔2026〕34号"},
    "close_dispute": {"outcome": "agreement_performed"},
    "merge_matter": {"leader": LEADER, "reason": "同一劳动者就同一请求在两处登记"},
    "unlink_matter": {"reason": "核实为两件不同争议"},
    "correct_fact": {
        "field": "region",
        "new": "650105002",
        "reason": "登记时选错街道",
        "evidence": "劳动合同",
    },
    "register_organisation": {
        "code": "SMG-HGJ",
        "name": "华光街片区管委会劳动人事争议调解中心",
        "short_name": "水磨沟华光街",
        "kind": "mediation_centre",
        "tier": "township",
        "region": "650105",
    },
    "set_area": {"regions": ["650105001"], "from_on": "2018-01-01"},
    "record_legal_basis": {
        "is_article_10": True,
        "basis": "乡镇、街道设立的具有劳动争议调解职能的组织",
        "from_on": "2018-01-01",
    },
    "register_mediator": {
        "name": "李某",
        "certificate_no": "新调0001",
        "valid_from": "2026-01-01",
        "valid_until": "2028-12-31",
        "organisations": [CENTRE],
    },
}
"""Operation id to a body that decodes."""
