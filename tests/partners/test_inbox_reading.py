"""Who looks at what came in, what each is told of it, and who decides about it."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from tests.support.api import Api, dispute_id
from tests.support.database import Databases
from tests.support.following import until
from tests.support.inbox_scene import GRANTED, NUMBER, Scene, scene_on
from tests.support.reports import sender

MESSAGES = "/v1/inbox-messages"
REASON = {"reason": "重复报送"}


@pytest_asyncio.fixture(loop_scope="module")
async def scene(api: Api, migrated: Databases) -> AsyncIterator[Scene]:
    async with scene_on(api, migrated) as found:
        yield found


async def contradicting(scene: Scene) -> str:
    """A message on a dispute in mediation at the centre that its record speaks against."""
    dispute = await scene.api.in_mediation()
    message = await scene.court.report("confirmation_granted", dispute, GRANTED)
    await scene.applier.once()
    await catch_up(scene.databases.projector)
    return message


def tokens(api: Api) -> dict[str, str]:
    """Callers by what they are to a dispute of the centre and to the court's messages."""
    scopes = "disputes:read webhooks"
    return {
        "clerk of the handler": api.token("clerk", "centre"),
        "supervisor of the region": api.token("supervisor", region="650105"),
        "the court's system": api.token(
            "court_liaison", "court", region="650105", partner="court", scope=scopes
        ),
        "another's system": api.token(
            "arbitration_clerk", "commission", region="650105", partner="commission", scope=scopes
        ),
        "clerk of another body": api.token("clerk", "other-centre"),
        "supervisor elsewhere": api.token("supervisor", region="330281"),
        "the mediator": api.token("mediator", "centre", mediator=str(api.service.mediator)),
        "a bureau's clerk": api.token("partner_bureau", "other-centre"),
    }


MAY = ("clerk of the handler", "supervisor of the region")
MAY_NOT = ("another's system", "clerk of another body", "supervisor elsewhere", "the mediator")


@pytest.mark.parametrize("who", MAY)
async def test_who_answers_for_it_reads_replays_and_dismisses_it(scene: Scene, who: str) -> None:
    message, token = await contradicting(scene), tokens(scene.api)[who]
    listed = await read(scene, f"{MESSAGES}?verdict=contradicts&limit=200", token)
    assert message in [each["id"] for each in listed.json()["items"]]
    whole = (await read(scene, f"{MESSAGES}/{message}", token)).json()
    assert whole["verdict"] == "contradicts"
    path = f"{MESSAGES}/{message}"
    replayed = await scene.api.post(f"{path}/replay", {}, token=token)
    assert (replayed.status_code, replayed.json()["verdict"]) == (200, "stored")
    dismissed = await scene.api.post(f"{path}/dismissal", REASON, token=token)
    assert dismissed.json()["acts"][-1]["reason"] == "重复报送"
    assert (await scene.api.post(f"{path}/dismissal", REASON, token=token)).status_code == 409


async def test_its_sender_has_it_tried_again_and_leaves_its_end_to_people(scene: Scene) -> None:
    message, token = await contradicting(scene), tokens(scene.api)["the court's system"]
    path = f"{MESSAGES}/{message}"
    assert (await read(scene, path, token)).json()["verdict"] == "contradicts"
    assert (await scene.api.post(f"{path}/dismissal", REASON, token=token)).status_code == 403
    assert (await read(scene, path, token)).json()["needs_look"]
    assert (await scene.api.post(f"{path}/replay", {}, token=token)).status_code == 200


async def test_a_look_at_a_message_is_in_the_record_of_its_disputes_reads(scene: Scene) -> None:
    message = await contradicting(scene)
    about = (await scene.verdict(message))["dispute"]
    seen = "audit.reads WHERE operation = 'get_inbox_message' AND dispute = %s"

    async def is_recorded() -> bool:
        return scene.count(seen, about) == 1

    await until(is_recorded)


@pytest.mark.parametrize("who", [*MAY_NOT, "a bureau's clerk"])
async def test_for_anybody_else_it_is_not_there(scene: Scene, who: str) -> None:
    await sender(scene.api, "commission")
    message, token = await contradicting(scene), tokens(scene.api)[who]
    listed = await read(scene, f"{MESSAGES}?limit=200", token)
    if listed.status_code == 200:
        assert message not in listed.text
    else:
        assert listed.status_code == 403
    path = f"{MESSAGES}/{message}"
    assert (await read(scene, path, token)).status_code == 404
    assert (await scene.api.post(f"{path}/replay", {}, token=token)).status_code == 404
    assert (await scene.api.post(f"{path}/dismissal", REASON, token=token)).status_code == 404


