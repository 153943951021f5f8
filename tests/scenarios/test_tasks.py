"""S1's overdue reply raises a task; it is claimed, put off, handed over, and ends with the reply."""

from typing import Any

from services.projections.deadlines.runner import keep_up
from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from tests.support.api import Api, dispute_id
from tests.support.database import Databases

LETTER = {"kind": "suggestion_letter", "recipients": [2], "reply_by": "2026-03-20"}
REPLY = "LETTER.REPLY:documents/1/recipients/2"


async def tasks(api: Api, databases: Databases, dispute: str, **how: Any) -> list[dict[str, Any]]:
    """The reply as a task, as the list tells it to whoever asks."""
    await catch_up(databases.projector)
    await keep_up(databases.projector, api.dependencies.rulebook, clock=api.service.clock)
    query = f"dispute={dispute_id(dispute)}&rule=LETTER.REPLY&done=true&snoozed=true"
    answer = await api.get(f"/v1/tasks?{query}", **how)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def test_an_overdue_reply_is_a_task_until_the_reply_is_recorded(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.in_mediation()
    await api.done(f"{dispute}/documents", LETTER)
    served = {"recipient": 2, "method": "direct", "outcome": "served", "proof": "送达回证"}
    await api.done(f"{dispute}/documents/1/services", served)
    api.service.clock.advance(days=14)

    (task,) = await tasks(api, migrated, dispute)
    assert (task["task"], task["light"], task["last_on"]) == (REPLY, "red", "2026-03-23")
    assert (task["is_own_duty"], task["holder"]) == (False, None)
    act = f"{dispute}/tasks/{REPLY}"
    await api.done(f"{act}/claim", {})
    later = {"until": "2026-03-27", "reason": "对方说下周回复"}
    put_off = await api.done(f"{act}/snooze", later)
    assert put_off.json()["warnings"] == ["snoozed_after_last_day"]
    mediator = str(api.service.mediator)
    await api.done(f"{act}/hand-over", {"mediator": mediator})
    (theirs,) = await tasks(api, migrated, dispute, role=Role.MEDIATOR)
    assert theirs["holder"] == {"account": "", "mediator": mediator, "is_me": True}
    ticked = await api.done(f"{act}/done", {"note": "已催"}, role=Role.MEDIATOR)
    assert ticked.json()["warnings"] == ["task_done_duty_stays"]
    (still,) = await tasks(api, migrated, dispute)
    assert (still["is_done"], still["light"]) == (True, "red")

    reply = {"recipient": 2, "content": "同意调解建议"}
    await api.done(f"{dispute}/documents/1/replies", reply)

    assert await tasks(api, migrated, dispute) == []
    ended = await api.post(f"{act}/reopen", {})
    assert ended.json()["code"] == "task_has_ended"
