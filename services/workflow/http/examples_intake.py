"""Example bodies of intake, claims and parties. Invented."""

from typing import Any

CENTRE = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e01"
COMMISSION = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e02"

_PARTIES: list[dict[str, Any]] = [
    {
        "side": "claimant",
        "kind": "worker",
        "name": "张某",
        "document": {"type": "resident_id", "number": "11010519491231002X"},
        "phone": "13912345678",
    },
    {"side": "respondent", "kind": "employer", "name": "某某建筑劳务有限公司", "region": "650105"},
]
_CLAIMS = [{"kind": "remuneration", "amount": 2_640_000, "known_on": "2026-01-15"}]

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
    "request_correction": {"items": "工资支付记录、被申请人住所", "due_on": "2026-12-31"},
    "submit_correction": {"items": "工资支付记录"},
    "accept_application": {"occurred_on": "2026-03-03", "other_side_consented_on": "2026-03-03"},
    "decline_application": {"ground": "out_of_scope", "guidance": "可直接向人民法院起诉。"},
    "withdraw_application": {"reason": "settled_privately", "by": [1]},
    "add_claims": {
        "claims": [
            {"kind": "economic_compensation", "amount": 880_000, "known_on": "2026-02-28"},
            {"kind": "social_insurance"},
        ]
    },
    "withdraw_claims": {"claims": [3], "reason": "不再主张", "by": [1]},
    "split_claims": {"claims": [2], "reason": "双方对解除原因争议大，另行调解"},
    "add_party": {
        "party": {
            "side": "respondent",
            "kind": "employer",
            "name": "某某人力资源有限公司",
            "uscc": "91350100M000100Y43",
        },
        "reason": "劳务派遣单位",
    },
    "drop_party": {"reason": "与争议无关"},
    "record_response": {"stance": "admits_in_part", "statement": "同意支付工资，不认可加班费。"},
    "record_employment": {
        "started_on": "2024-03-01",
        "ended_on": "2026-02-28",
        "post": "worker",
    },
    "appoint_representative": {
        "kind": "lawyer",
        "name": "赵某",
        "phone": "13912345679",
        "powers": ["settle", "change_claims"],
        "evidence": "授权委托书（特别授权）、律师事务所函",
        "valid_until": "2027-12-31",
    },
    "end_representation": {"reason": "当事人解除委托"},
    "succeed_party": {
        "successor": {
            "name": "李某",
            "document": {"type": "resident_id", "number": "440524188001010014"},
        },
        "kind": "death",
        "evidence": "死亡证明、亲属关系证明",
    },
    "rename_party": {"name": "某某建设工程有限公司", "evidence": "登记通知书"},
    "record_cancellation": {
        "evidence": "注销登记信息",
        "answerable": [{"name": "某某投资有限公司"}],
    },
}
"""Operation id to a body that decodes."""
