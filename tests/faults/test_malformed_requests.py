"""T18: malformed requests in the middle of good load: no 5xx, no event, and no memory kept."""

import asyncio
import time
from collections import Counter
from pathlib import Path
from uuid import uuid4

import httpx2
import psutil
import psycopg
import pytest

from tests.faults.malformed import HUGE, Malformed, Wrong
from tests.faults.sizes import size
from tests.support.api import APPLICATION
from tests.support.database import Databases
from tests.support.production import CLERK, Production, prepared_in, served

_COUNT = size(short=300, long=10_000)
_HUGE = size(short=2, long=50)
_WARM_UP = size(short=150, long=1_000)
_BASELINE = size(short=100, long=1_000)
_MOST_GROWTH = 50 * 1024 * 1024
_AT_ONCE = 8
_PROBLEM = {"content-type": "application/problem+json"}


@pytest.mark.faults
async def test_malformed_requests_leave_no_trace(databases: Databases, tmp_path: Path) -> None:
    production = prepared_in(tmp_path, databases)
    with served(production) as running:
        with httpx2.Client(base_url=running.url) as client:
            dispute = production.register(client).headers["Location"]
        supply = Malformed(18, APPLICATION, dispute)
        async with httpx2.AsyncClient(base_url=running.url, timeout=30) as client:
            baseline = await good_load(client, production, dispute, alone(client))
            # Once through everything, so that what is loaded on first use is loaded.
            await sent(client, production, list(supply.take(_WARM_UP, huge=1)))
            before, memory = events(databases), psutil.Process(running.pid).memory_info().rss
            wrong = sent(client, production, list(supply.take(_COUNT, huge=_HUGE)))
            told: list[httpx2.Response] = []
            loaded = await good_load(client, production, dispute, _keep(wrong, told))
        growth = psutil.Process(running.pid).memory_info().rss - memory
    statuses = Counter(answer.status_code for answer in told)
    print(
        f"{len(told)} malformed: {dict(sorted(statuses.items()))}, {growth / 2**20:.1f} MiB more;"
    )
    print(f"good reads p99 {p99(loaded):.1f} ms among them, {p99(baseline):.1f} ms alone")
    assert len(told) == _COUNT
    taken = [answer for answer in told if not 400 <= answer.status_code < 500]
    assert [(answer.request.url, answer.text) for answer in taken] == []
    assert {answer.headers["content-type"] for answer in told} <= {
        "application/problem+json",
        "application/json",  # of the token endpoint, as RFC 6749 has its errors
    }
    assert events(databases) == before
    assert growth < _MOST_GROWTH


async def sent(
    client: httpx2.AsyncClient, production: Production, requests: list[Wrong]
) -> list[httpx2.Response]:
    """Send them, several at once; the answers in no particular order."""
    waiting, answers = iter(requests), list[httpx2.Response]()

    async def sender() -> None:
        for request in waiting:
            fresh = {"Idempotency-Key": str(uuid4())}
            headers = production.headers(CLERK, **fresh) | request.headers
            try:
                answer = await client.request(
                    request.method, request.path, content=request.body, headers=headers
                )
            except (httpx2.ReadError, httpx2.WriteError):
                # Told 413 before it was all sent, and the connection ended under what still came.
                assert len(request.body) > HUGE
                answer = httpx2.Response(413, headers=_PROBLEM)
            answers.append(answer)

    await asyncio.gather(*(sender() for _ in range(_AT_ONCE)))
    return answers


async def good_load(
    client: httpx2.AsyncClient, production: Production, dispute: str, meanwhile: object
) -> list[float]:
    """Milliseconds of good reads, one after the other, for as long as `meanwhile` takes."""
    headers, taken = production.headers(CLERK), list[float]()
    going_on = asyncio.ensure_future(meanwhile)  # type: ignore[call-overload]
    while not going_on.done():
        began = time.perf_counter()
        answer = await client.get(dispute, headers=headers)
        taken.append((time.perf_counter() - began) * 1_000)
        assert answer.status_code == 200, answer.text
    await going_on
    return taken


async def alone(client: httpx2.AsyncClient) -> None:
    """As long as it takes to ask so often, one after the other, whether it is ready."""
    for _ in range(_BASELINE):
        (await client.get("/health/ready")).raise_for_status()


async def _keep(answers: object, told: list[httpx2.Response]) -> None:
    told.extend(await answers)  # type: ignore[misc]


def p99(milliseconds: list[float]) -> float:
    return sorted(milliseconds)[len(milliseconds) * 99 // 100]


def events(databases: Databases) -> int:
    with psycopg.connect(databases.admin) as connection:
        row = connection.execute("SELECT count(*) FROM log.events").fetchone()
    assert row is not None
    count: int = row[0]
    return count
