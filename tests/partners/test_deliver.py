"""What a partner may see is pushed to it: once planned, in order, tried again by the ladder, held, replayed."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from services.partners.deliveries.ladder import LADDER
from services.partners.deliveries.planning import plan
from tests.support.database import Databases
from tests.support.delivering import Delivering, delivering
from tests.support.receivers import Receiver, answering, receiver


@pytest.fixture
async def worker(databases: Databases, tmp_path: Path) -> AsyncIterator[Delivering]:
    async with delivering(databases, tmp_path) as running:
        yield running


@pytest.fixture
async def hook() -> AsyncIterator[Receiver]:
    async with receiver() as running:
        yield running


async def test_what_is_subscribed_is_delivered_byte_for_byte(
    worker: Delivering, hook: Receiver
) -> None:
    court = await worker.partner()
    await worker.subscribed(court, hook.url, "Confirmation*", "ReferralOffered")
    worker.feed(court, "ConfirmationGranted", "ApplicationFiled", "ReferralOffered")
    await worker.deliverer.once()

    bodies = worker.rows("SELECT body FROM feed.items WHERE position IN (1, 3) ORDER BY position")
    assert sorted(each.body for each in hook.came) == sorted(bytes(row[0]) for row in bodies)
    assert worker.states() == ["delivered", "delivered"]


async def test_the_ladder_of_retries_is_climbed_to_its_end(
    worker: Delivering, hook: Receiver
) -> None:
    hook.reply = answering(500, body="出错 13999912345\x00".encode())
    court = await worker.partner()
    await worker.subscribed(court, hook.url)
    worker.feed(court, "ConfirmationGranted")
    await worker.deliverer.once()
    for no, wait in enumerate(LADDER, start=1):
        worker.clock.instant += wait - timedelta(milliseconds=1)
        await worker.deliverer.once()
        assert len(hook.came) == no
        worker.clock.instant += timedelta(milliseconds=1)
        await worker.deliverer.once()
        assert len(hook.came) == no + 1

    assert worker.states() == ["failed"]
    assert len(set(hook.ids)) == 1
    assert len({each.headers["webhook-timestamp"] for each in hook.came}) == 10
    kept = worker.rows("SELECT no, status, answer, headers FROM deliveries.attempts ORDER BY no")
    assert [(row[0], row[1]) for row in kept] == [(no, 500) for no in range(1, 11)]
    assert kept[0][2] == "****** ******"
    assert "webhook-signature" not in kept[0][3]
    assert worker.rows("SELECT what FROM deliveries.journal ORDER BY no")[-1] == ("given up",)


async def test_the_next_of_a_dispute_waits_for_the_one_before(
    worker: Delivering, hook: Receiver
) -> None:
    hook.reply = answering(500)
    court, dispute = await worker.partner(), uuid4()
    await worker.subscribed(court, hook.url)
    worker.feed(court, "ApplicationFiled", "ApplicationAccepted", dispute=dispute)
    worker.feed(court, "OtherDispute")
    await worker.deliverer.once()
    assert worker.states() == ["waiting"] * 3
    assert len(hook.came) == 2

    hook.reply = answering()
    worker.clock.advance(seconds=6)
    await worker.deliverer.once()
    assert worker.states() == ["delivered"] * 3
    of_dispute = [each.body for each in hook.came if str(dispute).encode() in each.body]
    assert [b"Filed" in body for body in of_dispute] == [True, True, False]


async def test_however_often_it_is_planned_there_is_one_delivery(
    worker: Delivering, hook: Receiver, databases: Databases
) -> None:
    court = await worker.partner()
    subscription = await worker.subscribed(court, hook.url)
    worker.feed(court, "A", "B", "C")
    pool = worker.deliverer._pool
    await plan(pool, worker.clock.now())
    # As if the mark had been lost, which one transaction does not let happen.
    await pool.execute("UPDATE deliveries.subscriptions SET planned_to = 0")
    await plan(pool, worker.clock.now())
    assert worker.states() == ["waiting"] * 3

    await worker.deliverer.once()
    assert sorted(hook.ids) == sorted(set(hook.ids))
    assert worker.rows("SELECT planned_to FROM deliveries.subscriptions") == [(3,)]
    assert subscription


async def test_nothing_is_sent_while_paused_and_nothing_is_lost(
    worker: Delivering, hook: Receiver
) -> None:
    court = await worker.partner()
    subscription = await worker.subscribed(court, hook.url)
    worker.feed(court, "A")
    await worker.deliverer.step()
    await worker.subscriptions.pause(subscription, by="court")
    worker.feed(court, "B")
    await worker.deliverer.once()
    assert hook.came == []

    await worker.subscriptions.resume(subscription, by="court")
    await worker.deliverer.once()
    assert len(hook.came) == 2
    await worker.subscriptions.close(subscription, by="court")
    worker.feed(court, "C")
    await worker.deliverer.once()
    assert len(hook.came) == 2


async def test_an_offer_that_arrived_is_told_once(worker: Delivering, hook: Receiver) -> None:
    court = await worker.partner()
    await worker.subscribed(court, hook.url)
    worker.feed(court, "ReferralOffered", "ConfirmationGranted")
    await worker.deliverer.once()
    await worker.deliverer.once()
    assert [(told.kind, told.position) for told in worker.told] == [("ReferralOffered", 1)]
    assert str(worker.told[0].delivery) in hook.ids


async def test_without_a_secret_nothing_is_sent(worker: Delivering, hook: Receiver) -> None:
    court = await worker.partner(has_secret=False)
    await worker.subscribed(court, hook.url)
    worker.feed(court, "A")
    await worker.deliverer.once()
    assert hook.came == []
    assert worker.rows("SELECT status, error FROM deliveries.attempts") == [(None, "unsigned")]


async def test_a_partner_that_is_switched_off_gets_nothing(
    worker: Delivering, hook: Receiver
) -> None:
    court = await worker.partner()
    await worker.subscribed(court, hook.url)
    worker.feed(court, "A")
    await worker.deliverer._pool.execute("UPDATE partners.partners SET is_active = false")
    await worker.deliverer.once()
    assert hook.came == []
    assert worker.states() == ["waiting"]


async def test_what_is_on_its_way_when_a_partner_is_switched_off_stays_until_it_is_on_again(
    worker: Delivering, hook: Receiver
) -> None:
    court, dispute = await worker.partner(), uuid4()
    await worker.subscribed(court, hook.url)
    worker.feed(court, *"ABCDE", dispute=dispute)
    pool, queue = worker.deliverer._pool, worker.deliverer._queue
    switched = "UPDATE partners.partners SET is_active = $1"

    async def reply(writer: asyncio.StreamWriter) -> None:
        # In the middle of an attempt: what would follow it in the same transaction stays too.
        await pool.execute(switched, False)
        await answering()(writer)

    assert await worker.deliverer.step() == 1
    await pool.execute(switched, False)
    await queue.drain()
    assert hook.came == []

    hook.reply = reply
    await pool.execute(switched, True)
    await worker.deliverer.once()
    await queue.drain()
    assert worker.states() == ["delivered", *["waiting"] * 4]

    hook.reply = answering()
    await pool.execute(switched, True)
    await worker.deliverer.once()
    assert [json.loads(each.body)["id"] for each in hook.came] == list("12345")


async def test_a_pause_that_was_asked_for_outlasts_the_success_of_what_was_under_way(
    worker: Delivering, hook: Receiver
) -> None:
    court, released, paused = (
        await worker.partner(),
        asyncio.Event(),
        answering(429, "retry-after: 3600"),
    )
    subscription = await worker.subscribed(court, hook.url)
    # One fails before, as happens now and then: a success has something to take back.
    hook.reply = answering(500)
    worker.feed(court, "A")
    await worker.deliverer.once()
    worker.clock.advance(seconds=6)

    async def reply(writer: asyncio.StreamWriter) -> None:
        if len(hook.came) == 2:
            await released.wait()
            await answering()(writer)
        else:
            await paused(writer)

    hook.reply = reply
    worker.feed(court, "B")
    sending = asyncio.create_task(worker.deliverer.once())
    await hook.has(3)
    async with asyncio.timeout(10):
        while not worker.rows("SELECT FROM deliveries.attempts WHERE status = 429"):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    released.set()
    await sending
    assert sorted(worker.states()) == ["delivered", "waiting"]
    found = await worker.subscriptions.get(subscription)
    assert found is not None
    assert found.failures == 0
    assert found.resting_until == worker.clock.now() + timedelta(hours=1)

    hook.reply = answering()
    worker.feed(court, "C", "D")
    worker.clock.advance(seconds=3_599)
    await worker.deliverer.once()
    assert len(hook.came) == 3
    worker.clock.advance(seconds=1)
    await worker.deliverer.once()
    assert worker.states() == ["delivered"] * 4
