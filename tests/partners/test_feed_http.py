"""A partner reads its feed by pages, long polls and streams: the same bytes, once each, in order."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest_asyncio
import uvicorn
from msgspec import structs

from services.cli.serving import _Server
from services.partners.feed.chain import faults
from services.partners.feed.saved import read_saved
from services.partners.feed.streaming import MOST_WAITING, events
from services.partners.profiles.partner import Partner
from services.workflow.domain.given import Role
from tests.support.api import Answer, Api
from tests.support.database import Databases
from tests.support.feeding import feed_all, items
from tests.support.partners import partner
from tests.support.streams import streaming


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def centre(api: Api, migrated: Databases) -> AsyncIterator[Partner]:
    """A partner with nine items in its feed."""
    found = await partner(api.partners.profiles, "centre", requests_per_minute=10_000)
    for _ in range(3):
        await api.in_mediation()
    await feed_all(migrated, api.partners.profiles)
    yield found


def call(api: Api, of: Partner, **headers: str) -> dict[str, str]:
    token = api.token("clerk", of.code, partner=of.code, scope="feed:read")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"Authorization": f"Bearer {token}", **named}


async def read(api: Api, of: Partner, query: str = "", **headers: str) -> Answer:
    path = f"/v1/feed?{query}" if query else "/v1/feed"
    return await api.client.get(path, headers=call(api, of, **headers))


async def test_pages_give_every_item_once_with_the_very_bytes(
    api: Api, centre: Partner, migrated: Databases
) -> None:
    after, saved, pages = 0, b"", 0
    while True:
        page = await read(api, centre, f"after={after}&limit=4")
        assert page.status_code == 200, page.text
        saved += page.content + b"\n"
        pages += 1
        if not page.json()["items"]:
            break
        after = page.json()["next"]

    found = list(read_saved(saved))
    assert found == items(migrated, centre.id)
    assert list(faults(found)) == []
    assert pages == 4
    assert page.json()["complete_to"] == await api.service.store.head()


async def test_a_full_page_is_the_same_bytes_whatever_was_told_since(
    api: Api, centre: Partner, migrated: Databases
) -> None:
    before = await read(api, centre, "limit=4")
    growing = await read(api, centre, "after=1")
    await api.registered()
    await feed_all(migrated, api.partners.profiles)
    again = await read(api, centre, "limit=4")

    assert again.content == before.content
    assert again.headers["ETag"] == before.headers["ETag"]
    assert "immutable" in again.headers["Cache-Control"]
    assert "private" in again.headers["Cache-Control"]
    assert growing.headers["Cache-Control"] == "private, no-cache"
    same = await read(api, centre, "limit=4", If_None_Match=before.headers["ETag"])
    assert (same.status_code, same.content) == (304, b"")
    grown = await read(api, centre, "after=1", If_None_Match=growing.headers["ETag"])
    assert grown.status_code == 200


async def test_the_head_tells_the_chain_that_the_last_item_has(
    api: Api, centre: Partner, migrated: Databases
) -> None:
    head = (await api.client.get("/v1/feed/head", headers=call(api, centre))).json()
    last = items(migrated, centre.id)[-1]

    assert head == {
        "sequence": last.sequence,
        "position": last.position,
        "chain": last.chain.hex(),
        "complete_to": await api.service.store.head(),
    }


async def test_a_long_poll_is_answered_when_the_feed_grows(
    api: Api, centre: Partner, migrated: Databases
) -> None:
    end = await api.service.store.head()
    waiting = asyncio.create_task(read(api, centre, f"after={end}&wait=20"))
    await api.registered()
    await feed_all(migrated, api.partners.profiles)

    async with asyncio.timeout(5):
        page = (await waiting).json()

    newest = items(migrated, centre.id)[-1]
    assert [item["position"] for item in page["items"]] == [newest.position]


async def test_a_stream_goes_on_after_the_last_id_that_was_seen(
    api: Api, centre: Partner, migrated: Databases
) -> None:
    known = items(migrated, centre.id)
    headers = call(api, centre, Accept="text/event-stream")
    async with streaming(api.app, "/v1/feed", headers) as stream:
        ids = [int(await stream.next_with("id")) for _ in known]
        assert stream.headers["content-type"].startswith("text/event-stream")
        await api.registered()
        await feed_all(migrated, api.partners.profiles)
        newest = int(await stream.next_with("id"))
    assert ids == [item.position for item in known]
    assert newest == items(migrated, centre.id)[-1].position

    resumed = headers | {"Last-Event-ID": str(ids[-2])}
    async with streaming(api.app, "/v1/feed", resumed, "after=1") as stream:
        last = await stream.next_with("data")
        assert int(await stream.next_with("id")) == newest
    assert json.loads(last)["position"] == ids[-1]
    assert known[-1].body.decode() in last


async def test_a_stream_says_how_far_it_is_complete_while_nothing_comes(
    api: Api, centre: Partner
) -> None:
    end = await api.service.store.head()
    going_on = events(api.partners.feeds, centre.id, end, heartbeat_seconds=0.01)

    told = [(await anext(going_on)).decode() for _ in range(3)]

    assert told == ["retry: 1000\n\n", *[f": complete_to {end}\n\n"] * 2]


async def test_a_partner_keeps_so_many_streams_open_and_no_more(api: Api, centre: Partner) -> None:
    end = await api.service.store.head()
    headers = call(api, centre, Accept="text/event-stream")
    async with contextlib.AsyncExitStack() as opened:
        for _ in range(MOST_WAITING):
            stream = await opened.enter_async_context(streaming(api.app, "/v1/feed", headers))
            await stream.next_with("id")
        one_more = await read(api, centre, Accept="text/event-stream")
        polling = await read(api, centre, f"after={end}&wait=1")
        page = await read(api, centre)
    again = await read(api, centre, f"after={end}&wait=1")

    assert (one_more.status_code, polling.status_code) == (429, 429)
    assert one_more.headers["Retry-After"] == "5"
    assert (page.status_code, again.status_code) == (200, 200)


async def test_what_cannot_be_asked_is_told_at_its_place(api: Api, centre: Partner) -> None:
    end = await api.service.store.head()
    for query, place in (
        (f"after={end + 1}", "after"),
        ("after=-1", "after"),
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("wait=31", "wait"),
        ("since=3", "since"),
    ):
        refused = await read(api, centre, query)
        assert refused.status_code == 422, query
        assert refused.json()["errors"][0]["parameter"] == place
    assert f"{end}" in (await read(api, centre, f"after={end + 1}")).json()["detail"]
    stream = {"Accept": "text/event-stream", "Last_Event_ID": "yesterday"}
    assert (await read(api, centre, **stream)).status_code == 400
    assert (await read(api, centre, Accept="text/html")).status_code == 406


async def test_nobody_but_a_partner_with_the_scope_has_a_feed(api: Api, centre: Partner) -> None:
    people = await api.get("/v1/feed", role=Role.CLERK)
    token = api.token("clerk", "centre", partner=centre.code, scope="disputes:read")
    other = await api.client.get("/v1/feed", headers={"Authorization": f"Bearer {token}"})
    nobody = await api.client.get("/v1/feed")

    assert (people.status_code, other.status_code, nobody.status_code) == (403, 403, 401)


async def test_a_profile_that_hides_members_hides_them_before_the_chain_is_made(
    api: Api, centre: Partner, migrated: Databases
) -> None:
    hiding: dict[str, Any] = {"fields": ("*", "-answers.case_number", "-answers.amount")}
    of = await partner(api.partners.profiles, "other-centre", **hiding)
    taken = structs.replace(of, organisation=centre.organisation, version=2)
    await api.partners.profiles.save(taken, by="test", what="same body")
    await feed_all(migrated, api.partners.profiles)
    token = api.token("clerk", "centre", partner=of.code, scope="feed:read")

    page = await api.client.get("/v1/feed", headers={"Authorization": f"Bearer {token}"})

    found = list(read_saved(page.content))
    assert found == items(migrated, of.id)
    assert list(faults(found)) == []
    assert found
    assert "case_number" not in page.text
    assert "amount" not in page.text


async def test_when_the_server_is_told_to_stop_streams_and_polls_end_first(
    api: Api, centre: Partner
) -> None:
    end, started = await api.service.store.head(), asyncio.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            api.app, lifespan="off", log_config=None, timeout_graceful_shutdown=10
        )
        server = _Server(config, started.set, api.partners.end)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        await started.wait()
        url, headers = f"http://127.0.0.1:{listening.getsockname()[1]}/v1/feed", call(api, centre)
        async with httpx2.AsyncClient(headers=headers, timeout=20) as client:
            poll = asyncio.create_task(client.get(f"{url}?after={end}&wait=30"))
            accepting = {"Accept": "text/event-stream"}
            async with client.stream("GET", url, headers=accepting) as stream:
                lines = stream.aiter_lines()
                assert await anext(lines) == "retry: 1000"
                async with asyncio.timeout(5):
                    server.should_exit = True
                    rest = [line async for line in lines]
                    answered = await poll
                    await serving
    api.partners.feeds.bell.is_ending = False
    assert rest[-1] == ""
    assert answered.json()["items"] == []
