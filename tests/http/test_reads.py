"""The record now and as it was, what may be done, and the privileged notes."""

from datetime import timedelta

import pytest

from services.workflow.domain.given import Role
from tests.support.api import APPLICATION, Api


async def test_the_body_that_has_a_dispute_reads_names_and_contacts(api: Api) -> None:
    dispute = await api.registered()
    worker, employer = (await api.get(dispute)).json()["parties"]

    assert worker["name"] == "阿依古丽"
    assert worker["phone"] == "13999912345"
    assert worker["document"] == "resident_id:11010519491231002X"
    assert worker["is_sealed"]
    assert employer["name"] == "乌鲁木齐某某建筑有限公司"
    assert not employer["is_sealed"]


async def test_a_supervisor_reads_the_record_without_persons(api: Api) -> None:
    dispute = await api.registered()
    answer = await api.get(dispute, role=Role.SUPERVISOR)

    assert answer.json()["parties"][0]["name"] is None
    assert "阿依古丽" not in answer.text
    assert "13999912345" not in answer.text


async def test_the_record_as_it_was_at_a_version(api: Api) -> None:
    dispute = await api.in_mediation()
    past = await api.get(f"{dispute}?version=1")

    assert past.json()["state"] == "registered"
    assert past.headers["ETag"] == '"1"'
    assert (await api.get(dispute)).json()["state"] == "in_mediation"


async def test_the_record_as_it_was_known_at_an_instant(api: Api) -> None:
    dispute = await api.registered()
    recorded_at = (await api.service.store.read_log(after=0, limit=10_000))[-1].recorded_at
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-10"})
    then = {"at": recorded_at.isoformat()}
    before = {"at": (recorded_at - timedelta(days=1)).isoformat()}
    headers = {"Authorization": f"Bearer {api.tokens[Role.CLERK]}"}
    known = await api.client.get(dispute, params=then, headers=headers)
    unknown = await api.client.get(dispute, params=before, headers=headers)

    assert known.json()["state"] == "registered"
    assert unknown.status_code == 404


async def test_who_handed_a_dispute_over_reads_no_contacts_in_its_past_either(api: Api) -> None:
    dispute = await api.registered()
    recorded_at = (await api.service.store.read_log(after=0, limit=10_000))[-1].recorded_at
    there = str(api.service.body("commission"))
    offer = {"to": there, "reason": "当事人要求仲裁", "applicant": 1}
    await api.done(f"{dispute}/referrals", offer)
    await api.done(f"{dispute}/referrals/1/acceptance", {}, role=Role.ARBITRATION_CLERK)

    for then in ({}, {"version": "1"}, {"at": recorded_at.isoformat()}):
        for role, phone in ((Role.CLERK, None), (Role.ARBITRATION_CLERK, "13999912345")):
            headers = {"Authorization": f"Bearer {api.tokens[role]}"}
            answer = await api.client.get(dispute, params=then, headers=headers)
            worker = answer.json()["parties"][0]
            assert worker["phone"] == phone, (then, role)
            assert (worker["document"] is None) == (phone is None), (then, role)
            assert worker["name"] == "阿依古丽"


@pytest.mark.parametrize(
    "query", ["version=0", "version=x", "at=2026-03-02", "at=never", "version=1&at=x", "version="]
)
async def test_a_past_that_cannot_be_meant_is_refused(api: Api, query: str) -> None:
    dispute = await api.registered()
    answer = await api.get(f"{dispute}?{query}")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] in {"version", "at"}


@pytest.mark.parametrize("read", ["?verison=1", "/actions?version=1", "?min_position=x"])
async def test_a_mistyped_parameter_is_refused(api: Api, read: str) -> None:
    answer = await api.get(await api.registered() + read)

    assert answer.status_code == 422


async def test_what_was_just_answered_can_be_asked_for(api: Api) -> None:
    registered = await api.post("/v1/disputes", APPLICATION)
    path, position = registered.headers["Location"], registered.headers["Log-Position"]

    assert (await api.get(f"{path}?min_position={position}")).status_code == 200


async def test_actions_say_what_may_be_done_now_and_why_not_the_rest(api: Api) -> None:
    dispute = await api.registered()
    actions = {action["move"]: action for action in (await api.get(f"{dispute}/actions")).json()}

    assert actions["accept_application"]["is_allowed"]
    assert actions["accept_application"]["path"] == "/v1/disputes/{dispute_id}/acceptance"
    assert actions["seal_agreement"]["why_not"]["code"] == "not_in_this_state"
    assert actions["note_in_confidence"]["why_not"]["code"] == "not_permitted"


async def test_an_action_ruled_out_by_law_names_the_article(api: Api) -> None:
    dispute = await api.effective()
    actions = (await api.get(f"{dispute}/actions", Accept_Language="en")).json()
    why_not = next(a["why_not"] for a in actions if a["move"] == "mandate_returned")

    assert why_not["rule"]["id"] == "MANDATE.RETURN"
    assert why_not["rule"]["source"]


async def test_an_application_out_of_time_is_told_the_rule_and_its_last_day(api: Api) -> None:
    dispute = await api.effective()
    commission = str(api.service.body("commission"))
    api.service.clock.instant += timedelta(days=60)
    try:
        wish = {"commission": commission, "applicants": [1, 2]}
        late = (await api.post(f"{dispute}/review", wish, Accept_Language="en")).json()
    finally:
        api.service.clock.instant -= timedelta(days=60)

    assert late["type"] == "/problems/outside-legal-limit"
    assert late["rule"]["id"] == "REV.APPLY"
    assert "ended on" in late["detail"]


async def test_confidential_notes_are_for_the_mediator_who_has_the_dispute(api: Api) -> None:
    dispute = await api.in_mediation()
    notes = f"{dispute}/confidential-notes"
    await api.done(notes, {"note": "老板私下说最多付八成"}, role=Role.MEDIATOR)
    read = await api.get(notes, role=Role.MEDIATOR)

    assert [note["note"] for note in read.json()] == ["老板私下说最多付八成"]
    for role in (Role.CLERK, Role.SUPERVISOR):
        refused = await api.get(notes, role=role)
        assert refused.status_code == 403
        assert "八成" not in refused.text
    assert (await api.get(notes, role=Role.ARBITRATION_CLERK)).status_code == 404
    assert "八成" not in (await api.get(dispute)).text


async def test_answers_with_personal_data_are_kept_by_no_cache(api: Api) -> None:
    answer = await api.get(await api.registered())

    assert answer.headers["Cache-Control"] == "no-store"
    assert "Authorization" in answer.headers["Vary"]
