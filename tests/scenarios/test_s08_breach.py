"""S8: an instalment is missed; which roads are open depends on what was claimed and what reinforces it."""

from services.workflow.domain.given import Role
from tests.support.api import Api
from tests.support.reinforcing import (
    COMMISSION,
    COURT,
    agreed_on,
    confirm,
    move_to,
    order,
    refused,
    roads,
)

ORDER = "（2026）新0105民督9号"


async def named_by_article_10(api: Api) -> None:
    """From March 2026 on the centre of the tests is one of article 10."""
    basis = {"is_article_10": True, "basis": "街道设立的调解组织", "from_on": "2026-03-01"}
    path = f"/v1/organisations/{api.service.body('centre')}/legal-basis"
    answer = await api.post(path, basis, role=Role.SUPERVISOR)
    assert answer.status_code in {200, 201}, answer.text


async def half_paid_late(api: Api, kind: str = "remuneration", month: int = 3) -> str:
    """The first instalment is paid; the second is missed, reminded of, and half paid late."""
    await named_by_article_10(api)
    move_to(api, month, 10)
    dispute = await agreed_on(api, kind=kind)
    move_to(api, 4, 15)
    await api.done(f"{dispute}/performances", {"amount": 1_320_000, "instalment": 1})
    move_to(api, 5, 15)
    early = await api.post(f"{dispute}/breaches", {"instalment": 2})
    refused(early, "not_yet_due", "MED.FOLLOW")
    move_to(api, 5, 16)
    await api.done(f"{dispute}/breaches", {"instalment": 2})
    for method in ("telephone", "message"):
        await api.done(f"{dispute}/reminders", {"instalment": 2, "method": method})
    move_to(api, 5, 25)
    await api.done(f"{dispute}/performances", {"amount": 660_000, "instalment": 2})
    more = await api.post(f"{dispute}/performances", {"amount": 660_001})
    assert more.json()["code"] == "pays_more_than_due"
    return dispute


async def test_a_payment_is_booked_on_the_instalment_that_it_names(api: Api) -> None:
    move_to(api, 3, 10)
    dispute = await agreed_on(api)
    whole = {"amount": 1_320_000, "instalment": 2}
    await api.done(f"{dispute}/performances", whole)
    (term,) = (await api.get(dispute)).json()["agreement"]["terms"]
    assert [one["outstanding"] for one in term["instalments"]] == [1_320_000, 0]
    again = await api.post(f"{dispute}/performances", whole)
    assert (again.status_code, again.json()["code"]) == (409, "instalment_is_paid")
    move_to(api, 4, 20)
    await api.done(f"{dispute}/breaches", {"instalment": 1})
    await api.done(f"{dispute}/performances", {"amount": 1_320_000})
    assert (await api.get(dispute)).json()["agreement"]["is_performed"]


async def test_agreed_before_an_organisation_outside_article_10_it_is_arbitrated(api: Api) -> None:
    found = await roads(api, await half_paid_late(api, month=2))
    assert found == {
        "arbitration": None,
        "payment_order": "not_of_article_10",
        "direct_suit": "not_of_article_10",
        "enforcement": "route_not_from_here",
    }


async def test_unconfirmed_wages_open_arbitration_order_and_suit(api: Api) -> None:
    dispute = await half_paid_late(api)
    assert await roads(api, dispute) == {
        "arbitration": None,
        "payment_order": None,
        "direct_suit": None,
        "enforcement": "route_not_from_here",
    }
    english = await api.get(f"{dispute}/routes", Accept_Language="en")
    assert [road["title"] for road in english.json()] == [
        "Arbitration", "Payment order", "Direct suit", "Enforcement",
    ]  # fmt: skip
    assert all(road["rule"]["title"] for road in english.json())


