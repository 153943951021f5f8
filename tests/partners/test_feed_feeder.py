"""The feeder tells each partner what it may see, once, in order, and never takes anything back."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx2
import psycopg
import pytest
import pytest_asyncio
from fastapi import FastAPI
from msgspec import structs

from services.cli.partner_feeds import held_feeds
from services.kit.database import connect
from services.partners.feed.chain import faults
from services.partners.feed.feeder import Feeder, feed
from services.partners.feed.holding import Standing, standings
from services.partners.profiles.partner import Partner, partner_id
from services.projections.http.health import health_router
from tests.faults.sizes import size
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.feeding import end_feeder, expected, feed_all, feeder, items, mark
from tests.support.partners import partner

_BREAKS = size(short=12, long=1_000)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def told(api: Api) -> AsyncIterator[dict[str, Partner]]:
    """Partners, with something on file: by code."""
    profiles = api.partners.profiles
    yield {
        "centre": await partner(profiles, "centre"),
        "court": await partner(profiles, "court"),
        "commission": await partner(profiles, "commission", fields=("*", "-mediation")),
    }


async def same_as_expected(
    api: Api, databases: Databases, of: Partner, *, after: int = 0
) -> list[int]:
    """Positions of a feed that is whole: what one pass over the log gives, byte for byte."""
    found = items(databases, of.id)
    assert list(faults(found)) == []
    assert [(item.position, item.body) for item in found if item.position > after] == (
        await expected(api.service.store, of, after=after)
    )
    return [item.position for item in found]


async def failed(api: Api) -> str:
    """The address of a dispute whose mediation failed and which the commission was offered."""
    dispute = await api.in_mediation()
    await api.done(f"{dispute}/failure", {"reasons": [{"code": "facts_disputed"}]})
    offered = {"to": str(api.service.body("commission")), "applicant": 1, "reason": "调解不成"}
    await api.done(f"{dispute}/referrals", offered)
    return dispute


async def test_each_partner_is_told_what_it_may_see_from_when_it_may(
    api: Api, told: dict[str, Partner], migrated: Databases
) -> None:
    for _ in range(3):
        await failed(api)

    assert (
        await feed_all(migrated, api.partners.profiles, batch=7) == await api.service.store.head()
    )

    seen = {code: await same_as_expected(api, migrated, of) for code, of in told.items()}
    assert seen["court"] == []
    assert 0 < len(seen["commission"]) < len(seen["centre"])


async def test_a_new_partner_is_told_from_the_beginning_and_nobody_waits_for_it(
    api: Api, told: dict[str, Partner], migrated: Databases
) -> None:
    profiles = api.partners.profiles
    before = items(migrated, told["centre"].id)
    late = structs.replace(told["centre"], id=partner_id("late"), code="late")
    await profiles.save(late, by="test", what="added")
    await failed(api)

    async with feeder(migrated, profiles, batch=5) as opened:
        await opened.step()
        # One step took it five events on; the others are at the end by as many steps as ever.
        assert mark(migrated, late.id) == 5
        while await opened.step():
            pass

    assert items(migrated, told["centre"].id)[: len(before)] == before
    assert await same_as_expected(api, migrated, late) == (
        await same_as_expected(api, migrated, told["centre"])
    )


async def test_what_was_told_stays_told_when_the_profile_changes(
    api: Api, told: dict[str, Partner], migrated: Databases
) -> None:
    before, end = items(migrated, told["commission"].id), await api.service.store.head()
    less = structs.replace(told["commission"], version=2, fields=("handover",))
    await api.partners.profiles.save(less, by="test", what="fields")
    await failed(api)

    await feed_all(migrated, api.partners.profiles)

    assert items(migrated, less.id)[: len(before)] == before
    positions = await same_as_expected(api, migrated, less, after=end)
    assert positions[-1] > end


async def test_a_feed_stops_with_its_partner_and_goes_on_without_a_gap(
    api: Api, told: dict[str, Partner], migrated: Databases
) -> None:
    profiles, centre = api.partners.profiles, told["centre"]
    stood = mark(migrated, centre.id)
    await profiles.save(structs.replace(centre, version=2, is_active=False), by="test", what="off")
    await failed(api)
    await feed_all(migrated, profiles)
    assert mark(migrated, centre.id) == stood

    await profiles.save(structs.replace(centre, version=3), by="test", what="on")
    await feed_all(migrated, profiles, batch=3)

    assert (await same_as_expected(api, migrated, centre))[-1] == await api.service.store.head()


def spoil(databases: Databases, position: int, topic: str) -> str:
    """Write another topic over that of an event; what it was."""
    with psycopg.connect(databases.admin) as connection:
        connection.execute("SET session_replication_role = replica")
        was = connection.execute("SELECT topic FROM log.events WHERE position = %s", (position,))
        old = was.fetchone()
        connection.execute(
            "UPDATE log.events SET topic = %s WHERE position = %s", (topic, position)
        )
    assert old is not None
    return str(old[0])


async def keeping_up(api: Api) -> tuple[int, dict[str, Any]]:
    """What the probe answers."""
    app = FastAPI()
    pool = api.partners.feeds._pool
    app.include_router(health_router(pool, held_feeds(api.partners.feeds)))
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://probe") as client:
        answer = await client.get("/health/keeping-up")
    return answer.status_code, answer.json()


async def looked(databases: Databases) -> tuple[Standing, ...]:
    """What `fengqiao partner feeds` lists."""
    connection = await connect(databases.app, name="test feeds")
    try:
        return await standings(connection)
    finally:
        await connection.close()


async def test_before_an_event_of_a_newer_release_every_feed_waits_and_then_goes_on(
    api: Api, told: dict[str, Partner], migrated: Databases
) -> None:
    first = await api.service.store.head() + 1
    await failed(api)
    unknown = first + 2
    topic = spoil(migrated, unknown, "dispute:MediatedByStarlight")

    async with feeder(migrated, api.partners.profiles) as opened:
        await opened.once()
        assert {mark(migrated, of.id) for of in told.values()} == {unknown - 1}
        # Where people look: the probe, and the operator's list.
        status, health = await keeping_up(api)
        assert (status, health["is_well"]) == (503, False)
        (waiting,) = health["waiting"]
        assert (waiting["part"], waiting["position"]) == ("feeds", unknown)
        assert waiting["topic"] == "dispute:MediatedByStarlight"
        (held,) = await api.partners.feeds.held()
        assert (held.position, held.error) == (unknown, "UnknownEventType")
        found = {one.code: one for one in await looked(migrated)}
        assert (found["centre"].held_at, found["centre"].position) == (unknown, unknown - 1)
        assert found["centre"].behind == await api.service.store.head() - unknown + 1

        spoil(migrated, unknown, topic)
        await opened.once()
        assert (await keeping_up(api))[1]["waiting"] == []
        assert {one.held_at for one in await looked(migrated)} == {None}

    await same_as_expected(api, migrated, told["centre"])


async def test_an_event_of_another_kind_of_stream_holds_nothing(
    api: Api, told: dict[str, Partner], migrated: Databases
) -> None:
    topic = spoil(migrated, 1, "starlight:Seen")
    assert not topic.startswith("dispute:")
    young = structs.replace(told["centre"], id=partner_id("young"), code="young", version=1)
    await api.partners.profiles.save(young, by="test", what="added")

    await feed_all(migrated, api.partners.profiles)

    spoil(migrated, 1, topic)
    assert mark(migrated, young.id) == await api.service.store.head()
    await same_as_expected(api, migrated, young)


async def test_nobody_rewrites_a_feed(told: dict[str, Partner], migrated: Databases) -> None:
    connection: Any = await asyncpg.connect(migrated.app)
    try:
        for statement in ("UPDATE feed.items SET body = ''", "DELETE FROM feed.items"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()


async def test_one_feeder_leads_and_another_stands_by(
    api: Api, told: dict[str, Partner], migrated: Databases
) -> None:
    async with (
        feeder(migrated, api.partners.profiles),
        Feeder.open(migrated.app, api.partners.profiles) as second,
    ):
        assert not await second.try_lead()


@pytest.mark.faults
async def test_a_feeder_broken_off_anywhere_leaves_no_gap_and_doubles_nothing(
    api: Api, told: dict[str, Partner], migrated: Databases
) -> None:
    profiles, seed = api.partners.profiles, random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    other = structs.replace(told["centre"], id=partner_id("fresh"), code="fresh", version=1)
    await profiles.save(other, by="test", what="added")
    going_on = [
        asyncio.create_task(feed(migrated.app, profiles, poll_seconds=0.02)) for _ in range(2)
    ]
    breaks = 0
    while breaks < _BREAKS:
        await api.registered()
        await asyncio.sleep(chance.random() * 0.03)
        breaks += await end_feeder(migrated)
    end = await api.service.store.head()
    async with asyncio.timeout(30):
        while mark(migrated, other.id) != end:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    for task in going_on:
        task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.gather(*going_on)

    for of in (other, told["centre"], told["court"]):
        await same_as_expected(api, migrated, of)
