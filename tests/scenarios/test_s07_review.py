"""S7: arbitration review on day 14, too late on day 16 with the court still open, refused and back."""

from services.workflow.domain.dispute.parts import ReinforcementKind, ReinforcementResult
from tests.support.api import Api
from tests.support.reinforcing import (
    COMMISSION,
    COURT,
    agreed_on,
    answers,
    confirm,
    move_to,
    order,
    refused,
    review,
)

STATEMENT = "水劳人仲调〔2026〕17号"


async def effective_on_the_second(api: Api) -> str:
    move_to(api, 3, 2)
    return await agreed_on(api)


async def test_on_day_fourteen_it_becomes_a_statement_that_both_sign_for(api: Api) -> None:
    dispute = await effective_on_the_second(api)
    move_to(api, 3, 16)
    assert (await review(api, dispute)).json()["state"] == "review_pending"
    for other in (await confirm(api, dispute), await order(api, dispute)):
        told = refused(other, "reinforcement_in_use", "REINFORCE.ONE")
        assert "仲裁审查" in told["detail"]
        assert "review_withdrawn" in [move["move"] for move in told["allowed"]]

    accepted = {"number": "水劳人仲审〔2026〕17号"}
    await api.done(f"{dispute}/review/acceptance", accepted, role=COMMISSION)
    receipts = f"{dispute}/review/statement/receipts"
    first = await api.done(receipts, {"number": STATEMENT, "party": 2}, role=COMMISSION)
    assert first.json()["state"] == "review_pending"
    second = await api.done(receipts, {"number": STATEMENT, "party": 1}, role=COMMISSION)
    assert second.json()["state"] == "enforceable"
    assert (await api.get(dispute)).json()["instrument"] == STATEMENT

    refused(await review(api, dispute), "enforceable_already", "REINFORCE.ONE")
    refused(await confirm(api, dispute), "enforceable_already", "REINFORCE.ONE")
    (only,) = await answers(api, dispute)
    assert (only.kind, only.result) == (ReinforcementKind.REVIEW, ReinforcementResult.GRANTED)


async def test_on_day_sixteen_the_court_is_still_open(api: Api) -> None:
    dispute = await effective_on_the_second(api)
    move_to(api, 3, 18)
    told = refused(await review(api, dispute), "review_too_late_court_open", "REV.APPLY")
    assert told["type"] == "/problems/outside-legal-limit"
    assert "2026-04-01" in told["detail"]
    assert told["allowed"][0]["move"] == "apply_for_confirmation"

    assert (await confirm(api, dispute)).json()["state"] == "confirmation_pending"
    refused(await review(api, dispute), "reinforcement_in_use", "REINFORCE.ONE")
    ruling = {"ruling_number": "（2026）新0105诉前调确62号"}
    await api.done(f"{dispute}/confirmation/ruling", ruling, role=COURT)
    refused(await review(api, dispute), "confirmed_already", "REV.SCOPE")


async def test_both_windows_run_side_by_side_from_one_day(api: Api) -> None:
    dispute = await effective_on_the_second(api)
    move_to(api, 3, 17)
    assert (await review(api, dispute)).status_code == 200
    await api.done(f"{dispute}/review/withdrawal", {"by": [1, 2]})
    move_to(api, 4, 1)
    assert (await confirm(api, dispute)).status_code == 200
    await api.done(f"{dispute}/confirmation/withdrawal", {"by": [1, 2]})
    move_to(api, 4, 2)
    refused(await review(api, dispute), "review_too_late", "REV.APPLY")
    refused(await confirm(api, dispute), "confirmation_too_late", "CONF.APPLY")


async def test_refused_it_comes_back_to_the_agreement(api: Api) -> None:
    dispute = await effective_on_the_second(api)
    move_to(api, 3, 5)
    assert (await review(api, dispute)).status_code == 200
    ground = {"ground": "unclear"}
    back = await api.done(f"{dispute}/review/refusal", ground, role=COMMISSION)
    assert back.json()["state"] == "agreement_effective"
    refused(await review(api, dispute), "version_refused_already", "REV.REFUSE")
    assert (await confirm(api, dispute)).status_code == 200


async def test_a_commission_answers_only_what_is_before_it(api: Api) -> None:
    dispute = await effective_on_the_second(api)
    assert (await confirm(api, dispute)).status_code == 200
    meddling = await api.post(f"{dispute}/review/refusal", {"ground": "unclear"}, role=COMMISSION)
    assert meddling.status_code in {403, 404}
