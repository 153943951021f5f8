"""Mandates and transfers through the API: who gives them, who works, who has the dispute afterwards."""

from typing import Any
from uuid import uuid4

import pytest

from services.workflow.domain.given import Role
from tests.support.api import APPLICATION, Answer, Api

DESK, COURT = Role.ARBITRATION_CLERK, Role.COURT_LIAISON


async def filed(api: Api) -> str:
    """The address of a dispute filed straight with the commission."""
    filing = APPLICATION | {
        "body": str(api.service.body("commission")),
        "case_number": "水劳人仲收〔2026〕35号",
    }
    answer = await api.post("/v1/direct-filings", filing, role=DESK)
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"]


def mandate(api: Api, code: str = "centre", **more: Any) -> dict[str, Any]:
    return {"organisation": str(api.service.body(code)), "consented_by": [1, 2], **more}


def failure() -> dict[str, str]:
    return {"result": "failure", "report": "双方差距过大"}


async def failed(api: Api) -> str:
    dispute = await api.in_mediation()
    await api.done(f"{dispute}/failure", {"reasons": [{"code": "gap_too_wide"}]})
    return dispute


def custodian(answer: Answer) -> str:
    told: str = answer.json()["custodian"]
    return told


async def test_a_commission_suggests_mediation_and_decides_when_it_failed(api: Api) -> None:
    dispute = await filed(api)
    assert (await api.get(dispute)).status_code == 404
    suggested = await api.done(f"{dispute}/mandates/suggestion", mandate(api), role=DESK)
    assert custodian(suggested) == str(api.service.body("centre"))
    refused = await api.post(f"{dispute}/closing", {"outcome": "no_agreement"})
    assert refused.status_code == 409

    returned = await api.done(f"{dispute}/mandates/return", failure())

    assert returned.json()["state"] == "arbitration_filed"
    assert custodian(returned) == str(api.service.body("commission"))
    accepted = f"{dispute}/arbitration/acceptance"
    await api.done(accepted, {"number": "水劳人仲案〔2026〕35号"}, role=DESK)


@pytest.mark.parametrize(("days", "noted"), [(0, ["mandate_period_runs"]), (21, [])])
async def test_an_entrusting_commission_stays_custodian_and_takes_the_case_back(
    api: Api, days: int, noted: list[str]
) -> None:
    dispute = await filed(api)
    number = {"number": "水劳人仲案〔2026〕36号"}
    await api.done(f"{dispute}/arbitration/acceptance", number, role=DESK)
    entrusted = await api.done(f"{dispute}/mandates/entrustment", mandate(api), role=DESK)
    assert custodian(entrusted) == str(api.service.body("commission"))
    await api.done(f"{dispute}/mediator", {"mediator": str(api.service.mediator)})

    api.service.clock.advance(days=days)
    returned = await api.done(f"{dispute}/mandates/return", failure(), role=DESK)
    assert returned.json()["state"] == "in_arbitration"
    assert returned.json()["warnings"] == noted


async def test_a_court_of_the_region_delegates_what_mediation_did_not_settle(api: Api) -> None:
    dispute = await failed(api)
    sent = mandate(api, court=str(api.service.body("court")))
    path, unknown = f"{dispute}/mandates/delegation", {"organisation": str(uuid4())}
    assert (await api.post(path, sent | unknown, role=COURT)).status_code == 404
    delegated = await api.done(path, sent, role=COURT)
    assert delegated.json()["state"] == "accepted"
    assert (await api.get(dispute, role=COURT)).status_code == 200

    returned = await api.done(f"{dispute}/mandates/return", failure())

    assert returned.json()["state"] == "mediation_failed"
    assert (await api.get(dispute, role=COURT)).status_code == 200


async def test_another_organisation_takes_over_with_the_other_sides_consent(api: Api) -> None:
    dispute = await api.registered()
    to_other = {
        "to": str(api.service.body("other-centre")),
        "reason": "用人单位在该街道",
        "consented_by": [1],
    }
    await api.done(f"{dispute}/referrals", to_other)
    other = api.token("clerk", "other-centre")
    path = f"{dispute}/referrals/1/acceptance"
    without = await api.post(path, {}, token=other)
    assert without.json()["rule"]["id"] == "MED.CONSENT"
    today = api.service.clock.today().isoformat()
    taken = await api.post(path, {"other_side_consented_on": today}, token=other)
    assert taken.json()["state"] == "accepted"
    assert custodian(taken) == str(api.service.body("other-centre"))
