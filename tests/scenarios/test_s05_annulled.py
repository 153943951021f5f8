"""S5, its clocks: a confirmed agreement is annulled in September; an objection on day 16 moves nothing."""

from datetime import date
from typing import Any

from tests.support.api import Answer, Api, dispute_id
from tests.support.reinforcing import COURT, agreed_on, confirm, move_to, roads

NUMBER = "（2026）新0105民特61号"
WINDOW = "CONF.OBJECT:parties/2"


async def confirmed_in_june(api: Api) -> str:
    """In effect on 3 June, confirmed on the 10th, the ruling received by both that day."""
    move_to(api, 6, 3)
    dispute = await agreed_on(api, 1_320_000, 1_320_000)
    assert (await confirm(api, dispute)).status_code == 200
    move_to(api, 6, 10)
    served = [{"party": no, "on": "2026-06-10"} for no in (1, 2)]
    granted = {"ruling_number": NUMBER, "served": served}
    answer = await api.done(f"{dispute}/confirmation/ruling", granted, role=COURT)
    assert answer.json()["state"] == "enforceable"
    return dispute


async def deadlines(api: Api, dispute: str) -> dict[str, dict[str, Any]]:
    told = (await api.get(f"{dispute}/deadlines?explain=false")).json()
    return {one["key"]: one for one in told["deadlines"]}


async def annulled(api: Api, dispute: str) -> Answer:
    """By the court, on a third person's objection: the agreement itself is void."""
    body = {"extent": "agreement", "number": NUMBER, "ground": "协议损害案外人合法权益"}
    return await api.done(f"{dispute}/confirmation/ruling/annulment", body, role=COURT)


async def test_an_objection_on_day_sixteen_is_marked_and_moves_nothing(api: Api) -> None:
    dispute = await confirmed_in_june(api)
    before = await deadlines(api, dispute)
    assert (before[WINDOW]["start"], before[WINDOW]["due_rolled"]) == ("2026-06-10", "2026-06-25")

    move_to(api, 6, 26)
    objection = {"party": 2, "received_on": "2026-06-10", "ground": "金额计算有误"}
    answer = await api.done(f"{dispute}/confirmation/ruling/objections", objection, role=COURT)

    assert (answer.json()["state"], answer.json()["moved"]) == ("enforceable", [])
    history = await api.service.reader.history(dispute_id(dispute), api.service.clerk)
    assert (history[-1].event.is_in_time, history[-1].event.due_on) == (False, date(2026, 6, 25))
    after = await deadlines(api, dispute)
    assert {key: one["due_rolled"] for key, one in after.items()} == {
        key: one["due_rolled"] for key, one in before.items()
    }


async def test_annulled_in_september_its_windows_end_and_the_roads_reopen(api: Api) -> None:
    dispute = await confirmed_in_june(api)
    move_to(api, 9, 14)
    before = await deadlines(api, dispute)

    answer = await annulled(api, dispute)

    assert answer.json()["state"] == "mediation_failed"
    moved = {one["key"]: one for one in answer.json()["moved"]}
    ran = {key for key, one in before.items() if one["status"] in {"running", "lapsed", "met"}}
    assert {key for key, one in moved.items() if one["why"] == "ended"} <= ran
    assert WINDOW in moved
    assert "ENF.2Y" in {one["rule"] for one in moved.values()}
    told = [(one["how"], one["body"]) for one in answer.json()["relied_on"]]
    assert ("seised", str(api.service.body("court"))) in told
    assert ("handled", str(api.service.body("centre"))) in told
    found = await roads(api, dispute)
    assert found["arbitration"] is None
    assert found["enforcement"] is not None
    waits_for = (await api.get(f"{dispute}/deadlines")).json()["waits_for"]
    assert waits_for["deadline"] or waits_for["reason"]
