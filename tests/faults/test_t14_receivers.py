"""T14: receivers that are dead, slow, hostile or wrong harm nobody but themselves."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from services.kit.clock import SystemClock
from services.kit.outgoing import Limits
from services.partners.deliveries.ladder import FAILURES_TO_OPEN
from services.partners.deliveries.pgqueue import SLOTS
from tests.support.certificates import contexts
from tests.support.database import Databases
from tests.support.delivering import QUICK, Delivering, delivering
from tests.support.receivers import (
    Reply,
    answering,
    dripping,
    hanging,
    heading,
    pouring,
    receiver,
)

pytestmark = pytest.mark.faults
INNER = {
    "metadata.test": ["169.254.169.254"],
    "inner.test": ["10.1.2.3"],
    "loop.test": ["127.0.0.2"],
    "mixed.test": ["127.0.0.1", "192.168.0.1"],
    "mapped.test": ["::ffff:10.0.0.1"],
    "carried.test": ["64:ff9b::a00:1"],
    "shared.test": ["100.64.0.1"],
    "unique.test": ["fd00::1"],
    "unspecified.test": ["0.0.0.0"],
}


async def names(host: str, _port: int) -> Sequence[str]:
    """A resolver whose names lead inside; others mean what they say."""
    if host == "nowhere.test":
        raise OSError
    return INNER.get(host, [host])


async def errors(worker: Delivering) -> dict[str, tuple[int | None, str | None]]:
    """What each address came to."""
    rows = worker.rows("SELECT url, status, error FROM deliveries.attempts")
    return {url: (status, error) for url, status, error in rows}


async def attempted(worker: Delivering, *urls: str) -> dict[str, tuple[int | None, str | None]]:
    """One event sent to each of these addresses."""
    court = await worker.partner()
    for url in urls:
        await worker.subscribed(court, url)
    worker.feed(court, "ConfirmationGranted")
    await worker.deliverer.once()
    return await errors(worker)


async def test_names_that_lead_inside_are_refused_after_they_are_resolved(
    databases: Databases, tmp_path: Path
) -> None:
    async with receiver() as hook, delivering(databases, tmp_path, resolver=names) as worker:
        urls = [f"http://{host}:{hook.port}/" for host in INNER]
        assert await attempted(worker, *urls) == dict.fromkeys(urls, (None, "address"))
        assert hook.came == []


async def test_bad_answers_end_within_the_limits_and_a_redirect_is_not_followed(
    databases: Databases, tmp_path: Path
) -> None:
    replies: dict[Reply, tuple[int | None, str | None]] = {
        hanging: (None, "timeout"),
        dripping: (None, "timeout"),
        heading: (None, "protocol"),
        answering(500): (500, None),
        pouring: (200, None),
        answering(): (200, None),
    }
    async with receiver() as gone:
        dead = gone.url
    async with AsyncExitStack() as stack:
        found = [await stack.enter_async_context(receiver(reply)) for reply in replies]
        lured = await stack.enter_async_context(receiver())
        luring = await stack.enter_async_context(receiver(answering(301, f"location: {lured.url}")))
        worker = await stack.enter_async_context(
            delivering(databases, tmp_path, limits=QUICK, resolver=names)
        )
        urls = [each.url for each in found]
        began = time.perf_counter()
        told = await attempted(worker, *urls, luring.url, dead, "http://nowhere.test/")
        assert time.perf_counter() - began < 2 * QUICK.seconds + 4
    assert [told[url] for url in urls] == list(replies.values())
    assert told[luring.url] == (301, None)
    assert lured.came == []
    assert told[dead] == (None, "connect")
    assert told["http://nowhere.test/"] == (None, "unresolved")
    assert worker.states().count("delivered") == 2
    (longest,) = worker.rows("SELECT max(length(answer)) FROM deliveries.attempts")[0]
    assert longest == 2_048


async def test_an_expired_certificate_is_refused_and_a_good_one_taken(
    databases: Databases, tmp_path: Path
) -> None:
    for is_expired, found in ((True, (None, "tls")), (False, (200, None))):
        databases.empty()
        server, client = contexts(tmp_path, "court.test", is_expired=is_expired)

        async def here(_host: str, _port: int) -> Sequence[str]:
            return ["127.0.0.1"]

        async with (
            receiver(certificate=server) as hook,
            delivering(databases, tmp_path, resolver=here, trusted=client) as worker,
        ):
            url = f"https://court.test:{hook.port}/hook"
            assert await attempted(worker, url) == {url: found}
            assert [each.headers["host"] for each in hook.came] == (
                [] if is_expired else [f"court.test:{hook.port}"]
            )


async def test_who_asks_for_a_pause_gets_it(databases: Databases, tmp_path: Path) -> None:
    async with (
        receiver(answering(429, "retry-after: 3600")) as hook,
        delivering(databases, tmp_path) as worker,
    ):
        court = await worker.partner()
        await worker.subscribed(court, hook.url)
        worker.feed(court, "A")
        await worker.deliverer.once()
        hook.reply = answering()
        worker.feed(court, "B")
        worker.clock.instant += timedelta(seconds=3_599)
        await worker.deliverer.once()
        assert len(hook.came) == 1
        worker.clock.instant += timedelta(seconds=1)
        await worker.deliverer.once()
        assert worker.states() == ["delivered", "delivered"]


async def test_410_disables_until_somebody_resumes(databases: Databases, tmp_path: Path) -> None:
    async with receiver(answering(410)) as hook, delivering(databases, tmp_path) as worker:
        court = await worker.partner()
        subscription = await worker.subscribed(court, hook.url)
        worker.feed(court, "A")
        await worker.deliverer.once()
        found = await worker.subscriptions.get(subscription)
        assert found is not None
        assert (found.state, found.reason) == ("disabled", "gone")
        assert ("disabled", "410") in worker.rows("SELECT what, told FROM deliveries.journal")
        hook.reply = answering()
        worker.feed(court, "B")
        worker.clock.advance(days=4)
        await worker.deliverer.once()
        assert len(hook.came) == 1
        await worker.subscriptions.resume(subscription, by="court")
        await worker.deliverer.once()
        assert worker.states() == ["delivered", "delivered"]


async def test_a_dead_receiver_is_left_alone_and_probed(
    databases: Databases, tmp_path: Path
) -> None:
    async with receiver(answering(500)) as hook, delivering(databases, tmp_path) as worker:
        court = await worker.partner()
        await worker.subscribed(court, hook.url)
        worker.feed(court, *"ABCDEFGHIJKLMNOPQRST")
        await worker.deliverer.once()
        # As many as were under way when the last one that counted failed.
        tried = len(hook.came)
        assert FAILURES_TO_OPEN <= tried < 2 * FAILURES_TO_OPEN
        worker.clock.advance(seconds=29)
        await worker.deliverer.once()
        assert len(hook.came) == tried
        worker.clock.advance(seconds=300)
        await worker.deliverer.once()
        assert len(hook.came) == tried + 1
        hook.reply = answering()
        worker.clock.advance(seconds=300)
        await worker.deliverer.once()
        assert worker.states() == ["delivered"] * 20


async def test_others_are_served_while_a_receiver_hangs(
    databases: Databases, tmp_path: Path
) -> None:
    released, whole = asyncio.Event(), answering()

    async def until_released(writer: asyncio.StreamWriter) -> None:
        await released.wait()
        await whole(writer)

    async with (
        receiver(until_released) as hanged,
        receiver() as live,
        delivering(databases, tmp_path, clock=SystemClock(), limits=Limits(seconds=60)) as worker,
    ):
        court, commission = await worker.partner(), await worker.partner("commission")
        await worker.subscribed(court, hanged.url)
        await worker.subscribed(commission, live.url)
        worker.feed(court, *(["A"] * 60))
        worker.feed(commission, *(["B"] * 40))
        async with worker.running():
            await live.has(40)
            # All its slots are taken, and no slot of anybody else.
            assert len(await hanged.has(SLOTS)) == SLOTS
            released.set()
