"""Disputes in which much has happened, worked by hand through the API."""

from typing import Any

from services.workflow.domain.given import Role
from tests.support.api import Api, dispute_id


async def arbitrated(api: Api) -> str:
    """A dispute in which as much happens as can in one."""
    dispute = await api.in_mediation()
    commission, court = (str(api.service.body(code)) for code in ("commission", "court"))
    lawyer: Any = {"kind": "lawyer", "name": "赵律师", "powers": ["settle"], "evidence": "委托书"}
    session = {"starts_at": "2026-03-12T14:30:00+08:00", "mode": "in_room", "place": "第一调解室"}
    letter = {"kind": "suggestion_letter", "recipients": [2], "reply_by": "2026-03-20"}
    await api.done(f"{dispute}/parties/1/representatives", lawyer)
    await api.done(f"{dispute}/scheduled-sessions", session)
    await api.done(f"{dispute}/documents", letter)
    served = {"recipient": 2, "method": "post", "outcome": "not_served", "proof": "退件"}
    await api.done(f"{dispute}/documents/1/services", served)
    await api.done(f"{dispute}/failure", {"reasons": [{"code": "gap_too_wide"}]})
    there: Any = {"role": Role.ARBITRATION_CLERK}
    offer = {"to": commission, "reason": "申请人要求仲裁", "applicant": 1}
    await api.done(f"{dispute}/referrals", offer)
    await api.done(f"{dispute}/referrals/1/acceptance", {}, **there)
    await api.done(f"{dispute}/arbitration/acceptance", {"number": "劳人仲案〔2026〕34号"}, **there)
    hearing = {"starts_at": "2026-04-02T09:30:00+08:00", "place": "第一仲裁庭"}
    await api.done(f"{dispute}/arbitration/hearings", hearing, **there)
    items = [{"no": 1, "claim": 1, "amount": 1_980_000, "is_final": False}]
    award = {"number": "劳人仲裁〔2026〕34号", "items": items}
    await api.done(f"{dispute}/arbitration/award", award, **there)
    await api.done(f"{dispute}/arbitration/award/service", {"party": 1}, **there)
    suit = {"court": court, "number": "（2026）新0105民初88号", "ground": "after_award", "by": [1]}
    await api.done(f"{dispute}/suits", suit, role=Role.COURT_LIAISON)
    return dispute


async def refused_and_linked(api: Api) -> tuple[str, str]:
    """An agreement that a court did not confirm, and another dispute it has to do with."""
    dispute, other = await api.effective(), await api.registered()
    court = str(api.service.body("court"))
    liaison: Any = {"role": Role.COURT_LIAISON}
    await api.done(f"{dispute}/confirmation", {"court": court, "applicants": [1, 2]})
    await api.done(f"{dispute}/confirmation/docketing", {"number": "民特1号"}, **liaison)
    await api.done(f"{dispute}/confirmation/dismissal", {"ground": "unclear"}, **liaison)
    await api.done(f"{dispute}/performances", {"amount": 1_320_000, "instalment": 1})
    link = {"other": str(dispute_id(other)), "reason": "同一用人单位"}
    seen = (await api.get(dispute)).headers["ETag"]
    await api.done(f"{dispute}/matter/link", link, If_Match=seen)
    return dispute, other
