"""Limitation over the API: facts recorded, what they move per claim, slips, the warning at a filing."""

from typing import Any

from services.workflow.domain.given import Role
from tests.support.api import Api, dispute_id
from tests.support.reinforcing import move_to, payments, signed_and_sealed

CLAIMS = [
    {"kind": "damages", "amount": 500_000, "known_on": "2025-06-02"},
    {"kind": "remuneration", "amount": 900_000},
]
COMPLAINT = {
    "kind": "complaint_to_authority",
    "happened_on": "2026-02-05",
    "claims": [1],
    "evidence": "监察大队第88号投诉登记表",
}
STOP = {"cause": "no_guardian", "first_on": "2026-03-03", "evidence": "尚在申请指定监护人"}


async def limitation(api: Api, dispute: str) -> dict[str, Any]:
    """What the record says of it."""
    told: dict[str, Any] = (await api.get(dispute)).json()["limitation"]
    return told


async def deadlines(api: Api, dispute: str) -> dict[str, dict[str, Any]]:
    """By key, in full."""
    answer = await api.get(f"{dispute}/deadlines")
    assert answer.status_code == 200, answer.text
    return {one["key"]: one for one in answer.json()["deadlines"]}


async def test_what_is_recorded_is_sealed_read_by_number_and_withdrawn_as_a_slip(api: Api) -> None:
    dispute = await api.registered(claims=CLAIMS)
    await api.done(f"{dispute}/limitation/facts", COMPLAINT)
    await api.done(f"{dispute}/limitation/suspensions", STOP)
    await api.done(f"{dispute}/limitation/2/end", {"last_on": "2026-03-09"})
    seen = (await api.get(dispute)).headers["ETag"]
    slip = {"reason": "投诉的是别家"}
    await api.done(f"{dispute}/limitation/1/withdrawal", slip, If_Match=seen)
    known = await limitation(api, dispute)

    assert [(one["entry"], one["kind"], one["is_withdrawn"]) for one in known["facts"]] == [
        (1, "complaint_to_authority", True)
    ]
    (stop,) = known["suspensions"]
    assert (stop["entry"], stop["last_on"], stop["is_withdrawn"]) == (2, "2026-03-09", False)
    assert [one["cause"] for one in known["interruptions"]] == ["mediation_applied"]
    rows = await api.service.store.read_stream(dispute_id(dispute))
    text = "".join(row.state.decode() for row in rows)
    assert not [said for said in ("第88号", "指定监护人", "别家") if said in text]


async def test_each_claim_has_its_own_limitation_and_says_why_it_is_that_day(api: Api) -> None:
    dispute = await api.registered(claims=CLAIMS)
    before = await deadlines(api, dispute)
    assert before["LIM.WAGES:claims/2"]["status"] == "not_started"
    assert "employment_missing" in [c["code"] for c in before["LIM.WAGES:claims/2"]["caveats"]]
    employment = {"started_on": "2020-01-01", "ended_on": "2025-09-30", "post": "worker"}
    await api.done(f"{dispute}/parties/1/employment", employment)
    await api.done(f"{dispute}/limitation/facts", COMPLAINT | {"claims": [2]})
    told = await deadlines(api, dispute)
    one, two = told["LIM.1Y:claims/1"], told["LIM.WAGES:claims/2"]

    assert (one["is_warning"], one["due_rolled"]) == (True, "2027-03-10")
    causes = [step["cause"] for step in two["explanation"] if step["reason"] == "interrupted"]
    assert causes == ["complaint_to_authority", "mediation_applied"]
    assert "向有关部门投诉" in "".join(step["zh"] for step in two["explanation"])
    party = (await api.get(dispute)).json()["parties"][0]
    assert party["post"] == "worker"


async def test_half_an_instalment_restarts_limitation_for_its_claim_only(api: Api) -> None:
    """S8: and the date explains itself."""
    dispute = await api.registered(claims=[CLAIMS[0], CLAIMS[0]])
    today = api.service.clock.today().isoformat()
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": today})
    await api.done(f"{dispute}/mediator", {"mediator": str(api.service.mediator)})
    first, second = payments(200_000, 200_000)
    agreed = [{"claim": 1, "instalments": [first]}, {"claim": 2, "instalments": [second]}]
    await api.done(f"{dispute}/terms", {"terms": agreed})
    await signed_and_sealed(api, dispute)
    move_to(api, 4, 20)
    await api.done(f"{dispute}/breaches", {"instalment": 1})
    await api.done(f"{dispute}/performances", {"amount": 100_000, "instalment": 1})
    told = await deadlines(api, dispute)

    assert told["LIM.1Y:claims/1"]["runs_from"] == "2026-04-20"
    # The other was promised for its own day.
    assert told["LIM.1Y:claims/2"]["runs_from"] == second["due_on"]
    assert "对方部分履行调解协议" in str(told["LIM.1Y:claims/1"]["explanation"])


async def test_an_application_after_limitation_is_taken_with_a_warning(api: Api) -> None:
    late = [{"kind": "damages", "amount": 500_000, "known_on": "2024-06-03"}]
    dispute = await api.registered(claims=late)
    rows = await api.service.store.read_stream(dispute_id(dispute))
    assert b"limitation_passed" in rows[0].state
    assert (await api.get(dispute, role=Role.CLERK)).json()["state"] == "registered"
