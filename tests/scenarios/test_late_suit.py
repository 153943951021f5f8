"""A suit of the last day that the court tells after the sweep took the award for effective."""

from datetime import date
from typing import Any

from services.workflow.domain.given import Role
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.sweeping import swept, ten_o_clock


async def awarded(api: Api) -> str:
    """Path of a dispute whose award both sides received on 10 March 2026."""
    dispute = await api.in_mediation()
    commission = str(api.service.body("commission"))
    there: Any = {"role": Role.ARBITRATION_CLERK}
    await api.done(f"{dispute}/failure", {"reasons": [{"code": "gap_too_wide"}]})
    referral = {"to": commission, "reason": "申请人要求仲裁", "applicant": 1}
    await api.done(f"{dispute}/referrals", referral)
    await api.done(f"{dispute}/referrals/1/acceptance", {}, **there)
    number = {"number": "劳人仲案〔2026〕34号"}
    await api.done(f"{dispute}/arbitration/acceptance", number, **there)
    items = [{"no": 1, "claim": 1, "amount": 1_980_000, "is_final": False}]
    award = {"number": "劳人仲裁〔2026〕34号", "items": items}
    await api.done(f"{dispute}/arbitration/award", award, **there)
    for party in (1, 2):
        await api.done(f"{dispute}/arbitration/award/service", {"party": party}, **there)
    return dispute


async def test_the_court_is_heard_though_the_sweep_was_faster(
    api: Api, migrated: Databases
) -> None:
    dispute = await awarded(api)
    ten_o_clock(api.service, date(2026, 3, 26))
    await swept(api.service, migrated)
    before = await api.get(dispute)
    assert before.json()["state"] == "enforceable"

    ten_o_clock(api.service, date(2026, 3, 28))
    suit = {
        "court": str(api.service.body("court")),
        "number": "（2026）新0105民初88号",
        "ground": "after_award",
        "by": [2],
        "occurred_at": "2026-03-25T16:00:00+08:00",
    }
    answer = await api.done(f"{dispute}/suits", suit, role=Role.COURT_LIAISON)

    assert answer.json()["state"] == "in_litigation"
    after = await api.get(dispute, role=Role.COURT_LIAISON)
    assert after.json()["state"] == "in_litigation"
