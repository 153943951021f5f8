"""What a correction or an annulment answers: the deadlines that moved, and who relied on them."""

from typing import Any
from uuid import uuid4

import pytest

from services.workflow.domain.given import Role
from tests.support.api import Answer, Api
from tests.support.reinforcing import agreed_on, confirm, move_to

RECEIPT = "MED.15.RECEIPT"


@pytest.fixture(autouse=True)
def _tenth_of_march(api: Api) -> None:
    move_to(api, 3, 10)


async def correct(api: Api, dispute: str, field: str, new: str, **headers: Any) -> Answer:
    seen = (await api.get(dispute)).headers["ETag"]
    body = {"field": field, "new": new, "reason": "录入错误", "evidence": "申请书原件"}
    return await api.done(f"{dispute}/corrections", body, **({"If_Match": seen} | headers))


def by_key(answer: Answer) -> dict[str, dict[str, Any]]:
    return {one["key"]: one for one in answer.json()["moved"]}


def hows(answer: Answer) -> list[str]:
    return [one["how"] for one in answer.json()["relied_on"]]


async def test_a_corrected_day_lists_what_was_due_what_is_and_why(api: Api) -> None:
    dispute = await api.in_mediation()

    answer = await correct(api, dispute, "registered_on", "2026-03-03")

    moved = by_key(answer)[RECEIPT]
    assert (moved["was_start"], moved["is_start"]) == ("2026-03-10", "2026-03-03")
    assert (moved["was_due"], moved["is_due"]) == ("2026-03-25", "2026-03-18")
    assert (moved["why"], bool(moved["why_zh"]), bool(moved["title_zh"])) == ("start", True, True)
    assert by_key(answer).keys() >= {RECEIPT, "MED.ACCEPT"}
    assert "MED.15.ACCEPT" not in by_key(answer)


async def test_handler_mediator_and_who_recorded_by_it_are_named(api: Api) -> None:
    dispute = await api.in_mediation()

    answer = await correct(api, dispute, "registered_on", "2026-03-03")

    relied = answer.json()["relied_on"]
    assert {"handled", "mediated", "decided"} <= set(hows(answer))
    assert str(api.service.body("centre")) in [one["body"] for one in relied]
    assert str(api.service.mediator) in [one["mediator"] for one in relied]
    acts = {one["act"]: one["account"] for one in relied if one["how"] == "decided"}
    assert acts["ApplicationAccepted"] == "clerk@centre"


async def test_what_was_computed_from_nothing_moves_nothing(api: Api) -> None:
    answer = await correct(api, await api.in_mediation(), "worker_count", "3")

    assert answer.json()["moved"] == []
    assert "handled" in hows(answer)


async def test_another_command_says_nothing_of_it(api: Api) -> None:
    dispute = await api.registered()
    answer = await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-10"})

    assert (answer.json()["moved"], answer.json()["relied_on"]) == ([], [])


async def test_a_repeat_is_told_the_same_though_days_have_passed(api: Api) -> None:
    dispute, key = await api.in_mediation(), str(uuid4())
    seen = (await api.get(dispute)).headers["ETag"]
    sent = {"If_Match": seen, "key": key}
    first = await correct(api, dispute, "registered_on", "2026-03-03", **sent)
    move_to(api, 5, 4)
    again = await correct(api, dispute, "registered_on", "2026-03-03", **sent)

    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json()["moved"] == first.json()["moved"]
    assert again.json()["relied_on"] == first.json()["relied_on"]


async def test_an_annulled_agreement_ends_its_windows_and_tells_the_court(api: Api) -> None:
    dispute = await agreed_on(api)
    assert (await confirm(api, dispute)).status_code == 200
    before = (await api.get(f"{dispute}/deadlines?explain=false")).json()
    annulled = {
        "kind": "void",
        "by": "水磨沟区人民法院",
        "ground": "违反强制性规定",
        "court": str(api.service.body("court")),
    }

    answer = await api.post(f"{dispute}/annulment", annulled, role=Role.COURT_LIAISON)

    assert answer.status_code == 200, answer.text
    ran = {one["key"] for one in before["deadlines"] if one["status"] == "running"}
    ended = {key for key, one in by_key(answer).items() if one["why"] == "ended"}
    assert ended
    assert ended & ran
    assert str(api.service.body("court")) in [one["body"] for one in answer.json()["relied_on"]]
