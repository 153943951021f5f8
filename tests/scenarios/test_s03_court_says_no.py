"""S3: a court asks for material, treats the application as withdrawn, refuses it, and confirms it."""

from services.workflow.domain.dispute.parts import ReinforcementResult
from tests.support.api import Api
from tests.support.reinforcing import (
    COMMISSION,
    COURT,
    agreed_on,
    answers,
    confirm,
    move_to,
    payments,
    refused,
    roads,
    signed_and_sealed,
)

DOCKET = "（2026）新0105诉前调确61号"
ASKED = {"items": "用人单位营业执照", "due_on": "2026-03-18"}
UNCLEAR = {"ground": "unclear", "number": DOCKET}


async def deemed_withdrawn(api: Api) -> str:
    """Applied for on 10 March; the material did not come by the 18th."""
    move_to(api, 3, 10)
    dispute = await agreed_on(api)
    assert (await confirm(api, dispute)).status_code == 200
    application = f"{dispute}/confirmation"
    await api.done(f"{application}/docketing", {"number": DOCKET}, role=COURT)
    await api.done(f"{application}/supplement-request", ASKED, role=COURT)
    move_to(api, 3, 19)
    answer = await api.done(f"{application}/deemed-withdrawal", {"reason": "未补充"}, role=COURT)
    assert (answer.json()["state"], answer.json()["warnings"]) == ("agreement_effective", [])
    return dispute


async def turned_down(api: Api) -> str:
    """Applied for again inside the thirty days, and refused as unclear."""
    dispute = await deemed_withdrawn(api)
    move_to(api, 3, 25)
    assert (await confirm(api, dispute)).status_code == 200
    answer = await api.done(f"{dispute}/confirmation/dismissal", UNCLEAR, role=COURT)
    assert answer.json()["state"] == "agreement_effective"
    return dispute


async def test_amended_signed_again_and_applied_for_again_it_is_confirmed(api: Api) -> None:
    dispute = await turned_down(api)
    told = refused(await confirm(api, dispute), "version_refused_already", "CONF.RESULT")
    assert "amend_agreement" in [move["move"] for move in told["allowed"]]

    term = {"claim": 1, "instalments": payments(880_000, 880_000, 880_000, due_in=5)}
    one = await api.post(f"{dispute}/amendments", {"terms": [term], "consented_by": [1]})
    refused(one, "amendment_needs_all", "MED.AMEND")
    both = await api.done(f"{dispute}/amendments", {"terms": [term], "consented_by": [1, 2]})
    assert both.json()["state"] == "agreed"
    move_to(api, 4, 2)
    await signed_and_sealed(api, dispute)
    record = (await api.get(dispute)).json()
    assert (record["agreement"]["version"], record["agreement"]["effective_on"]) == (
        2, "2026-04-02",
    )  # fmt: skip

    # Day 30 of the first version was 9 April; the second has its own, and 2 May rolls to the 6th.
    move_to(api, 5, 6)
    assert (await confirm(api, dispute)).status_code == 200
    granted = {"ruling_number": DOCKET, "served": [{"party": 1, "on": "2026-05-06"}]}
    final = await api.done(f"{dispute}/confirmation/ruling", granted, role=COURT)
    assert final.json()["state"] == "enforceable"
    assert [(past.result, past.version) for past in await answers(api, dispute)] == [
        (ReinforcementResult.DEEMED_WITHDRAWN, 1),
        (ReinforcementResult.REFUSED, 1),
        (ReinforcementResult.GRANTED, 2),
    ]
    told = refused(await confirm(api, dispute), "enforceable_already", "REINFORCE.ONE")
    assert DOCKET in told["detail"]


async def test_after_the_second_window_nothing_is_applied_for_any_more(api: Api) -> None:
    dispute = await deemed_withdrawn(api)
    move_to(api, 4, 9)
    alone = await confirm(api, dispute, 1)
    refused(alone, "confirmation_needs_both", "CONF.JOINT")
    move_to(api, 4, 10)
    refused(await confirm(api, dispute), "confirmation_too_late", "CONF.APPLY")
    posted = {
        "court": str(api.service.body("court")),
        "applicants": [1, 2],
        "excuse": "posted_in_time",
        "excused_on": "2026-04-09",
    }
    await api.done(f"{dispute}/confirmation", posted)


async def test_four_kinds_of_no_are_told_apart(api: Api) -> None:
    dispute = await deemed_withdrawn(api)
    application = f"{dispute}/confirmation"
    assert (await confirm(api, dispute)).status_code == 200
    await api.done(f"{application}/non-acceptance", {"ground": "not_this_court"}, role=COURT)
    assert (await confirm(api, dispute)).status_code == 200
    await api.done(f"{application}/withdrawal", {"by": [1]})
    assert (await confirm(api, dispute)).status_code == 200
    await api.done(f"{application}/dismissal", UNCLEAR, role=COURT)

    assert [(past.result, past.ground) for past in await answers(api, dispute)] == [
        (ReinforcementResult.DEEMED_WITHDRAWN, ""),
        (ReinforcementResult.NOT_ACCEPTED, "not_this_court"),
        (ReinforcementResult.WITHDRAWN, ""),
        (ReinforcementResult.REFUSED, "unclear"),
    ]


async def test_refused_it_goes_to_arbitration_and_to_court_only_on_a_ground(api: Api) -> None:
    dispute = await turned_down(api)
    found = await roads(api, dispute)
    assert found["arbitration"] is None
    assert found["direct_suit"] is not None
    suit = {
        "court": str(api.service.body("court")),
        "number": "（2026）新0105民初9号",
        "ground": "payment_order_failed",
        "by": [1],
    }
    sued = await api.post(f"{dispute}/suits", suit, role=COURT)
    assert sued.status_code == 409
    assert sued.json()["rule"]["id"] == "SUIT.GROUND"
    filing = {"commission": str(api.service.body("commission")), "by_party": 1}
    filed = await api.done(f"{dispute}/arbitration/filing", filing, role=COMMISSION)
    assert filed.json()["state"] == "arbitration_filed"