async def test_an_order_that_fails_leaves_the_direct_suit(api: Api) -> None:
    dispute = await half_paid_late(api, kind="economic_compensation")
    assert (await roads(api, dispute))["direct_suit"] == "not_on_wages_alone"
    assert (await order(api, dispute)).json()["state"] == "payment_order_pending"
    assert set((await roads(api, dispute)).values()) == {
        "reinforcement_in_use", "route_not_from_here",
    }  # fmt: skip
    papers = f"{dispute}/payment-order"
    await api.done(f"{papers}/issue", {"number": ORDER}, role=COURT)
    move_to(api, 5, 28)
    await api.done(f"{papers}/receipts", {"party": 2}, role=COURT)
    move_to(api, 6, 5)
    objected = await api.done(f"{papers}/objection", {"party": 2, "ground": "已付"}, role=COURT)
    assert (objected.json()["state"], objected.json()["warnings"]) == ("agreement_effective", [])

    assert (await roads(api, dispute))["direct_suit"] is None
    suit = {
        "court": str(api.service.body("court")),
        "number": "（2026）新0105民初31号",
        "ground": "payment_order_failed",
        "by": [1],
    }
    sued = await api.done(f"{dispute}/suits", suit, role=COURT)
    assert (sued.json()["state"], sued.json()["warnings"]) == ("in_litigation", [])


async def test_an_order_without_objection_is_enforced(api: Api) -> None:
    dispute = await half_paid_late(api)
    assert (await order(api, dispute)).status_code == 200
    papers = f"{dispute}/payment-order"
    await api.done(f"{papers}/issue", {"number": ORDER}, role=COURT)
    await api.done(f"{papers}/receipts", {"party": 2}, role=COURT)
    move_to(api, 6, 10)
    effect = await api.done(f"{papers}/effect", {}, role=COURT)
    assert (effect.json()["state"], effect.json()["warnings"]) == ("enforceable", [])
    found = await roads(api, dispute)
    assert found["enforcement"] is None
    assert found["arbitration"] == "route_is_enforcement"


async def test_without_an_answer_of_the_commission_the_suit_is_open(api: Api) -> None:
    move_to(api, 3, 10)
    dispute = await api.in_mediation()
    filing = {"commission": str(api.service.body("commission")), "by_party": 1}
    await api.done(f"{dispute}/arbitration/filing", filing, role=COMMISSION)
    assert await direct_suit(api, dispute) == "arbitration_comes_first"
    move_to(api, 4, 10)
    assert await direct_suit(api, dispute) is None
    await api.done(f"{dispute}/arbitration/silence", {}, role=COMMISSION)
    assert await direct_suit(api, dispute) is None


async def direct_suit(api: Api, dispute: str) -> str | None:
    """Why the commission's clerk is told that a direct suit is not open."""
    answer = await api.get(f"{dispute}/routes", role=COMMISSION)
    (road,) = [one for one in answer.json() if one["route"] == "direct_suit"]
    return road["why_not"]["code"] if road["why_not"] else None


async def test_injury_costs_are_no_wages(api: Api) -> None:
    found = await roads(api, await half_paid_late(api, kind="work_injury"))
    assert found["direct_suit"] == "not_on_wages_alone"
    assert (found["arbitration"], found["payment_order"]) == (None, None)


async def test_what_is_confirmed_is_enforced_only(api: Api) -> None:
    await named_by_article_10(api)
    move_to(api, 3, 10)
    dispute = await agreed_on(api)
    assert (await confirm(api, dispute)).status_code == 200
    ruling = {"ruling_number": "（2026）新0105诉前调确63号"}
    await api.done(f"{dispute}/confirmation/ruling", ruling, role=COURT)
    assert (await roads(api, dispute))["enforcement"] == "nothing_overdue"
    move_to(api, 4, 16)
    assert await roads(api, dispute) == {
        "arbitration": "route_is_enforcement",
        "payment_order": "route_is_enforcement",
        "direct_suit": "route_is_enforcement",
        "enforcement": None,
    }
