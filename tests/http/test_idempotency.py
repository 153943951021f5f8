"""A command sent again is done once: the key is the caller's, and the answer the first one."""

import asyncio

import pytest

from services.workflow.domain.given import Role
from tests.support.api import APPLICATION, Api


async def test_a_hundred_repeats_at_once_do_one_thing_and_get_one_answer(
    api: Api, key: str
) -> None:
    head = await api.service.store.head()
    answers = await asyncio.gather(
        *(api.post("/v1/disputes", APPLICATION, key=key) for _ in range(100))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotency-Replayed" not in answer.headers for answer in answers) == 1
    assert await api.service.store.head() == head + 2


async def test_a_repeat_is_answered_also_where_it_would_now_be_refused(api: Api, key: str) -> None:
    dispute = await api.registered()
    body = {"other_side_consented_on": "2026-03-10"}
    first = await api.post(f"{dispute}/acceptance", body, key=key)
    again = await api.post(f"{dispute}/acceptance", body, key=key)

    assert again.status_code == 200
    assert again.content == first.content
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (await api.post(f"{dispute}/acceptance", body)).status_code == 409


async def test_the_same_key_with_another_body_is_refused(api: Api, key: str) -> None:
    await api.post("/v1/disputes", APPLICATION, key=key)
    other = await api.post("/v1/disputes", APPLICATION | {"worker_count": 2}, key=key)

    assert other.status_code == 422
    assert other.json()["type"] == "/problems/idempotency-key-reused"


async def test_the_same_key_at_another_address_is_refused(api: Api, key: str) -> None:
    dispute = await api.in_mediation()
    await api.post(f"{dispute}/sessions", {"place": "调解室", "present": [1]}, key=key)
    other = await api.post(f"{dispute}/failure", {"reasons": [{"code": "no_show"}]}, key=key)

    assert other.status_code == 422


async def test_two_callers_may_choose_the_same_key(api: Api, key: str) -> None:
    one = await api.post("/v1/disputes", APPLICATION, key=key)
    other = await api.post("/v1/disputes", APPLICATION, key=key, role=Role.MEDIATOR)

    assert one.json()["dispute"] != other.json()["dispute"]


@pytest.mark.parametrize("key", ["", "with space", "中文", "x" * 256, "tab\tkey"])
async def test_a_post_without_a_usable_key_is_refused(api: Api, key: str) -> None:
    token = f"Bearer {api.tokens[Role.CLERK]}".encode()
    sent = {b"Authorization": token, b"Idempotency-Key": key.encode()}
    answer = await api.client.post("/v1/disputes", json=APPLICATION, headers=sent)

    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/idempotency-key-missing"


async def test_a_refused_command_may_be_sent_again_under_its_key_once_it_is_possible(
    api: Api, key: str
) -> None:
    dispute = await api.registered()
    session = {"place": "调解室", "present": [1, 2]}
    assert (await api.post(f"{dispute}/sessions", session, key=key)).status_code == 409

    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-10"})
    await api.done(f"{dispute}/mediator", {"mediator": str(api.service.mediator)})
    assert (await api.post(f"{dispute}/sessions", session, key=key)).status_code == 200
