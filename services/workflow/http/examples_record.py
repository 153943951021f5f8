"""Examples of this chapter: closing, the same matter, corrections."""

from typing import Any

OTHER = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e05"

EXAMPLES: dict[str, dict[str, Any]] = {
    "file_evidence": {
        "kind": "wage_record",
        "party": 1,
        "claims": [1],
        "title": "2025年10月至12月工资条（纸质）",
    },
    "withdraw_evidence": {"reason": "提交的是另一名劳动者的工资条"},
    "close_dispute": {"outcome": "agreement_performed"},
    "reopen_dispute": {"reason": "结案有误，当事人请求继续办理"},
    "archive_dispute": {"retention_until": "2036-12-31"},
    "link_matter": {"other": OTHER, "reason": "同一用人单位同一批欠薪，请求不同"},
    "merge_matter": {"leader": OTHER, "reason": "同一劳动者就同一请求在两处登记"},
    "mark_distinct": {"other": OTHER, "reason": "同名不同人"},
    "unlink_matter": {"other": OTHER, "reason": "核实为两件不同争议"},
    "record_limitation_fact": {
        "kind": "complaint_to_authority",
        "happened_on": "2025-11-10",
        "claims": [1],
        "evidence": "劳动保障监察投诉登记表",
    },
    "record_limitation_suspension": {
        "cause": "force_majeure",
        "first_on": "2026-02-20",
        "last_on": "2026-03-05",
        "evidence": "封控通告",
    },
    "end_limitation_suspension": {"last_on": "2026-03-05", "evidence": "解除封控通告"},
    "withdraw_limitation_fact": {"reason": "投诉的是另一家单位，误记于本案"},
    "withdraw_lapse": {
        "lapse": "mediation_period_lapsed",
        "reason": "双方在期限内同意延期，同意书次日才送交录入",
        "evidence": "双方签字的延期同意书",
    },
    "correct_fact": {
        "field": "employment/1/ended_on",
        "new": "2025-01-31",
        "reason": "年份录错",
        "evidence": "解除劳动合同证明",
    },
}
