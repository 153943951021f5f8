"""People who come later through two processes at once: a number each, and the name sealed for it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from services.workflow.application.requests import Appointment, NewParty
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.stages.intake.claims import SplitClaims
from services.workflow.domain.dispute.stages.intake.intake import AcceptApplication
from services.workflow.domain.values.sealed import Sealed
from services.workflow.recorded import codec
from tests.support.database import Databases
from tests.support.write_side import Service, application, process_on, service_on

CLAIMS = [{"kind": "remuneration", "amount": 2_640_000}, {"kind": "social_insurance"}]


@pytest.fixture
async def service(databases: Databases, tmp_path: Path) -> AsyncIterator[Service]:
    async with service_on(databases, tmp_path) as running:
        yield running


def joining(name: str) -> NewParty:
    party = {"side": "claimant", "kind": "worker", "name": name}
    return msgspec.convert({"party": party, "reason": "共同申请"}, NewParty)


def appointed(name: str) -> Appointment:
    plain = {"party": 1, "kind": "near_relative", "name": name, "evidence": "委托书"}
    return msgspec.convert(plain, Appointment)


async def opened(service: Service, dispute: UUID, boxes: list[Any]) -> list[str | None]:
    sealed = [box for box in boxes if isinstance(box, Sealed)]
    return await service.reader.open_all(dispute, sealed)


async def test_two_who_join_at_once_get_a_number_each_and_open_under_it(
    service: Service, databases: Databases, tmp_path: Path
) -> None:
    dispute = (await service.send(application())).answer.dispute
    async with process_on(databases, tmp_path) as other:
        await other.reader.current(dispute, service.clerk)
        await service.send(joining("买买提"), dispute)
        await other.send(joining("热合曼"), dispute)

    record, _ = await service.reader.current(dispute, service.clerk)
    names = [party.name for party in record.parties[2:]]
    assert [party.no for party in record.parties] == [1, 2, 3, 4]
    assert [name.label for name in names if isinstance(name, Sealed)] == [
        "party/3/name",
        "party/4/name",
    ]
    assert await opened(service, dispute, names) == ["买买提", "热合曼"]


async def test_two_appointed_at_once_get_a_number_each(
    service: Service, databases: Databases, tmp_path: Path
) -> None:
    dispute = (await service.send(application())).answer.dispute
    async with process_on(databases, tmp_path) as other:
        await other.reader.current(dispute, service.clerk)
        await service.send(appointed("买买提"), dispute)
        await other.send(appointed("热合曼"), dispute)

    record, _ = await service.reader.current(dispute, service.clerk)
    names = [one.name for one in record.representatives]
    assert [one.no for one in record.representatives] == [1, 2]
    assert await opened(service, dispute, names) == ["买买提", "热合曼"]


async def test_a_split_that_meets_another_registration_still_leaves_no_gap(
    service: Service, databases: Databases, tmp_path: Path
) -> None:
    dispute = (await service.send(application(claims=CLAIMS))).answer.dispute
    split = SplitClaims(claims=(2,), reason="另行调解")
    async with process_on(databases, tmp_path) as other:
        await other.send(application())
        await service.send(application())
        told = (await other.send(split, dispute)).answer
        last = (await service.send(application())).answer

    assert told.linked_case_number.endswith("0004号")
    assert last.case_number.endswith("0005号")


async def test_a_split_whose_answer_was_lost_leaves_one_linked_dispute(service: Service) -> None:
    dispute = (await service.send(application(claims=CLAIMS))).answer.dispute
    today = service.clock.today()
    await service.send(AcceptApplication(other_side_consented_on=today), dispute)
    key, split = uuid4(), SplitClaims(claims=(2,), reason="另行调解")
    first = await service.send(split, dispute, key=key)
    again = await service.send(split, dispute, key=key)

    assert again.is_repeat
    assert again.answer == first.answer
    linked = first.answer.linked_dispute
    assert linked is not None
    rows = await service.store.read_stream(linked)
    there = fold([codec.decode(row).event for row in rows], linked)
    assert len(rows) == 1
    assert await opened(service, linked, [there.parties[0].name]) == ["阿依古丽"]
