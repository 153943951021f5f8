"""Acts on tasks by HTTP: who may, what is kept of a repeat, and that moves of the dispute go on."""

from typing import Any

import msgspec
import pytest

from services.projections.deadlines.runner import keep_up
from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from services.workflow.domain.tasks import tasks_id
from services.workflow.http.bodies import BodyReader
from services.workflow.http.desk import TASKS, TaskOperation
from services.workflow.http.desk_docs import EXAMPLES
from tests.support.api import Api, dispute_id
from tests.support.database import Databases

CHECK = "tasks/MED.ACCEPT"
"""Three working days from Tuesday, 10 March 2026: until Friday."""


@pytest.mark.parametrize("operation", TASKS, ids=lambda operation: operation.body.act)
async def test_the_example_of_an_act_decodes(operation: TaskOperation) -> None:
    raw = msgspec.json.encode(EXAMPLES[operation.body.act])

    assert await BodyReader(operation.wire).read(raw) is not None


async def test_a_task_is_claimed_once(api: Api) -> None:
    dispute = await api.registered()
    claimed = await api.done(f"{dispute}/{CHECK}/claim", {})
    told = claimed.json()

    assert (told["account"], told["task"]) == ("clerk@centre", "MED.ACCEPT")
    assert (told["last_on"], told["version"]) == ("2026-03-13", 1)
    assert claimed.headers["ETag"] == '"1"'
    other = await api.post(f"{dispute}/{CHECK}/claim", {}, role=Role.MEDIATOR)
    assert other.status_code == 409
    assert other.json()["code"] == "task_of_somebody_else"


async def test_a_repeat_gets_the_first_answer(api: Api, key: str) -> None:
    dispute = await api.registered()
    first = await api.post(f"{dispute}/{CHECK}/claim", {}, key=key)
    await api.done(f"{dispute}/{CHECK}/release", {})
    again = await api.post(f"{dispute}/{CHECK}/claim", {}, key=key)

    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (await api.post(f"{dispute}/{CHECK}/done", {}, key=key)).status_code == 422


async def test_who_has_seen_an_old_version_is_told(api: Api) -> None:
    dispute = await api.registered()
    await api.done(f"{dispute}/{CHECK}/claim", {})
    await api.done(f"{dispute}/{CHECK}/release", {})
    stale = await api.post(f"{dispute}/{CHECK}/claim", {}, If_Match='"1"')

    assert stale.status_code == 412
    assert stale.json()["current_version"] == 2
    assert (await api.post(f"{dispute}/{CHECK}/claim", {}, If_Match='"2"')).status_code == 200


async def test_acts_on_tasks_leave_the_version_of_the_dispute_alone(api: Api) -> None:
    dispute = await api.registered()
    before = await api.get(dispute)
    await api.done(f"{dispute}/{CHECK}/claim", {})
    accepted = await api.post(
        f"{dispute}/acceptance",
        {"other_side_consented_on": "2026-03-10"},
        If_Match=before.headers["ETag"],
    )

    assert accepted.status_code == 200
    ended = await api.post(f"{dispute}/{CHECK}/done", {})
    assert ended.json()["code"] == "task_has_ended"


async def test_done_says_that_the_duty_stays(api: Api) -> None:
    dispute = await api.registered()
    done = (await api.done(f"{dispute}/{CHECK}/done", {"note": "已电话告知阿依古丽"})).json()

    assert done["is_done"]
    assert done["warnings"] == ["task_done_duty_stays"]
    undone = await api.done(f"{dispute}/{CHECK}/reopen", {})
    assert not undone.json()["is_done"]


async def test_what_people_write_about_a_task_is_sealed(api: Api) -> None:
    dispute = await api.registered()
    await api.done(f"{dispute}/{CHECK}/done", {"note": "已电话告知阿依古丽"})
    rows = await api.service.store.read_stream(tasks_id(dispute_id(dispute)))

    assert rows
    assert all("阿依古丽".encode() not in row.state for row in rows)


async def test_a_task_is_put_off_until_its_last_day_at_most(api: Api) -> None:
    dispute = await api.registered()
    await api.done(f"{dispute}/{CHECK}/claim", {})
    late = await api.post(
        f"{dispute}/{CHECK}/snooze", {"until": "2026-03-16", "reason": "等对方回电"}
    )

    assert late.json()["code"] == "snooze_beyond_last_day"
    assert late.json()["rule"]["id"] == "MED.ACCEPT"
    put_off = await api.done(
        f"{dispute}/{CHECK}/snooze", {"until": "2026-03-13", "reason": "等对方回电"}
    )
    assert put_off.json()["snoozed_until"] == "2026-03-13"
    empty = await api.post(f"{dispute}/{CHECK}/snooze", {"until": "2026-03-13", "reason": " "})
    assert empty.status_code == 422