async def test_a_partner_is_told_neither_who_decided_nor_of_a_dispute_it_has_no_part_in(
    scene: Scene,
) -> None:
    message = await contradicting(scene)
    dismissed = await scene.api.post(f"{MESSAGES}/{message}/dismissal", REASON)
    assert dismissed.json()["acts"][-1]["by"] == "clerk@centre"
    token = tokens(scene.api)["the court's system"]
    told = (await read(scene, f"{MESSAGES}/{message}", token)).json()
    assert (told["verdict"], told["dispute"], told["refusal"]) == ("dismissed", None, None)
    assert told["case_number"] == ""
    assert told["acts"][-1] | {"at": ""} == {
        "at": "",
        "by": "person",
        "what": "dismissed",
        "reason": None,
    }


async def test_a_list_is_narrowed_and_read_page_by_page(scene: Scene) -> None:
    dispute = await scene.applied_for()
    scene.api.service.clock.advance(hours=1)
    since = scene.api.service.clock.now()
    kept = [
        await scene.court.report("confirmation_granted", dispute, GRANTED | {"ruling_number": no})
        for no in ("甲", "乙", "丙")
    ]
    await catch_up(scene.databases.projector)
    about = f"dispute={dispute_id(dispute)}&partner=court&since={since.isoformat()[:-6]}Z"
    seen: list[str] = []
    path: str | None = f"{MESSAGES}?{about}&limit=2"
    while path:
        answer = await scene.api.get(path)
        seen += [each["id"] for each in answer.json()["items"]]
        path = answer.links.get("next", {}).get("url")
    assert seen == kept[::-1]
    later = (since + timedelta(seconds=1)).isoformat()[:-6]
    for none in (f"since={later}Z", "verdict=dismissed", "partner=nobody", "needs_look=true"):
        found = await scene.api.get(f"{MESSAGES}?dispute={dispute_id(dispute)}&{none}")
        assert found.json()["items"] == []


@pytest.mark.parametrize(
    "query",
    [
        "verdict=lost",
        "dispute=1",
        "since=2026-03-10",
        "cursor=x",
        "limit=0",
        "colour=red",
        "since=0001-01-01T00:00:00%2B14:00",
        "since=9999-12-31T23:59:59-14:00",
    ],
)
async def test_a_mistyped_filter_is_told(scene: Scene, query: str) -> None:
    assert (await scene.api.get(f"{MESSAGES}?{query}")).status_code == 422


async def test_a_message_that_cannot_be_read_is_in_view_and_the_answer_names_its_fields(
    scene: Scene,
) -> None:
    raw = scene.court.event("confirmation_docketed", str(uuid4()), {"numbr": NUMBER})
    first, again = [await scene.court.send(raw, message=f"msg_{uuid4()}") for _ in range(2)]
    repeated = await scene.court.send(raw, message="msg_bad")
    the_same = await scene.court.send(raw, message="msg_bad")
    told = [_plain(each.json()) for each in (first, again, repeated, the_same)]
    assert {each.status_code for each in (first, again, repeated, the_same)} == {422}
    assert sorted(e["pointer"] for e in told[0]["errors"]) == ["#/data/number", "#/data/numbr"]
    assert told[2] == told[3]
    message = told[2]["data"]["id"]
    kept = (await scene.api.get(f"{MESSAGES}/{message}", role=Role.SUPERVISOR)).json()
    assert (kept["verdict"], kept["needs_look"], kept["type"]) == ("rejected", True, None)
    # What the sender calls a field of its own may be anything, and is not kept.
    shown = json.dumps(told[2]["errors"]).replace("numbr", "\\u2026")
    assert kept["errors"] == json.loads(shown)
    path = f"{MESSAGES}/{message}"
    replay = await scene.api.post(f"{path}/replay", {}, role=Role.SUPERVISOR)
    assert replay.status_code == 409
    dismissed = await scene.api.post(f"{path}/dismissal", REASON, role=Role.SUPERVISOR)
    assert dismissed.json()["verdict"] == "dismissed"


async def read(scene: Scene, path: str, token: str) -> Any:
    return await scene.api.client.get(path, headers={"Authorization": f"Bearer {token}"})


def _plain(problem: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in problem.items() if name != "instance"}
