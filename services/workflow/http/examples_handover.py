"""Example bodies of the chapter on hand-over and mandates. Invented."""

from typing import Any

_COMMISSION = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e02"
_COURT = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e03"
_STUDIO = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e07"

EXAMPLES: dict[str, dict[str, Any]] = {
    "offer_referral": {
        "to": _COMMISSION,
        "reason": "调解不成，申请人要求仲裁",
        "applicant": 1,
        "expires_on": "2026-03-24",
    },
    "offer_return": {"ground": "wrong_jurisdiction", "reason": "合同履行地在天山区"},
    "referral_delivered": {},
    "referral_received": {"receipt_number": "收〔2026〕9号"},
    "referral_accepted": {},
    "referral_refused": {"ground": "materials_missing", "reason": "缺少申请人签名的仲裁申请书"},
    "referral_recalled": {"reason": "当事人和解"},
    "referral_expired": {},
    "mediation_suggested": {
        "organisation": _STUDIO,
        "consented_by": [1, 2],
        "reference": "水劳人仲建〔2026〕3号",
    },
    "mediation_entrusted": {
        "organisation": _STUDIO,
        "consented_by": [1, 2],
        "reference": "水劳人仲托〔2026〕5号",
        "due_on": "2026-03-24",
    },
    "mediation_delegated": {
        "court": _COURT,
        "organisation": _STUDIO,
        "consented_by": [1, 2],
        "reference": "（2026）新0105诉前调委派7号",
    },
    "mandate_returned": {"result": "failure", "report": "双方差距过大，未达成协议。"},
}
"""Operation id to a body that decodes."""
