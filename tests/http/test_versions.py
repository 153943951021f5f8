"""Edits of shown data say which version they saw; other commands are decided on the newest."""

import asyncio

import pytest

from services.workflow.domain.given import Role
from tests.support.api import Api

CORRECTION = {"field": "worker_count", "new": "3", "reason": "登记时漏数", "evidence": "申请书"}


async def test_an_edit_without_if_match_is_refused(api: Api) -> None:
    dispute = await api.registered()
    answer = await api.post(f"{dispute}/corrections", CORRECTION)

    assert answer.status_code == 428
    assert answer.json()["type"] == "/problems/if-match-missing"


async def test_an_edit_of_an_old_version_is_refused_with_the_present_one(api: Api) -> None:
    dispute = await api.in_mediation()
    answer = await api.post(f"{dispute}/corrections", CORRECTION, If_Match='"1"')

    assert answer.status_code == 412
    assert answer.json()["current_version"] == 3
    assert answer.headers["ETag"] == '"3"'


async def test_an_edit_of_the_version_that_was_read_is_done(api: Api) -> None:
    dispute = await api.registered()
    seen = (await api.get(dispute)).headers["ETag"]
    answer = await api.done(f"{dispute}/corrections", CORRECTION, If_Match=seen)

    assert answer.headers["ETag"] == '"2"'
    assert (await api.get(dispute)).json()["worker_count"] == 3


async def test_if_match_is_honoured_where_it_is_not_required(api: Api) -> None:
    dispute = await api.registered()
    body = {"other_side_consented_on": "2026-03-10"}

    assert (await api.post(f"{dispute}/acceptance", body, If_Match='"9"')).status_code == 412
    assert (await api.post(f"{dispute}/acceptance", body, If_Match='"1"')).status_code == 200


@pytest.mark.parametrize("sent", ['W/"1"', "1", '"1", "2"', '"x"'])
async def test_an_if_match_that_is_no_etag_of_ours_is_refused(api: Api, sent: str) -> None:
    dispute = await api.registered()
    answer = await api.post(f"{dispute}/corrections", CORRECTION, If_Match=sent)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "If-Match"


async def test_commands_that_met_are_decided_again_and_none_is_lost(api: Api) -> None:
    dispute = await api.in_mediation()
    sessions = ({"place": f"{no}号室", "present": [1, 2]} for no in range(20))
    answers = await asyncio.gather(*(api.post(f"{dispute}/sessions", body) for body in sessions))

    assert {answer.status_code for answer in answers} == {200}
    assert sorted(answer.json()["version"] for answer in answers) == list(range(4, 24))


async def test_of_a_recall_and_an_acceptance_at_once_one_wins_and_the_other_is_told(
    api: Api,
) -> None:
    dispute = await api.in_mediation()
    commission = str(api.service.body("commission"))
    offer = {"to": commission, "reason": "申请人要求仲裁", "applicant": 1}
    await api.done(f"{dispute}/referrals", offer)
    answers = await asyncio.gather(
        api.post(f"{dispute}/referrals/1/recall", {"reason": "和解"}),
        api.post(f"{dispute}/referrals/1/acceptance", {}, role=Role.ARBITRATION_CLERK),
    )

    statuses = sorted(answer.status_code for answer in answers)
    assert statuses in ([200, 404], [200, 409])
