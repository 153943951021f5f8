"""S6, the plain path: refused, accepted, returned, the right commission; the races are in tests/faults."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest_asyncio

from services.workflow.application.registry import OrganisationDetails
from services.workflow.domain.clocks.counting import computed
from services.workflow.domain.given import Role
from services.workflow.domain.organisation import OrganisationKind, Tier
from services.workflow.domain.values.region import RegionCode
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import national
from tests.support.api import Answer, Api
from tests.support.write_side import entry

DESK = Role.ARBITRATION_CLERK


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def other_commission(api: Api) -> str:
    """A token of the commission of another district, which has no part in any dispute yet."""
    details = OrganisationDetails(
        code="tianshan",
        name="乌鲁木齐市天山区劳动人事争议仲裁委员会",
        short_name="天山",
        kind=OrganisationKind.ARBITRATION_COMMISSION,
        tier=Tier.DISTRICT,
        region=RegionCode("650102"),
        established_on=date(2018, 1, 1),
    )
    await api.service.registry.register_organisation(details, entry())
    return api.token("arbitration_clerk", "tianshan", region="650102")


def offer_to(api: Api, code: str) -> dict[str, Any]:
    return {"to": str(api.service.body(code)), "reason": "申请人要求仲裁", "applicant": 1}


async def offered(api: Api, code: str = "commission") -> str:
    """The address of a dispute in mediation that is offered to a commission."""
    dispute = await api.in_mediation()
    await api.done(f"{dispute}/referrals", offer_to(api, code))
    return dispute


async def read_by(api: Api, dispute: str, token: str) -> Answer:
    return await api.client.get(dispute, headers={"Authorization": f"Bearer {token}"})


async def record(api: Api, dispute: str, role: Role = Role.CLERK) -> dict[str, Any]:
    answer = await api.get(dispute, role=role)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def problem(answer: Answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_the_sender_works_on_until_acceptance_and_reads_afterwards(api: Api) -> None:
    dispute = await offered(api)
    session = {"place": "第一调解室", "present": [1, 2]}
    await api.done(f"{dispute}/sessions", session)
    assert (await record(api, dispute, DESK))["custodian"] == str(api.service.body("centre"))

    await api.done(f"{dispute}/referrals/1/acceptance", {}, role=DESK)

    assert (await record(api, dispute))["custodian"] == str(api.service.body("commission"))
    assign = await api.post(f"{dispute}/mediator", {"mediator": str(api.service.mediator)})
    assert problem(assign) == (403, "not_permitted")
    recall = await api.post(f"{dispute}/referrals/1/recall", {"reason": "误送"})
    assert problem(recall) == (409, "offer_decided")
    assert recall.json()["data"]["by"] == str(api.service.body("commission"))


async def test_a_receipt_that_was_lost_is_given_again_and_counts_once(api: Api) -> None:
    dispute = await offered(api)
    await api.done(f"{dispute}/referrals/1/delivery", {}, role=DESK)
    again = await api.post(f"{dispute}/referrals", offer_to(api, "commission"))
    assert problem(again) == (409, "offer_in_flight")
    key, receipt = str(uuid4()), {"receipt_number": "收〔2026〕9号"}
    path = f"{dispute}/referrals/1/receipt"
    first = await api.post(path, receipt, role=DESK, key=key)
    repeated = await api.post(path, receipt, role=DESK, key=key)
    anew = await api.post(path, receipt, role=DESK)

    assert first.json() == repeated.json()
    assert anew.json()["version"] == first.json()["version"]
    taken = f"{dispute}/referrals/1/acceptance"
    accepted = await api.post(taken, {}, role=DESK, key=key + "a")
    assert (await api.post(taken, {}, role=DESK, key=key + "a")).json() == accepted.json()
    twice = await api.post(taken, {}, role=DESK)
    assert problem(twice) == (409, "offer_decided")
    assert twice.json()["data"]["outcome"] == "accepted"


async def test_a_refusal_says_why_and_the_dispute_is_offered_again(api: Api) -> None:
    dispute = await offered(api)
    refusal = {"ground": "materials_missing", "reason": "缺少申请人签名的仲裁申请书"}
    await api.done(f"{dispute}/referrals/1/refusal", refusal, role=DESK)
    assert (await api.get(dispute, role=DESK)).status_code == 404
    late = await api.post(f"{dispute}/referrals/1/acceptance", {}, role=DESK)
    assert problem(late) == (409, "offer_decided")

    again = await api.done(f"{dispute}/referrals", offer_to(api, "commission"))
    assert again.json()["offer"] == 2
    accepted = await api.done(f"{dispute}/referrals/2/acceptance", {}, role=DESK)
    assert accepted.json()["state"] == "arbitration_filed"


async def test_a_wrong_jurisdiction_comes_back_and_goes_to_the_right_commission(
    api: Api, other_commission: str
) -> None:
    dispute = await offered(api)
    await api.done(f"{dispute}/referrals/1/acceptance", {}, role=DESK)
    returned = {"ground": "wrong_jurisdiction", "reason": "合同履行地在天山区"}
    await api.done(f"{dispute}/returns", returned, role=DESK)
    assert (await record(api, dispute))["custodian"] == str(api.service.body("commission"))
    back = await api.done(f"{dispute}/referrals/2/acceptance", {})
    assert back.json()["state"] == "in_mediation"
    assert back.json()["custodian"] == str(api.service.body("centre"))

    assert (await read_by(api, dispute, other_commission)).status_code == 404
    unsaid = await api.post(f"{dispute}/referrals", offer_to(api, "tianshan"))
    assert problem(unsaid) == (409, "commission_not_competent")
    performed_there = {"connection": {"kind": "performance_place", "region": "650102"}}
    await api.done(f"{dispute}/referrals", offer_to(api, "tianshan") | performed_there)
    assert (await read_by(api, dispute, other_commission)).status_code == 200
    api.service.clock.advance(days=1)
    path = f"{dispute}/referrals/3/acceptance"
    taken = await api.post(path, {}, token=other_commission)
    assert taken.json()["custodian"] == str(api.service.body("tianshan"))
    handover = (await record(api, dispute))["handover"]
    ends = [(past["kind"], past["end"]) for past in handover["past_offers"]]
    assert ends == [("referral", "accepted"), ("return", "accepted"), ("referral", "accepted")]
    assert (await api.get(dispute, role=DESK)).status_code == 200
    assert (await api.get(dispute)).status_code == 200


async def test_an_offer_that_nobody_answers_expires_and_the_sender_works_on(api: Api) -> None:
    dispute = await offered(api)
    early = await api.post(f"{dispute}/referrals/1/expiry", {})
    assert problem(early) == (409, "offer_not_expired")
    api.service.clock.advance(days=21)
    late = await api.post(f"{dispute}/referrals/1/acceptance", {}, role=DESK)
    assert problem(late) == (409, "offer_past_expiry")
    assert late.json()["rule"]["id"] == "REFERRAL.EXPIRY"
    await api.done(f"{dispute}/referrals/1/expiry", {})
    await api.done(f"{dispute}/referrals", offer_to(api, "commission"))


async def test_the_five_days_start_with_the_commissions_receipt_of_the_application(
    api: Api,
) -> None:
    dispute = await offered(api)
    await api.done(f"{dispute}/referrals/1/receipt", {}, role=DESK)
    received_on = api.service.clock.today()
    api.service.clock.advance(days=3)
    await api.done(f"{dispute}/referrals/1/acceptance", {}, role=DESK)

    lapse = await api.post(f"{dispute}/arbitration/silence", {}, role=DESK)

    due = computed(national().rule("ARB.ACCEPT"), calendar_for("650105"), received_on)
    assert lapse.json()["data"]["due"] == due.due_rolled.isoformat()
