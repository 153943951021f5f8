"""The main path by HTTP: what each command answers, and how each main refusal is told."""

from typing import Any

import pytest

from services.workflow.domain.given import Role
from tests.support.api import APPLICATION, Api


async def test_a_registration_answers_where_the_dispute_is_and_stands(api: Api) -> None:
    answer = await api.post("/v1/disputes", APPLICATION)
    told = answer.json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/disputes/{told['dispute']}"
    assert answer.headers["ETag"] == '"1"'
    assert answer.headers["Log-Position"] == str(told["position"])
    assert told["state"] == "registered"
    assert told["state_name"] == "已登记"
    assert told["case_number"].startswith("水磨沟centre劳人调〔2026〕")


async def test_a_wage_claim_goes_through_to_closing(api: Api) -> None:
    dispute = await api.effective(1_320_000, 1_320_000)
    court = str(api.service.body("court"))
    liaison = Role.COURT_LIAISON
    steps: list[tuple[str, dict[str, Any], Role]] = [
        ("confirmation", {"court": court, "applicants": [1, 2]}, Role.CLERK),
        ("confirmation/docketing", {"number": "（2026）新0105民特1号"}, liaison),
        ("confirmation/ruling", {"ruling_number": "（2026）新0105民特1号"}, liaison),
        ("performances", {"amount": 1_320_000, "instalment": 1}, Role.CLERK),
        ("performances", {"amount": 1_320_000, "instalment": 2}, Role.CLERK),
        ("closing", {"outcome": "agreement_performed"}, Role.CLERK),
    ]
    for path, body, role in steps:
        await api.done(f"{dispute}/{path}", body, role=role)

    record = (await api.get(dispute)).json()
    assert record["state"] == "closed"
    assert record["outcome"] == "agreement_performed"
    assert record["agreement"]["paid"] == record["agreement"]["due"] == 2_640_000
    assert record["instrument"] == "（2026）新0105民特1号"


async def test_a_failed_mediation_goes_to_the_commission(api: Api) -> None:
    dispute = await api.in_mediation()
    commission = str(api.service.body("commission"))
    receiver = Role.ARBITRATION_CLERK
    await api.done(f"{dispute}/failure", {"reasons": [{"code": "no_show", "party": 2}]})
    offered = await api.done(
        f"{dispute}/referrals", {"to": commission, "reason": "申请人要求仲裁", "applicant": 1}
    )
    offer = f"{dispute}/referrals/{offered.json()['offer']}"
    await api.done(f"{offer}/delivery", {}, role=receiver)
    await api.done(f"{offer}/receipt", {"receipt_number": "收1号"}, role=receiver)
    accepted = await api.done(f"{offer}/acceptance", {}, role=receiver)

    assert accepted.json()["state"] == "arbitration_filed"
    assert accepted.json()["custodian"] == commission
    done = await api.done(f"{dispute}/arbitration/acceptance", {"number": "1号"}, role=receiver)
    assert done.json()["state"] == "in_arbitration"


async def test_an_offer_that_is_not_in_flight_cannot_be_answered(api: Api) -> None:
    dispute = await api.registered()
    answer = await api.post(f"{dispute}/referrals/1/recall", {"reason": "和解"})

    assert answer.status_code == 409
    assert answer.json()["code"] == "no_offer_in_flight"


async def test_a_one_sided_application_for_confirmation_is_refused_with_its_rule(api: Api) -> None:
    dispute = await api.effective()
    court = str(api.service.body("court"))
    answer = await api.post(f"{dispute}/confirmation", {"court": court, "applicants": [1]})
    problem = answer.json()

    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["type"] == "/problems/missing-prerequisite"
    assert problem["code"] == "confirmation_needs_both"
    assert problem["rule"]["id"] == "CONF.JOINT"
    assert problem["rule"]["source"]
    assert problem["detail"] == "司法确认须由双方当事人共同申请，缺少：被申请人"


async def test_a_move_out_of_turn_is_refused_with_the_moves_that_are_possible(api: Api) -> None:
    dispute = await api.registered()
    problem = (await api.post(f"{dispute}/seal", {})).json()

    assert problem["type"] == "/problems/not-allowed-in-this-state"
    assert problem["status"] == 409
    assert {"move": "accept_application", "title": "受理"} in problem["allowed"]
    assert problem["data"]["state"] == "registered"


async def test_a_refusal_is_told_in_english_to_who_prefers_it(api: Api) -> None:
    dispute = await api.registered()
    answer = await api.post(f"{dispute}/acceptance", {}, Accept_Language="en-GB, zh;q=0.5")

    assert answer.headers["Content-Language"] == "en"
    assert answer.json()["title"] == "A prerequisite is missing or does not fit the record"
    assert "agreed to mediation" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["nonsense", "1f0c8d3e-4c58-4b3b-9b0e-3f1b8a7c2d10"])
async def test_a_dispute_that_is_not_there_is_told_as_404(api: Api, path: str) -> None:
    answer = await api.post(f"/v1/disputes/{path}/acceptance", {})

    assert answer.status_code == 404
    assert answer.json()["code"] == "unknown_dispute"


async def test_a_dispute_of_strangers_is_as_good_as_none(api: Api) -> None:
    dispute = await api.registered()
    stranger = api.token("clerk", "other-centre")
    answer = await api.post(f"{dispute}/acceptance", {}, token=stranger)

    assert answer.status_code == 404
    assert (await api.get(dispute, role=Role.PARTNER_BUREAU)).status_code == 404


async def test_a_commission_reports_a_filing_of_a_dispute_it_did_not_know_of(api: Api) -> None:
    dispute = await api.effective()
    report = {"commission": str(api.service.body("commission")), "by_party": 1}
    answer = await api.done(f"{dispute}/arbitration/filing", report, role=Role.ARBITRATION_CLERK)

    assert answer.json()["custodian"] == report["commission"]
