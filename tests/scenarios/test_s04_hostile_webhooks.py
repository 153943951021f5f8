"""S4: reports that come doubled, early, late, forged, changed or on the wrong dispute."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import pytest_asyncio

from services.projections.deadlines.runner import keep_up
from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from services.workflow.rules.rulebook import NationalRulebook
from tests.support.api import Api, dispute_id
from tests.support.database import Databases
from tests.support.inbox_scene import GRANTED, NUMBER, Scene, scene_on
from tests.support.reports import sender


@pytest_asyncio.fixture(loop_scope="module")
async def scene(api: Api, migrated: Databases) -> AsyncIterator[Scene]:
    async with scene_on(api, migrated) as found:
        yield found


async def test_a_fact_that_comes_five_times_has_one_effect_and_one_answer(scene: Scene) -> None:
    dispute = await scene.docketed()
    raw = scene.court.event("confirmation_granted", dispute, GRANTED)
    first = await scene.court.send(raw, message="msg_five")
    await scene.applier.once()
    again = [await scene.court.send(raw, message="msg_five") for _ in range(2)]
    anew = [await scene.court.send(raw) for _ in range(2)]
    await scene.applier.once()

    answers = [each.json() for each in (first, *again, *anew)]
    assert answers == [{"id": answers[0]["id"], "verdict": "stored"}] * 5
    assert scene.events(dispute, "ConfirmationGranted") == 1
    told = await scene.verdict(answers[0]["id"])
    assert (told["verdict"], told["repeats"]) == ("applied", 2)
    assert [act["what"] for act in told["acts"]] == ["stored", "applied"]


async def test_what_comes_before_the_application_waits_and_is_applied_in_its_own_order(
    scene: Scene,
) -> None:
    dispute = await scene.api.effective()
    now = scene.api.service.clock.now()
    later, sooner = now + timedelta(seconds=2), now + timedelta(seconds=1)
    granted = await scene.court.report(
        "confirmation_granted", dispute, GRANTED, time=later.isoformat()
    )
    docketed = await scene.court.report(
        "confirmation_docketed", dispute, {"number": NUMBER}, time=sooner.isoformat()
    )
    await scene.applier.once()
    for message in (granted, docketed):
        told = await scene.verdict(message)
        assert (told["verdict"], told["needs_look"]) == ("parked", False)
        assert told["refusal"]["code"] == "not_in_this_state"
        assert told["refusal"]["rule"]["id"] == "PROCEDURE.ORDER"

    await scene.apply_for(dispute)
    await scene.applier.once()

    assert (await scene.verdict(granted))["verdict"] == "applied"
    assert (await scene.verdict(docketed))["position"] < (await scene.verdict(granted))["position"]
    assert await scene.state(dispute) == "enforceable"


async def test_a_ruling_before_its_docketing_waits_for_it(scene: Scene) -> None:
    dispute = await scene.applied_for()
    granted = await scene.court.report("confirmation_granted", dispute, GRANTED)
    await scene.applier.once()
    told = await scene.verdict(granted)
    assert (told["verdict"], told["refusal"]["code"]) == ("parked", "docketing_not_told")
    docketed = await scene.court.report("confirmation_docketed", dispute, {"number": NUMBER})
    await scene.applier.once()
    assert (await scene.verdict(granted))["verdict"] == "applied"
    assert (await scene.verdict(docketed))["position"] < (await scene.verdict(granted))["position"]
    assert await scene.state(dispute) == "enforceable"


async def test_a_court_that_tells_of_no_docketing_is_waited_for_an_hour(scene: Scene) -> None:
    dispute = await scene.applied_for()
    granted = await scene.court.report("confirmation_granted", dispute, GRANTED)
    await scene.applier.once()
    scene.api.service.clock.advance(minutes=59)
    await scene.applier.once()
    assert (await scene.verdict(granted))["verdict"] == "parked"
    scene.api.service.clock.advance(minutes=1)
    await scene.applier.once()
    assert (await scene.verdict(granted))["verdict"] == "applied"
    # Told after all, it can no longer be recorded: a person sees it, and nothing is changed.
    docketed = await scene.court.report("confirmation_docketed", dispute, {"number": NUMBER})
    await scene.applier.once()
    assert (await scene.verdict(docketed))["verdict"] == "contradicts"
    assert scene.events(dispute, "ConfirmationDocketed") == 0


async def test_what_is_told_of_a_dispute_that_was_referred_opens_a_task_until_it_is_dismissed(
    scene: Scene,
) -> None:
    api, dispute = scene.api, await scene.api.in_mediation()
    await api.done(f"{dispute}/failure", {"reasons": [{"code": "gap_too_wide"}]})
    commission = str(api.service.body("commission"))
    offered = {"to": commission, "reason": "申请人要求仲裁", "applicant": 1}
    await api.done(f"{dispute}/referrals", offered)
    await api.done(f"{dispute}/referrals/1/acceptance", {}, role=Role.ARBITRATION_CLERK)
    before = scene.count("log.events")

    message = await scene.court.report("confirmation_granted", dispute, GRANTED)
    await scene.applier.once()

    told = await scene.verdict(message, Role.ARBITRATION_CLERK)
    assert (told["verdict"], told["needs_look"]) == ("contradicts", True)
    assert scene.count("log.events") == before
    assert await _exceptions(scene, dispute) == ["report_to_look_at"]

    path = f"/v1/inbox-messages/{message}/dismissal"
    reason = {"reason": "法院已来函更正"}
    assert (await api.post(path, reason)).status_code == 404
    assert (await api.post(path, {}, role=Role.ARBITRATION_CLERK)).status_code == 422
    dismissed = await api.post(path, reason, role=Role.ARBITRATION_CLERK)
    assert dismissed.json()["verdict"] == "dismissed"
    assert dismissed.json()["acts"][-1]["reason"] == "法院已来函更正"
    assert await _exceptions(scene, dispute) == []
    assert scene.count("inbox.messages WHERE id = %s AND sealed IS NULL", message) == 1


async def test_forged_and_stale_messages_are_refused_alike_and_audited(scene: Scene) -> None:
    dispute, court = await scene.docketed(), scene.court
    raw = court.event("confirmation_granted", dispute, GRANTED)
    other = await sender(scene.api, "commission")
    kept, refused = scene.count("inbox.messages"), scene.count("inbox.refused")
    stale = scene.api.service.clock.now() - timedelta(seconds=301)

    forged = await court.send(raw, secret=other.secret)
    late = await court.send(raw, at=stale)
    nobody = await scene.api.client.post(
        "/v1/inbox/nobody", content=raw, headers=court.headers(raw, message="msg_1")
    )

    answers = [forged, late, nobody]
    assert [each.status_code for each in answers] == [401, 401, 401]
    told = [{k: v for k, v in each.json().items() if k != "instance"} for each in answers]
    assert told == [told[0]] * 3
    assert scene.count("inbox.messages") == kept
    assert scene.count("inbox.refused") == refused + 3
    assert await scene.state(dispute) == "confirmation_pending"


async def test_a_report_on_an_unknown_dispute_is_kept_in_view(scene: Scene) -> None:
    message = await scene.court.report("confirmation_granted", str(uuid4()), GRANTED)
    await scene.applier.once()
    told = await scene.verdict(message, Role.SUPERVISOR)
    assert (told["verdict"], told["dispute"]) == ("unknown_dispute", None)
    listed = await scene.api.get("/v1/inbox-messages?verdict=unknown_dispute", role=Role.SUPERVISOR)
    assert message in [each["id"] for each in listed.json()["items"]]


async def test_an_id_is_not_used_for_other_content(scene: Scene) -> None:
    dispute, court = await scene.docketed(), scene.court
    event = str(uuid4())
    first = court.event("confirmation_granted", dispute, GRANTED, id=event)
    changed = court.event("confirmation_granted", dispute, {"ruling_number": "别的"}, id=event)
    kept = (await court.send(first, message="msg_same")).json()["id"]
    for answer in (await court.send(changed, message="msg_same"), await court.send(changed)):
        assert answer.status_code == 409
        assert answer.json()["type"] == "/problems/message-id-reused"
    assert (await court.send(first, message="msg_same")).status_code == 202
    await scene.applier.once()
    told = await scene.verdict(kept)
    assert [act["what"] for act in told["acts"]] == ["stored", "id_reused", "id_reused", "applied"]


async def test_an_idempotency_key_is_not_used_for_another_payload(scene: Scene) -> None:
    dispute = await scene.applied_for()
    path, key = f"{dispute}/confirmation/docketing", str(uuid4())
    role = Role.COURT_LIAISON
    first = await scene.api.post(path, {"number": NUMBER}, role=role, key=key)
    other = await scene.api.post(path, {"number": "别的"}, role=role, key=key)
    again = await scene.api.post(path, {"number": NUMBER}, role=role, key=key)
    assert (first.status_code, other.status_code) == (200, 422)
    assert other.json()["type"] == "/problems/idempotency-key-reused"
    assert again.json() == first.json()
    assert scene.events(dispute, "ConfirmationDocketed") == 1


async def _exceptions(scene: Scene, dispute: str) -> list[str]:
    """What a clerk of the commission finds wrong with the dispute."""
    await catch_up(scene.databases.projector)
    clock = scene.api.service.clock
    await keep_up(scene.databases.projector, NationalRulebook(), clock=clock)
    answer = await scene.api.get(
        "/v1/exceptions?code=report_to_look_at", role=Role.ARBITRATION_CLERK
    )
    found = answer.json()["items"]
    return [e["code"] for e in found if e["dispute"] == str(dispute_id(dispute))]
