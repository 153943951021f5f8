"""A ledger is taken over once, whole where it is good, and again adds nothing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from services.workflow.application.ledger.faults import Severity
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import Outcome, PartyKind
from services.workflow.domain.given import Role
from services.workflow.domain.values.sealed import Sealed
from services.workflow.recorded import codec
from services.workflow.storage.directory import PostgresDirectory
from tests.support.database import Databases
from tests.support.ledgers import Ledgers, agreed, cells, counted, ledgers_on, row, workbook
from tests.support.numbers import resident_number

NUMBER = resident_number("650105", date(1990, 1, 1))


@pytest.fixture
async def ledgers(databases: Databases, tmp_path: Path) -> AsyncIterator[Ledgers]:
    async with ledgers_on(databases, tmp_path) as opened:
        yield opened


async def test_a_row_becomes_a_dispute_with_the_days_on_which_things_happened(
    ledgers: Ledgers,
) -> None:
    report = await ledgers.take(agreed(履行日期="2025-04-01"))

    dispute = await ledgers.dispute()
    assert report.is_clean
    assert counted(report) == {"rows": 1, "disputes": 1, "added": 1, "events": 7}
    assert report.position == await ledgers.head()
    assert dispute.state is State.CLOSED
    assert dispute.outcome is Outcome.AGREEMENT_PERFORMED
    assert dispute.case_number == "2025-001"
    assert dispute.agreement is not None
    assert dispute.agreement.effective_on == date(2025, 3, 11)
    assert [event.occurred_on.isoformat() for event in await ledgers.events()] == [
        "2025-03-03", "2025-03-04", "2025-03-04", "2025-03-10", "2025-03-11", "2025-04-01",
        "2025-04-01",
    ]  # fmt: skip


async def test_events_say_that_a_ledger_recorded_them_and_where_they_come_from(
    ledgers: Ledgers,
) -> None:
    await ledgers.take(agreed(备注="示例数据"))

    rows = await ledgers.service.store.read_stream(ledgers.id())
    first, meta = codec.decode_state(rows[0].topic, rows[0].state)
    assert meta.role == Role.SYSTEM
    assert meta.organisation == ledgers.service.body("HGJ")
    assert first.source.ledger == "HGJ/2025-001"  # type: ignore[attr-defined]
    assert first.source.sample  # type: ignore[attr-defined]


async def test_people_are_sealed_each_under_an_own_key_and_one_document_is_one_person(
    ledgers: Ledgers,
) -> None:
    same = {"申请人": "阿依古丽", "申请人证件号": NUMBER, "申请人电话": "13999912345"}
    await ledgers.take(row(1, **same), row(2, **same), row(3, 申请人="王芳"))

    first, second, third = [await ledgers.dispute(f"2025-00{n}") for n in (1, 2, 3)]
    sealed = [dispute.parties[0] for dispute in (first, second, third)]
    assert all(isinstance(party.name, Sealed) for party in sealed)
    people = [party.name.person for party in sealed if isinstance(party.name, Sealed)]
    assert people[0] == people[1] != people[2]
    boxes = [(first.id, box) for box in (sealed[0].name, sealed[0].document, sealed[0].phone)]
    opened = await ledgers.service.keyring.open_all(boxes)  # type: ignore[arg-type]
    assert opened == ["阿依古丽", f"resident_id:{NUMBER}", "13999912345"]
    assert sealed[2].document is None


async def test_the_same_file_again_adds_nothing(ledgers: Ledgers) -> None:
    rows = [agreed(), row(2, 结果="撤回", 结果日期="2025-03-05", 重复于="2025-001"), row(3)]
    await ledgers.take(*rows)
    head = await ledgers.head()

    again = await ledgers.take(*rows)

    assert await ledgers.head() == head
    assert counted(again) == {"rows": 3, "disputes": 3, "unchanged": 3}
    assert again.is_clean


class BrokenOff(Exception):
    """The importing process dies."""


async def test_an_import_that_was_broken_off_is_finished_by_the_next_one(
    ledgers: Ledgers,
) -> None:
    rows = [agreed(n) for n in range(1, 1_200)]

    def die(stage: str, done: int, _of: int) -> None:
        if stage == "recording" and done:
            raise BrokenOff

    with pytest.raises(BrokenOff):
        await ledgers.take(*rows, progress=die)
    report = await ledgers.take(*rows)

    assert report.is_clean
    assert 0 < report.counts.unchanged < report.counts.disputes
    assert report.counts.added == report.counts.disputes - report.counts.unchanged
    assert {len(await ledgers.events(f"2025-{n:03d}")) for n in range(1, 1_200)} == {6}


async def test_two_imports_at_once_double_nothing(ledgers: Ledgers) -> None:
    rows = [agreed(n) for n in range(1, 40)]

    one, other = await asyncio.gather(ledgers.take(*rows), ledgers.take(*rows))

    events = [await ledgers.events(f"2025-{n:03d}") for n in range(1, 40)]
    assert {len(history) for history in events} == {6}
    assert one.counts.added + other.counts.added == 39
    assert one.is_clean
    assert other.is_clean


async def test_two_ledgers_that_differ_and_come_at_once_are_told_one_after_the_other(
    ledgers: Ledgers,
) -> None:
    reports = await asyncio.gather(
        ledgers.take(row(请求金额="100")), ledgers.take(row(请求金额="200"))
    )

    assert [report.is_clean for report in reports] == [True, True]
    assert sum(report.counts.added for report in reports) == 1
    assert sum(report.counts.corrected for report in reports) == 1


async def test_good_rows_are_imported_and_bad_ones_are_not(ledgers: Ledgers) -> None:
    report = await ledgers.take(
        row(1), row(2, 登记日期="2025-02-30"), row(3, 争议类型="吵架"), row(4)
    )

    assert counted(report) == {
        "rows": 4, "rows_refused": 2, "disputes": 2, "added": 2, "events": 2,
    }  # fmt: skip
    assert cells(report.faults) == {("D4", "date.impossible"), ("H5", "ledger.not_in_list")}
    assert await ledgers.events("2025-002") == []


async def test_a_dry_run_checks_everything_and_writes_nothing(ledgers: Ledgers) -> None:
    head = await ledgers.head()

    report = await ledgers.take(
        agreed(),
        row(2, 调解组织="新中心"),
        row(3, 区划代码="1"),
        is_dry_run=True,
        creates_unknown=True,
    )

    assert await ledgers.head() == head
    assert report.is_dry_run
    assert (report.counts.added, report.counts.rows_refused, report.counts.organisations) == (
        2,
        1,
        1,
    )


async def test_several_rows_with_one_number_are_one_dispute(ledgers: Ledgers) -> None:
    facts = {"协议金额": "10000", "请求金额": "12000"}
    report = await ledgers.take(
        agreed(申请人="王芳", **facts), agreed(申请人="阿依古丽", **facts), agreed(2, 涉及人数=12)
    )

    dispute = await ledgers.dispute()
    workers = [party for party in dispute.parties if party.kind is PartyKind.WORKER]
    assert report.counts.disputes == 2
    assert len(workers) == dispute.worker_count == len(dispute.claims) == 2
    assert dispute.agreement is not None
    assert dispute.agreement.due == 2_000_000
    assert (await ledgers.dispute("2025-002")).worker_count == 12


async def test_the_order_of_claimants_in_the_file_does_not_matter(ledgers: Ledgers) -> None:
    rows = [row(申请人="王芳", 请求金额="1"), row(申请人="阿依古丽", 请求金额="2")]
    await ledgers.take(*rows)

    again = await ledgers.take(*rows[::-1])

    assert counted(again) == {"rows": 2, "disputes": 1, "unchanged": 1}


async def test_one_bad_claimant_keeps_the_whole_dispute_out(ledgers: Ledgers) -> None:
    report = await ledgers.take(row(申请人="王芳"), row(申请人="古丽", 申请人电话="1"), row(2))

    assert cells(report.faults) == {("A3", "companion_refused"), ("J4", "phone.unreadable")}
    assert report.counts.disputes == 1


async def test_rows_of_one_dispute_must_not_contradict_each_other(ledgers: Ledgers) -> None:
    report = await ledgers.take(
        row(1, 申请人="甲"), row(1, 申请人="乙", 被申请人="别家"),
        row(2), row(2),
        row(3, 申请人="甲", 涉及人数=3), row(3, 申请人="乙", 涉及人数=4),
    )  # fmt: skip

    found = {fault.code for fault in report.faults}
    assert found == {"rows_differ", "row_repeated", "worker_counts_differ", "companion_refused"}
    assert report.counts.added == 0


async def test_an_unknown_organisation_is_refused_or_entered_as_unverified(
    databases: Databases, ledgers: Ledgers
) -> None:
    rows = [row(1, 调解组织="新中心"), row(2, 调解组织="坏中心", 争议类型="吵架")]
    refused = await ledgers.take(*rows)
    entered = await ledgers.take(*rows, creates_unknown=True)

    assert ("B3", "unknown_organisation") in cells(refused.faults)
    assert entered.counts.organisations == entered.counts.added == 1
    assert ("B3", "unverified_organisation") not in cells(refused.faults)
    on_file = {o.name: o for o in await PostgresDirectory(databases.app).organisations()}
    assert not on_file["新中心"].is_verified
    assert on_file["新中心"].region == "650105013"
    assert "坏中心" not in on_file
    again = await ledgers.take(*rows, creates_unknown=True)
    assert (again.counts.organisations, again.counts.unchanged) == (0, 1)


async def test_an_organisation_is_known_by_name_or_code(ledgers: Ledgers) -> None:
    report = await ledgers.take(row(1, 调解组织="龙盛街中心"), row(2, 调解组织="LSJ"))

    assert report.is_clean
    assert [(await ledgers.dispute(f"2025-00{n}", "LSJ")).state for n in (1, 2)] == [
        State.REGISTERED,
        State.REGISTERED,
    ]


async def test_a_mediator_is_found_on_the_roster_or_pointed_out(ledgers: Ledgers) -> None:
    report = await ledgers.take(agreed(1), agreed(2, 调解员="生人"))

    assert (await ledgers.dispute("2025-001")).mediator is not None
    assert (await ledgers.dispute("2025-002")).mediator is None
    assert [(f.code, f.severity) for f in report.faults] == [
        ("mediator_not_on_roster", Severity.WARNING)
    ]


async def test_a_direct_filing_is_with_the_commission_or_court_of_its_district(
    ledgers: Ledgers,
) -> None:
    report = await ledgers.take(
        row(1, 渠道="直接仲裁", 仲裁受理日期="2025-03-08", 仲裁案号="水劳人仲案〔2025〕1号"),
        row(2, 渠道="", 结果="直接起诉", 结果日期="2025-03-03"),
        row(3, 调解组织="ZC", 渠道="直接仲裁"),
    )

    states = [
        ((await ledgers.dispute("2025-001")).state, (await ledgers.dispute("2025-001")).custodian),
        ((await ledgers.dispute("2025-002")).state, (await ledgers.dispute("2025-002")).custodian),
        ((await ledgers.dispute("2025-003", "ZC")).state, None),
    ]
    assert report.is_clean
    assert states == [
        (State.IN_ARBITRATION, ledgers.service.body("ZC")),
        (State.IN_LITIGATION, ledgers.service.body("FY")),
        (State.ARBITRATION_FILED, None),
    ]


async def test_a_district_without_a_commission_on_file_is_a_fault(ledgers: Ledgers) -> None:
    report = await ledgers.take(row(区划代码="330281001", 渠道="直接仲裁"))

    assert cells(report.faults) == {("C3", "no_such_seat")}


async def test_the_bundle_of_one_file_can_be_traced(ledgers: Ledgers) -> None:
    await ledgers.take_file(workbook(row(1), row(2)))

    rows = [
        one
        for n in (1, 2)
        for one in await ledgers.service.store.read_stream(ledgers.id(f"2025-00{n}"))
    ]
    assert len({codec.decode_state(one.topic, one.state)[1].correlation_id for one in rows}) == 1
