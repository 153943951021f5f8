"""Example bodies of the mediation chapter and of documents. Invented."""

from typing import Any

MEDIATOR = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e04"
COVER = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e06"

EXAMPLES: dict[str, dict[str, Any]] = {
    "assign_mediator": {"mediator": MEDIATOR},
    "disclose_conflict": {
        "mediator": MEDIATOR,
        "kind": "near_relative",
        "detail": "调解员之弟在被申请人处任职。",
    },
    "consent_to_conflict": {"party": 1},
    "recuse_mediator": {"by": "party", "reason": "申请人认为其与被申请人有往来。"},
    "arrange_cover": {
        "mediator": COVER,
        "starts_on": "2026-03-12",
        "ends_on": "2026-03-13",
        "reason": "外出培训",
    },
    "schedule_session": {
        "starts_at": "2026-03-12T14:30:00+08:00",
        "mode": "in_room",
        "place": "第一调解室",
        "notices": [{"party": 1, "method": "telephone", "on": "2026-03-10"}],
    },
    "hold_session": {
        "place": "第一调解室",
        "present": [1, 2],
        "record": "双方陈述了各自意见，约定各自核对考勤表。",
    },
    "adjourn_session": {
        "resumes_at": "2026-03-16T09:30:00+08:00",
        "reason": "被申请人需核对工资表",
    },
    "cancel_session": {"reason": "双方已自行协商"},
    "record_absence": {"party": 2, "reason": "电话告知无法到场"},
    "record_undisputed_facts": {
        "facts": "双方确认劳动关系自2024年3月1日起。",
        "agreed_by": [1, 2],
    },
    "note_in_confidence": {"note": "被申请人私下表示最多可付八成。"},
    "make_settlement_offer": {"party": 2, "content": "一次性支付两万元。"},
    "answer_settlement_offer": {"party": 1, "answer": "countered", "content": "要求两万四千元。"},
    "extend_mediation": {"until": "2026-04-02", "consented_by": [1, 2]},
    "suspend_mediation": {"cause": "awaits_appraisal", "detail": "等待劳动能力鉴定结论"},
    "resume_mediation": {},
    "receipt_period_lapsed": {},
    "mediation_period_lapsed": {},
    "record_failure": {"reasons": [{"code": "gap_too_wide"}, {"code": "no_show", "party": 2}]},
    "restart_mediation": {"consented_by": [1, 2]},
    "issue_document": {
        "kind": "suggestion_letter",
        "title": "调解建议书",
        "reference": "水磨沟调建〔2026〕3号",
        "recipients": [2],
        "reply_by": "2026-12-31",
    },
    "record_service": {
        "recipient": 2,
        "method": "direct",
        "outcome": "served",
        "proof": "送达回证，李某签收",
    },
    "record_reply": {"recipient": 2, "content": "同意补缴社会保险。"},
}
"""Operation id to a body that decodes."""
