"""The sweep: what has lapsed becomes a fact once, however late, however often, wherever it broke off."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from services.workflow.application.ports import AppendRequest, StoreUnavailable, StreamWrite
from services.workflow.application.sweep import Place
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.stages.intake.intake import AcceptApplication
from services.workflow.domain.dispute.stages.mediation.assignment import AssignMediator
from services.workflow.domain.dispute.stages.mediation.mediation import ExtendMediation
from tests.support.database import Databases
from tests.support.keeping import kept
from tests.support.sweeping import (
    RULES,
    events_of,
    listed,
    sweep_of,
    swept,
    ten_o_clock,
    types_of,
)
from tests.support.write_side import Service, application, process_on, service_on

RECEIVED = date(2026, 3, 10)
RECEIPT, OWN = "ReceiptPeriodLapsed", "MediationPeriodLapsed"


class BrokenOff:
    """A list whose second page does not come."""

    def __init__(self, *places: Place) -> None:
        self._places = places

    async def lapsed(self, today: date, after: Place | None, limit: int) -> Sequence[Place]:
        if after is not None:
            raise StoreUnavailable
        return self._places


@pytest.fixture
async def service(databases: Databases, tmp_path: Path) -> AsyncIterator[Service]:
    async with service_on(databases, tmp_path) as running:
        yield running


async def in_mediation(service: Service) -> UUID:
    """Received, accepted and with its mediator on 10 March: both periods end on the 25th."""
    ten_o_clock(service, RECEIVED)
    dispute = (await service.send(application())).answer.dispute
    await service.send(AcceptApplication(other_side_consented_on=RECEIVED), dispute)
    await service.send(AssignMediator(mediator=service.mediator), dispute)
    return dispute


async def test_on_the_last_day_nothing_has_lapsed(service: Service, databases: Databases) -> None:
    await in_mediation(service)
    ten_o_clock(service, date(2026, 3, 25))

    done = await swept(service, databases)

    assert (done.recorded, done.known, done.failures) == (0, 0, [])


async def test_what_has_lapsed_is_recorded_on_the_day_after_the_last(
    service: Service, databases: Databases
) -> None:
    dispute = await in_mediation(service)
    ten_o_clock(service, date(2026, 3, 26))

    done = await swept(service, databases)

    history = await events_of(service, dispute)
    lapses = history[-2:]
    assert types_of(lapses) == [RECEIPT, OWN]
    assert {one.event.occurred_on for one in lapses} == {date(2026, 3, 26)}
    assert {(one.meta.actor, one.meta.role) for one in lapses} == {("sweep", "system")}
    assert (done.recorded, done.most_days_late) == (2, 0)
    assert (await service.reader.current(dispute, service.clerk))[0].state is State.MEDIATION_FAILED


async def test_days_later_the_legal_day_is_the_same(service: Service, databases: Databases) -> None:
    dispute = await in_mediation(service)
    ten_o_clock(service, date(2026, 4, 7))

    done = await swept(service, databases)

    lapses = (await events_of(service, dispute))[-2:]
    assert {one.event.occurred_on for one in lapses} == {date(2026, 3, 26)}
    assert (done.recorded, done.most_days_late) == (2, 12)


async def test_swept_again_adds_nothing_also_where_the_list_lags(
    service: Service, databases: Databases
) -> None:
    dispute = await in_mediation(service)
    ten_o_clock(service, date(2026, 3, 26))
    await swept(service, databases)
    before = await events_of(service, dispute)

    async with listed(databases) as stale:
        lagging = await sweep_of(service, stale).once()
    again = await swept(service, databases)

    assert (lagging.recorded, lagging.known, lagging.failures) == (0, 1, [])
    assert (again.recorded, again.known) == (0, 0)
    assert await events_of(service, dispute) == before


async def test_what_was_extended_since_it_was_listed_has_not_lapsed(
    service: Service, databases: Databases
) -> None:
    dispute = await in_mediation(service)
    ten_o_clock(service, date(2026, 3, 25))
    await kept(databases, RULES, service.clock)
    longer = ExtendMediation(until=date(2026, 4, 9), consented_by=(1, 2))
    await service.send(longer, dispute)
    ten_o_clock(service, date(2026, 3, 26))

    async with listed(databases) as stale:
        done = await sweep_of(service, stale).once()

    assert types_of(await events_of(service, dispute))[-1] == RECEIPT
    assert (done.recorded, done.failures) == (1, [])


async def test_one_dispute_that_cannot_be_read_does_not_stop_the_others(
    service: Service, databases: Databases
) -> None:
    poisoned, sound = await in_mediation(service), await in_mediation(service)
    ten_o_clock(service, date(2026, 3, 26))
    await kept(databases, RULES, service.clock)
    _, version = await service.reader.current(poisoned, service.clerk)
    newer = StreamWrite(poisoned, version, (("dispute:OfANewerRelease", b'{"class_version":1}'),))
    await service.store.append(
        AppendRequest(key=uuid4(), request_hash=b"x", answer=b"", subject=poisoned, writes=(newer,))
    )

    async with listed(databases) as due:
        done = await sweep_of(service, due).once()

    assert [(one.dispute, one.code) for one in done.failures] == [(poisoned, "UnknownEventType")]
    assert {RECEIPT, OWN} <= set(types_of(await events_of(service, sound)))


async def test_two_sweeps_at_once_record_each_lapse_once(
    service: Service, databases: Databases, tmp_path: Path
) -> None:
    disputes = [await in_mediation(service) for _ in range(12)]
    ten_o_clock(service, date(2026, 3, 26))
    await kept(databases, RULES, service.clock)
    async with (
        process_on(databases, tmp_path) as other,
        listed(databases) as here,
        listed(databases) as there,
    ):
        ten_o_clock(other, date(2026, 3, 26))
        both = await asyncio.gather(sweep_of(service, here).once(), sweep_of(other, there).once())

    assert sum(one.recorded for one in both) == 2 * len(disputes)
    assert [failure for one in both for failure in one.failures] == []
    for dispute in disputes:
        found = types_of(await events_of(service, dispute))
        assert (found.count(RECEIPT), found.count(OWN)) == (1, 1)


async def test_a_sweep_that_broke_off_is_made_good_by_the_next(
    service: Service, databases: Databases
) -> None:
    first, second = await in_mediation(service), await in_mediation(service)
    ten_o_clock(service, date(2026, 3, 26))

    with pytest.raises(StoreUnavailable):
        await sweep_of(service, BrokenOff((date(2026, 3, 25), first))).once()
    done = await swept(service, databases)

    assert done.recorded == 2
    for dispute in (first, second):
        found = types_of(await events_of(service, dispute))
        assert (found.count(RECEIPT), found.count(OWN)) == (1, 1)


async def test_a_dispute_that_is_not_there_is_told_and_passed_over(service: Service) -> None:
    class Wrong:
        async def lapsed(self, today: date, after: Place | None, limit: int) -> Sequence[Place]:
            return [] if after else [(RECEIVED, UUID(int=7))]

    done = await sweep_of(service, Wrong()).once()

    assert [(one.dispute.int, one.code) for one in done.failures] == [(7, "Unknown")]


async def test_the_list_is_asked_page_by_page(service: Service, databases: Databases) -> None:
    disputes = {await in_mediation(service) for _ in range(3)}
    ten_o_clock(service, date(2026, 3, 26))
    await kept(databases, RULES, service.clock)

    async with listed(databases) as due:
        pages = [await due.lapsed(date(2026, 3, 26), None, 1)]
        while pages[-1]:
            pages.append(await due.lapsed(date(2026, 3, 26), pages[-1][-1], 1))

    assert [len(page) for page in pages] == [1, 1, 1, 0]
    assert {dispute for page in pages for _, dispute in page} == disputes


async def test_wherever_it_is_stopped_nothing_is_lost_and_nothing_doubled(
    service: Service, databases: Databases
) -> None:
    disputes = [await in_mediation(service) for _ in range(4)]
    ten_o_clock(service, date(2026, 3, 26))
    await kept(databases, RULES, service.clock)

    async with listed(databases) as due:
        for hops in range(1, 40, 3):
            sweeping = asyncio.create_task(sweep_of(service, due).once())
            for _ in range(hops):
                await asyncio.sleep(0)
            sweeping.cancel()
            await asyncio.gather(sweeping, return_exceptions=True)
        await sweep_of(service, due).once()

    for dispute in disputes:
        found = types_of(await events_of(service, dispute))
        assert (found.count(RECEIPT), found.count(OWN)) == (1, 1)
