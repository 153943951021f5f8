"""A changed row becomes a correction or goes on with the history; what can be neither is reported."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.workflow.domain.dispute.events import FactCorrected, MatterUnlinked
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import Withdrawal
from services.workflow.domain.dispute.stages.intake.intake import (
    AcceptApplication,
    WithdrawApplication,
)
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from services.workflow.domain.given import Role
from services.workflow.domain.values.sealed import Sealed
from tests.support.database import Databases
from tests.support.ledgers import Ledgers, agreed, cells, counted, ledgers_on, row


@pytest.fixture
async def ledgers(databases: Databases, tmp_path: Path) -> AsyncIterator[Ledgers]:
    async with ledgers_on(databases, tmp_path) as opened:
        yield opened


async def live(ledgers: Ledgers, command: Any, number: str = "2025-001") -> None:
    """A clerk of the centre works on a dispute that was imported."""
    clerk = ledgers.service.actor(Role.CLERK, "HGJ")
    await ledgers.service.send(command, ledgers.id(number), clerk)


@pytest.mark.parametrize(
    ("column", "value", "field", "new"),
    [
        ("区划代码", "650105014", "region", "650105014"),
        ("登记日期", "2025-03-02", "registered_on", "2025-03-02"),
        ("涉及人数", 3, "worker_count", "3"),
        ("请求金额", "30000", "amount_claimed", "3000000"),
        ("协议生效日期", "2025-03-12", "effective_on", "2025-03-12"),
    ],
)
async def test_a_changed_row_is_a_correction_with_its_reason(
    ledgers: Ledgers, column: str, value: Any, field: str, new: str
) -> None:
    before = agreed(涉及人数=1)
    await ledgers.take(before)

    report = await ledgers.take(before | {column: value})

    correction = (await ledgers.events())[-1]
    assert isinstance(correction, FactCorrected)
    assert (correction.field, correction.new, correction.reason) == (field, new, "台账更正")
    assert correction.source is not None
    assert counted(report) == {"rows": 1, "disputes": 1, "corrected": 1, "events": 1}
    assert counted(await ledgers.take(before | {column: value}))["unchanged"] == 1


async def test_a_value_that_goes_back_is_corrected_again(ledgers: Ledgers) -> None:
    for region in ("650105013", "650105014", "650105013"):
        await ledgers.take(row(区划代码=region))

    assert (await ledgers.dispute()).region == "650105013"
    assert len(await ledgers.events()) == 3


async def test_a_fuller_row_goes_on_with_the_history(ledgers: Ledgers) -> None:
    await ledgers.take(row())
    await ledgers.take(row(受理日期="2025-03-04", 调解员="王调解"))

    report = await ledgers.take(agreed(请求金额="27000"))

    dispute = await ledgers.dispute()
    assert counted(report) == {"rows": 1, "disputes": 1, "corrected": 1, "events": 4}
    assert dispute.state is State.CLOSED
    assert dispute.claims[0].claim.amount == 2_700_000
    assert counted(await ledgers.take(agreed(请求金额="27000")))["unchanged"] == 1


async def test_a_payment_added_to_a_closed_row_reopens_it_and_closes_it_again(
    ledgers: Ledgers,
) -> None:
    await ledgers.take(agreed())
    paid = agreed(履行日期="2025-04-01", 已履行金额="5000")
    await ledgers.take(paid)
    whole = paid | {"履行日期": "2025-04-20", "已履行金额": "20000"}

    report = await ledgers.take(whole)

    dispute = await ledgers.dispute()
    assert counted(report) == {"rows": 1, "disputes": 1, "corrected": 1, "events": 3}
    assert dispute.state is State.CLOSED
    assert dispute.agreement is not None
    assert dispute.agreement.paid == 2_000_000
    assert counted(await ledgers.take(whole))["unchanged"] == 1


@pytest.mark.parametrize(
    ("change", "cell", "code"),
    [
        ({"已履行金额": "4000"}, "Q3", "cannot_be_corrected"),
        ({"履行日期": "2025-04-02"}, "P3", "cannot_be_corrected"),
        ({"履行日期": "", "已履行金额": ""}, "L3", "taken_back"),
    ],
)
async def test_a_payment_that_the_ledger_told_before_is_not_taken_back(
    ledgers: Ledgers, change: dict[str, Any], cell: str, code: str
) -> None:
    paid = agreed(履行日期="2025-04-01", 已履行金额="5000")
    await ledgers.take(paid)

    report = await ledgers.take(paid | change)

    assert cells(f for f in report.faults if f.is_error) == {(cell, code)}


@pytest.mark.parametrize(
    ("change", "cell", "code"),
    [
        ({"被申请人": "别家公司"}, "G3", "cannot_be_corrected"),
        ({"争议类型": "工伤"}, "H3", "cannot_be_corrected"),
        ({"渠道": "电话"}, "E3", "cannot_be_corrected"),
        ({"结果": "调解不成", "协议金额": "", "协议生效日期": ""}, "L3", "cannot_be_corrected"),
        ({"协议金额": "19000"}, "N3", "cannot_be_corrected"),
        ({"结果日期": "2025-03-09"}, "M3", "cannot_be_corrected"),
        ({"申请人": "王芳"}, "F3", "person_differs"),
        ({"申请人电话": "13999912345"}, "P3", "person_differs"),
        ({"请求金额": ""}, "I3", "bad_correction"),
    ],
)
async def test_what_cannot_be_corrected_is_reported_at_its_cell(
    ledgers: Ledgers, change: dict[str, Any], cell: str, code: str
) -> None:
    await ledgers.take(agreed())
    head = await ledgers.head()

    report = await ledgers.take(agreed() | change)

    assert cells(f for f in report.faults if f.is_error) == {(cell, code)}
    assert await ledgers.head() == head


async def test_what_a_ledger_no_longer_says_stays_and_is_reported(ledgers: Ledgers) -> None:
    await ledgers.take(agreed())

    report = await ledgers.take(row(受理日期="2025-03-04", 调解员="王调解", 结果=""))

    assert cells(report.faults) == {("L3", "taken_back")}
    assert (await ledgers.dispute()).state is State.CLOSED


async def test_another_claimant_is_reported_and_not_added(ledgers: Ledgers) -> None:
    await ledgers.take(row())

    report = await ledgers.take(row(), row(申请人="王芳"))

    assert {fault.code for fault in report.faults} == {"cannot_be_corrected"}
    assert len((await ledgers.dispute()).parties) == 2


async def test_what_was_done_since_in_the_service_is_left_alone(ledgers: Ledgers) -> None:
    await ledgers.take(row())
    await live(ledgers, AcceptApplication(other_side_consented_on=date(2026, 3, 9)))
    corrected = CorrectFact(
        field="region", new="650105014", reason="当事人指出", evidence="劳动合同"
    )
    await live(ledgers, corrected)
    head = await ledgers.head()

    report = await ledgers.take(row())

    assert await ledgers.head() == head
    assert counted(report)["unchanged"] == 1
    assert (await ledgers.dispute()).region == "650105014"


async def test_a_dispute_that_went_another_way_does_not_follow_the_ledger(
    ledgers: Ledgers,
) -> None:
    await ledgers.take(row())
    await live(ledgers, WithdrawApplication(reason=Withdrawal.NO_LONGER_PURSUED, by=(1,)))

    report = await ledgers.take(agreed())

    assert {fault.code for fault in report.faults} == {"went_another_way"}
    assert len(await ledgers.events()) == 3


async def test_an_erased_person_is_not_brought_back(ledgers: Ledgers) -> None:
    await ledgers.take(row())
    name = (await ledgers.dispute()).parties[0].name
    assert isinstance(name, Sealed)
    await ledgers.service.keyring.destroy(name.person)

    report = await ledgers.take(row(申请人="别人"))

    assert report.is_clean
    assert counted(report)["unchanged"] == 1


async def leader(ledgers: Ledgers, number: str) -> UUID | None:
    return (await ledgers.dispute(number)).leader


async def test_a_dispute_that_repeats_another_follows_it_also_forwards_and_elsewhere(
    ledgers: Ledgers,
) -> None:
    report = await ledgers.take(
        row(1, 重复于="2025-002"),
        row(2),
        row(3, 重复于="LSJ/7/2025"),
        row("7/2025", 调解组织="LSJ"),
    )

    assert report.is_clean
    assert report.counts.merged == 2
    assert await leader(ledgers, "2025-001") == ledgers.id("2025-002")
    assert await leader(ledgers, "2025-003") == ledgers.id("7/2025", "LSJ")


async def test_a_reference_may_lead_to_a_dispute_already_on_file(ledgers: Ledgers) -> None:
    await ledgers.take(row(1))

    await ledgers.take(row(2, 重复于="2025-001"))

    assert await leader(ledgers, "2025-002") == ledgers.id("2025-001")


async def test_a_reference_that_is_changed_or_taken_back_is_undone(ledgers: Ledgers) -> None:
    await ledgers.take(row(1), row(2), row(3, 重复于="2025-001"))
    await ledgers.take(row(3, 重复于="2025-002"))
    moved = await leader(ledgers, "2025-003")

    report = await ledgers.take(row(3))

    assert moved == ledgers.id("2025-002")
    assert await leader(ledgers, "2025-003") is None
    assert isinstance((await ledgers.events("2025-003"))[-1], MatterUnlinked)
    assert report.counts.merged == 1


async def test_circles_chains_and_unknown_references_keep_their_rows_out(ledgers: Ledgers) -> None:
    report = await ledgers.take(
        row(1, 重复于="2025-002"), row(2, 重复于="2025-001"),
        row(3, 重复于="2025-003"),
        row(4, 重复于="2025-005"), row(5, 重复于="2025-006"), row(6),
        row(7, 重复于="2025-999"), row(8, 重复于="2025-007"),
        row(9, 重复于="2025-010"), row(10, 争议类型="吵架"),
    )  # fmt: skip

    assert cells(f for f in report.faults if f.title == "重复于") == {
        ("J3", "reference_circle"),
        ("J4", "reference_circle"),
        ("J5", "reference_circle"),
        ("J6", "reference_chain"),
        ("J9", "reference_unknown"),
        ("J10", "reference_chain"),
        ("J11", "reference_unknown"),
    }
    assert report.counts.added == 2
    assert await leader(ledgers, "2025-005") == ledgers.id("2025-006")
