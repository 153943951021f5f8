"""The day on which an award was served was wrong: its window moves, and a lapse by it is told."""

from datetime import date
from typing import Any

from services.workflow.domain.given import Role
from tests.scenarios.test_late_suit import awarded
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.sweeping import swept, ten_o_clock

SERVED = "arbitrations/1/parties/2/award_served_on"
WINDOW = "SUIT.15:parties/2"


async def corrected(api: Api, dispute: str, new: str) -> Any:
    seen = await api.get(dispute, role=Role.SUPERVISOR)
    body = {"field": SERVED, "new": new, "reason": "送达日期录错", "evidence": "送达回证"}
    answer = await api.done(
        f"{dispute}/corrections", body, role=Role.SUPERVISOR, If_Match=seen.headers["ETag"]
    )
    return answer.json()


async def test_the_window_of_that_party_moves_alone(api: Api) -> None:
    ten_o_clock(api.service, date(2026, 3, 10))
    dispute = await awarded(api)
    ten_o_clock(api.service, date(2026, 3, 16))

    answer = await corrected(api, dispute, "2026-03-13")

    (moved,) = answer["moved"]
    assert (moved["key"], moved["why"]) == (WINDOW, "start")
    assert (moved["was_due"], moved["is_due"]) == ("2026-03-25", "2026-03-30")
    assert answer["dependents"] == ["SUIT.15"]
    assert answer["warnings"] == []


async def test_an_effect_that_was_recorded_too_early_stands_and_is_told(
    api: Api, migrated: Databases
) -> None:
    ten_o_clock(api.service, date(2026, 3, 10))
    dispute = await awarded(api)
    ten_o_clock(api.service, date(2026, 3, 26))
    await swept(api.service, migrated)

    answer = await corrected(api, dispute, "2026-03-16")

    assert answer["state"] == "enforceable"
    assert "lapse_was_premature" in answer["warnings"]
    assert WINDOW in [one["key"] for one in answer["moved"]]
    decided = [one["act"] for one in answer["relied_on"] if one["how"] == "decided"]
    assert "AwardTookEffect" in decided