async def test_a_task_goes_to_a_mediator_of_the_roster(api: Api) -> None:
    dispute = await api.registered()
    path, mediator = f"{dispute}/{CHECK}/hand-over", str(api.service.mediator)
    nobody = await api.post(path, {"mediator": "1f0c8d3e-4c58-4b3b-9b0e-3f1b8a7c2d10"})
    given = await api.done(path, {"mediator": mediator})

    assert nobody.json()["code"] == "unknown_mediator"
    assert (given.json()["mediator"], given.json()["account"]) == (mediator, "")
    released = await api.done(f"{dispute}/{CHECK}/release", {}, role=Role.MEDIATOR)
    assert released.json()["mediator"] is None


async def test_a_task_of_a_dispute_that_one_may_not_read_is_not_there(api: Api) -> None:
    dispute = await api.registered()
    foreign = api.token("clerk", "other-centre")
    answer = await api.post(f"{dispute}/{CHECK}/claim", {}, token=foreign)

    assert answer.status_code == 404
    assert answer.json()["code"] == "unknown_dispute"
    supervisor = await api.post(f"{dispute}/{CHECK}/claim", {}, role=Role.SUPERVISOR)
    assert supervisor.status_code == 403


async def test_a_key_that_no_deadline_can_have_is_told(api: Api) -> None:
    dispute = await api.registered()

    assert (await api.post(f"{dispute}/tasks/{'x' * 201}/claim", {})).status_code == 422
    unknown = await api.post(f"{dispute}/tasks/SUIT.15:parties/2/claim", {})
    assert unknown.json()["code"] == "unknown_task"


async def tasks(api: Api, databases: Databases, query: str, **how: Any) -> Any:
    """The list, once everything recorded so far is in the read models."""
    await catch_up(databases.projector)
    await keep_up(databases.projector, api.dependencies.rulebook, clock=api.service.clock)
    answer = await api.get(f"/v1/tasks?limit=200&{query}", **how)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_list_tells_what_is_due_for_whom_and_in_whose_hands_it_is(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.registered()
    query = f"dispute={dispute_id(dispute)}&rule=MED.ACCEPT"
    (free,) = (await tasks(api, migrated, query + "&whose=unclaimed"))["items"]
    await api.done(f"{dispute}/{CHECK}/claim", {})
    (mine,) = (await tasks(api, migrated, query + "&whose=mine"))["items"]

    assert (free["holder"], free["light"], free["days_left"] < 0) == (None, "red", True)
    assert "申请" in free["title"]
    assert free["body"]["name"] == "水磨沟区centre"
    assert mine["holder"] == {"account": "clerk@centre", "mediator": None, "is_me": True}
    assert not (await tasks(api, migrated, query + "&whose=unclaimed"))["items"]
    theirs = await tasks(api, migrated, query, role=Role.SUPERVISOR, Accept_Language="en")
    assert theirs["items"][0]["holder"]["is_me"] is False
    assert theirs["total"] == 1


async def test_what_is_ticked_off_shows_where_it_is_asked_for(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.registered()
    await api.done(f"{dispute}/{CHECK}/done", {})
    query = f"dispute={dispute_id(dispute)}&rule=MED.ACCEPT"

    assert not (await tasks(api, migrated, query))["items"]
    (done,) = (await tasks(api, migrated, f"{query}&done=true"))["items"]
    assert done["is_done"]


async def test_who_acts_for_no_body_has_no_tasks_of_the_own(api: Api, migrated: Databases) -> None:
    answer = await api.get("/v1/tasks?whose=mine", role=Role.SUPERVISOR)

    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == ["whose"]


async def test_a_dispute_is_closed_once_nobody_has_a_task_of_it(api: Api) -> None:
    dispute = await api.effective()
    listed = (await api.get(f"{dispute}/deadlines")).json()["deadlines"]
    running = next(d["key"] for d in listed if d["status"] == "running")
    await api.done(f"{dispute}/tasks/{running}/claim", {})
    closing = {"outcome": "agreement_effective", "reason": "双方自行履行"}
    refused = await api.post(f"{dispute}/closing", closing)
    await api.done(f"{dispute}/tasks/{running}/release", {})

    assert refused.json()["code"] == "task_still_claimed"
    assert (await api.post(f"{dispute}/closing", closing)).status_code == 200
