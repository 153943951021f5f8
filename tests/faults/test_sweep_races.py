"""S2: sweeps in several processes, one of them killed in the middle, record each lapse exactly once."""

import asyncio
import contextlib
import signal
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from services.workflow.application.sweep import Swept
from services.workflow.domain.dispute.stages.intake.intake import AcceptApplication
from services.workflow.storage.verify_log import verify_log
from tests.faults.sizes import IS_LONG, size
from tests.faults.sweepers import Sweeper, line_of
from tests.support.database import Databases
from tests.support.keeping import kept
from tests.support.sweeping import RULES, events_of, ten_o_clock, types_of
from tests.support.write_side import Service, application, service_on

_DISPUTES = size(short=25, long=500)
_KILLS = size(short=1, long=5)
_PROCESSES = 2
RECEIVED, LEGAL_DAY, TODAY = date(2026, 3, 10), date(2026, 3, 26), date(2026, 3, 30)
LAPSES = ("ReceiptPeriodLapsed", "MediationPeriodLapsed")


@pytest.fixture
async def service(databases: Databases, tmp_path: Path) -> AsyncIterator[Service]:
    async with service_on(databases, tmp_path) as running:
        yield running


async def lapsed(service: Service, databases: Databases) -> list[UUID]:
    """Disputes of which each has two lapses to be recorded, listed as due."""
    ten_o_clock(service, RECEIVED)
    disputes = []
    for _ in range(_DISPUTES):
        dispute = (await service.send(application())).answer.dispute
        await service.send(AcceptApplication(other_side_consented_on=RECEIVED), dispute)
        disputes.append(dispute)
    ten_o_clock(service, TODAY)
    await kept(databases, RULES, service.clock)
    return disputes


async def each_once(service: Service, databases: Databases, disputes: list[UUID]) -> None:
    """Both lapses of every dispute, once each, on the day that the law counts."""
    for dispute in disputes:
        history = await events_of(service, dispute)
        assert types_of(history)[-2:] == list(LAPSES)
        assert Counter(types_of(history)).most_common(1)[0][1] == 1
        assert {one.event.occurred_on for one in history[-2:]} == {LEGAL_DAY}
    assert (await verify_log(databases.app)).is_sound


@pytest.mark.faults
async def test_two_processes_at_once_record_each_lapse_once(
    service: Service, databases: Databases, tmp_path: Path
) -> None:
    disputes, line = await lapsed(service, databases), line_of(_PROCESSES)
    with contextlib.ExitStack() as stack:
        sweepers = [Sweeper(databases, tmp_path, TODAY, line) for _ in range(_PROCESSES)]
        for sweeper in sweepers:
            stack.callback(sweeper.close)
        both = [await sweeper.done() for sweeper in sweepers]

    shares = [one.recorded for one in both]
    print(f"{len(disputes)} disputes, lapses recorded by each process: {shares}")
    assert sum(shares) == len(LAPSES) * len(disputes)
    assert [failure for one in both for failure in one.failures] == []
    await each_once(service, databases, disputes)


@pytest.mark.faults
@pytest.mark.parametrize("killed", [1, 2] if IS_LONG else [2])
async def test_killed_in_the_middle_and_started_again_they_lose_and_double_nothing(
    service: Service, databases: Databases, tmp_path: Path, killed: int
) -> None:
    for _ in range(_KILLS):
        disputes = await lapsed(service, databases)
        last = await broken_off(service, databases, tmp_path, killed)
        assert [failure for one in last for failure in one.failures] == []
        await each_once(service, databases, disputes)


async def broken_off(
    service: Service, databases: Databases, folder: Path, killed: int
) -> list[Swept]:
    """Kill so many when half of the lapses are recorded, start them again, and let all end."""
    middle, line = await service.store.head() + _DISPUTES, line_of(_PROCESSES)
    with contextlib.ExitStack() as stack:
        sweepers = [Sweeper(databases, folder, TODAY, line) for _ in range(_PROCESSES)]
        for sweeper in sweepers:
            stack.callback(sweeper.close)
        async with asyncio.timeout(60):
            while await service.store.head() < middle:  # noqa: ASYNC110
                await asyncio.sleep(0.002)
        for sweeper in sweepers[:killed]:
            sweeper.close()
            assert sweeper.process.exitcode == -signal.SIGKILL
        sweepers[:killed] = [Sweeper(databases, folder, TODAY, line_of(1)) for _ in range(killed)]
        for sweeper in sweepers[:killed]:
            stack.callback(sweeper.close)
        return [await sweeper.done() for sweeper in sweepers]
