"""Decisions about another dispute hold only while it is as it was seen, whoever decides at once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest

from services.projections.runner import catch_up
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from services.workflow.domain.dispute.stages.record.matter import (
    LinkMatter,
    MergeMatter,
    UnlinkMatter,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import Refusal, Unknown
from services.workflow.domain.given import Role
from services.workflow.recorded import codec
from tests.support.database import Databases
from tests.support.write_side import SYSTEM, Service, application, process_on, service_on


@pytest.fixture
async def service(databases: Databases, tmp_path: Path) -> AsyncIterator[Service]:
    async with service_on(databases, tmp_path) as running:
        yield running


async def registered(service: Service) -> UUID:
    return (await service.send(application())).answer.dispute


async def state_of(service: Service, dispute: UUID) -> Dispute:
    rows = await service.store.read_stream(dispute)
    return fold((codec.decode(row).event for row in rows), dispute)


async def merged(service: Service, one: UUID, leader: UUID) -> bool:
    """Whether it was merged; every refusal but that the other follows is a failure."""
    try:
        await service.send(MergeMatter(leader=leader, reason="重复"), one, SYSTEM)
    except Refusal as refusal:
        if refusal.code != "leader_is_follower":
            raise
        return False
    return True


async def test_of_two_that_are_merged_into_one_another_at_once_one_leads(
    service: Service, databases: Databases, tmp_path: Path
) -> None:
    async with process_on(databases, tmp_path) as other:
        for _ in range(10):
            one, two = await registered(service), await registered(service)
            won = await asyncio.gather(merged(service, one, two), merged(other, two, one))
            assert sorted(won) == [False, True]
            leaders = [(await state_of(service, each)).leader for each in (one, two)]
            assert leaders.count(None) == 1


async def test_a_leader_that_was_merged_meanwhile_is_seen_to_be_a_follower(
    service: Service, databases: Databases, tmp_path: Path
) -> None:
    one, two, three = [await registered(service) for _ in range(3)]
    async with process_on(databases, tmp_path) as other:
        # The first process has the leader in its cache as it was.
        await service.reader.current(two, SYSTEM)
        assert await merged(other, two, three)
        assert not await merged(service, one, two)


async def test_what_the_decision_rests_on_is_not_written_to(service: Service) -> None:
    one, two = await registered(service), await registered(service)
    await service.send(LinkMatter(other=two, reason="同一批欠薪"), one, SYSTEM)
    assert len(await service.store.read_stream(two)) == 1
    await service.send(UnlinkMatter(other=two, reason="误判"), one, SYSTEM)
    assert (await state_of(service, one)).related == ()


async def test_another_dispute_that_the_caller_may_not_read_is_as_good_as_none(
    service: Service,
) -> None:
    one = await registered(service)
    elsewhere = application(organisation=str(service.body("other-centre")))
    clerk = service.actor(Role.CLERK, "other-centre")
    two = (await service.send(elsewhere, actor=clerk)).answer.dispute
    for other in (two, UUID(int=1)):
        with pytest.raises(Unknown) as caught:
            await service.send(LinkMatter(other=other, reason="同一批"), one)
        assert caught.value.code == "unknown_leader"


async def test_who_is_told_that_the_matter_may_be_on_file_already(
    service: Service, databases: Databases
) -> None:
    known = {"type": "resident_id", "number": "11010519491231002X"}
    parties = [
        {"side": "claimant", "kind": "worker", "name": "阿依古丽", "document": known},
        {"side": "respondent", "kind": "employer", "name": "乌鲁木齐某某建筑有限公司"},
    ]
    await service.send(application(parties=parties))
    await catch_up(databases.projector)
    there = application(parties=parties, organisation=str(service.body("other-centre")))

    hotline = service.actor(Role.PARTNER_BUREAU, "commission", region="650105")
    clerk = await service.send(there, actor=service.actor(Role.CLERK, "other-centre"))
    bureau = await service.send(there, actor=hotline)

    assert clerk.answer.warnings == ("same_matter_possible",)
    assert bureau.answer.warnings == ()


async def test_a_namesake_at_another_body_is_nobodys_business(
    service: Service, databases: Databases
) -> None:
    await service.send(application())
    await catch_up(databases.projector)
    here = await service.send(application())
    there = application(organisation=str(service.body("other-centre")))
    elsewhere = await service.send(there, actor=service.actor(Role.CLERK, "other-centre"))
    assert here.answer.warnings == ("same_matter_possible",)
    assert elsewhere.answer.warnings == ()


async def test_what_depended_on_a_corrected_value_is_told_with_the_answer(service: Service) -> None:
    one = await registered(service)
    corrected = await service.send(
        CorrectFact(field="region", new="650105014", reason="录错", evidence="劳动合同"),
        one,
        expected_version=1,
    )
    assert corrected.answer.dependents == ("figure.area",)
