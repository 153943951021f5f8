"""The ledger by HTTP: a file of what the caller may read, people as the caller may see them."""

import csv
import io
from typing import Any
from uuid import UUID

import httpx2
import msgspec
import openpyxl
import pytest

from services.cli.read_side import read_side
from services.projections.http.router import create_router
from services.projections.runner import catch_up
from services.workflow.application.ledger.drafts import dispute_id as ledger_id
from services.workflow.application.ledger.importing import LedgerImport
from services.workflow.application.ledger.sheets import Value
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Role
from services.workflow.domain.organisation import Organisation
from services.workflow.domain.values.region import RegionCode
from services.workflow.http.app import create_app
from services.workflow.recorded import codec
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.directory import PostgresDirectory
from tests.support.api import APPLICATION, Api, dispute_id
from tests.support.database import Databases
from tests.support.ledgers import workbook

DOCUMENT, PHONE = "11010519491231002X", "13999912345"
SAME = (
    "state",
    "outcome",
    "channel",
    "mandate",
    "region",
    "received_on",
    "accepted_on",
    "mediator",
    "organisation",
    "custodian",
    "worker_count",
)
COURT, CLERK = {"role": Role.COURT_LIAISON}, {"role": Role.ARBITRATION_CLERK}


class DistrictDirectory(PostgresDirectory):
    """The bodies of the tests, seated in the district as those of a real roster are."""

    async def organisations(self) -> list[Organisation]:
        found = await super().organisations()
        return [msgspec.structs.replace(one, region=RegionCode("650105")) for one in found]


def importer(api: Api, databases: Databases) -> LedgerImport:
    service = api.service
    return LedgerImport(
        service.store,
        service.keyring,
        DistrictDirectory(databases.app),
        service.registry,
        service.clock,
        NationalRulebook(),
    )


async def ledger(api: Api, databases: Databases, query: str = "", **how: Any) -> Any:
    await catch_up(databases.projector)
    answer = await api.get(f"/v1/ledger{query}", **how)
    assert answer.status_code == 200, answer.text
    return answer


def table(answer: Any) -> list[dict[str, str]]:
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


async def row_of(api: Api, databases: Databases, dispute: str, **how: Any) -> dict[str, str]:
    """The row of a dispute; none there is an error of the test."""
    number = (await api.get(dispute)).json()["case_number"]
    rows = table(await ledger(api, databases, **how))
    (found,) = [line for line in rows if line["登记编号"] == number]
    return found


async def performed(api: Api) -> str:
    dispute = await api.effective(2_640_000)
    court = str(api.service.body("court"))
    await api.done(f"{dispute}/confirmation", {"court": court, "applicants": [1, 2]})
    number = "（2026）新0105民特12号"
    await api.done(f"{dispute}/confirmation/docketing", {"number": number}, **COURT)
    await api.done(f"{dispute}/confirmation/ruling", {"ruling_number": number}, **COURT)
    await api.done(f"{dispute}/performances", {"amount": 2_640_000, "instalment": 1})
    await api.done(f"{dispute}/closing", {"outcome": "agreement_performed"})
    return dispute


async def in_arbitration(api: Api) -> str:
    dispute = await api.in_mediation()
    await api.done(f"{dispute}/failure", {"reasons": [{"code": "gap_too_wide"}]})
    offer = {"to": str(api.service.body("commission")), "reason": "申请人申请仲裁", "applicant": 1}
    await api.done(f"{dispute}/referrals", offer)
    await api.done(f"{dispute}/referrals/1/receipt", {}, **CLERK)
    await api.done(f"{dispute}/referrals/1/acceptance", {}, **CLERK)
    number = {"number": "水劳人仲案〔2026〕34号"}
    await api.done(f"{dispute}/arbitration/acceptance", number, **CLERK)
    return dispute


async def confirming(api: Api) -> str:
    dispute = await api.effective(2_640_000)
    court = str(api.service.body("court"))
    await api.done(f"{dispute}/confirmation", {"court": court, "applicants": [1, 2]})
    return dispute


async def state_of(api: Api, dispute: UUID) -> Dispute:
    rows = await api.service.store.read_stream(dispute)
    return fold([codec.decode_state(one.topic, one.state)[0] for one in rows], dispute)


@pytest.mark.parametrize(
    "lived", [Api.registered, Api.in_mediation, performed, in_arbitration, confirming]
)
async def test_a_live_dispute_comes_to_the_same_where_its_row_is_taken_over(
    api: Api, migrated: Databases, lived: Any
) -> None:
    dispute = await lived(api)
    live = await state_of(api, dispute_id(dispute))
    told = await row_of(api, migrated, dispute)
    # Numbers in part are for readers; nothing can take them over.
    row: dict[str, Value] = {k: cell for k, cell in told.items() if "*" not in cell}

    report = await importer(api, migrated).run(workbook(row))

    there = await state_of(api, ledger_id(api.service.body("centre"), live.case_number))
    assert not [fault for fault in report.faults if fault.is_error], report.faults
    assert {name: getattr(there, name) for name in SAME} == {
        name: getattr(live, name) for name in SAME
    }
    assert [c.claim for c in there.claims] == [c.claim for c in live.claims]
    assert there.arbitration_number == live.arbitration_number
    if live.agreement is not None and there.agreement is not None:
        assert there.agreement.effective_on == live.agreement.effective_on
        assert (there.agreement.due, there.agreement.paid) == (
            live.agreement.due,
            live.agreement.paid,
        )


async def test_whoever_has_the_dispute_reads_numbers_of_persons_whole(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.in_mediation()

    found = await row_of(api, migrated, dispute)

    assert found["调解组织"] == "centre"
    assert (found["申请人"], found["调解员"]) == ("阿依古丽", "王调解")
    assert (found["申请人证件号"], found["申请人电话"]) == (DOCUMENT, PHONE)
    assert (found["请求金额"], found["争议类型"]) == ("26400.00", "劳动报酬")


async def test_another_body_that_takes_part_reads_names_but_numbers_in_part(
    api: Api, migrated: Databases
) -> None:
    dispute = await confirming(api)

    found = await row_of(api, migrated, dispute, role=Role.COURT_LIAISON)

    assert found["申请人"] == "阿依古丽"
    assert found["申请人证件号"] == "110105********002X"
    assert found["申请人电话"] == "139****2345"


async def test_a_supervisor_reads_masked_names_and_no_numbers_of_persons(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.in_mediation()

    found = await row_of(api, migrated, dispute, role=Role.SUPERVISOR)

    assert (found["申请人"], found["调解员"]) == ("阿某某", "王某某")
    assert (found["申请人证件号"], found["申请人电话"]) == ("", "")
    assert found["被申请人"] == "乌鲁木齐某某建筑有限公司"


async def test_nobody_reads_what_is_not_for_them(api: Api, migrated: Databases) -> None:
    await api.registered()

    for role in (Role.COURT_LIAISON, Role.PARTNER_BUREAU):
        rows = table(await ledger(api, migrated, role=role))
        for line in rows:
            number = line["登记编号"]
            seen = (await api.get(f"/v1/disputes?text={number}", role=role)).json()["items"]
            assert number in {one["case_number"] for one in seen}
    unrelated = api.token("clerk", "other-centre")
    answer = await api.client.get("/v1/ledger", headers={"Authorization": f"Bearer {unrelated}"})
    assert table(answer) == []


async def test_an_erased_person_is_named_to_nobody(api: Api, migrated: Databases) -> None:
    dispute = await api.registered()
    (worker, *_) = (await state_of(api, dispute_id(dispute))).parties
    await api.service.keyring.destroy(worker.name.person)  # type: ignore[union-attr]

    found = await row_of(api, migrated, dispute)

    assert (found["申请人"], found["申请人证件号"], found["申请人电话"]) == ("某某", "", "")


async def test_a_workbook_is_sent_as_one(api: Api, migrated: Databases) -> None:
    await api.registered()

    answer = await ledger(api, migrated, "?format=xlsx&region=650105")

    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert "filename*=UTF-8''%E5%8F%B0%E8%B4%A6-" in answer.headers["Content-Disposition"]
    sheet: Any = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet["A1"].value == "登记编号"
    assert sheet["D2"].is_date
    assert answer.headers["ETag"] == (await api.get("/v1/ledger?format=xlsx")).headers["ETag"]


async def test_region_and_period_narrow_the_ledger(api: Api, migrated: Databases) -> None:
    await api.registered(region="650105014")

    (there,) = table(await ledger(api, migrated, "?region=650105014"))
    none = table(await ledger(api, migrated, "?from=2020-01-01&to=2020-12-31"))

    assert there["区划代码"] == "650105014"
    assert none == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("format=pdf", "format"),
        ("region=12", "region"),
        ("organisation=HGJ", "organisation"),
        ("from=2026-13-01", "from"),
        ("from=2026-03-02&to=2026-03-01", "to"),
        ("since=2026-03-01", "since"),
    ],
)
async def test_a_wrong_parameter_is_told_at_its_name(api: Api, query: str, parameter: str) -> None:
    answer = await api.get(f"/v1/ledger?{query}")

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


async def test_the_other_side_of_the_respondent_stands_in_the_note(
    api: Api, migrated: Databases
) -> None:
    worker, employer = APPLICATION["parties"]
    second = employer | {"name": "乌鲁木齐某某劳务有限公司"}
    dispute = await api.registered(parties=[worker, employer, second])

    found = await row_of(api, migrated, dispute)

    assert found["被申请人"] == "乌鲁木齐某某建筑有限公司"
    assert found["备注"] == "其他被申请人：乌鲁木齐某某劳务有限公司"


async def test_more_than_one_file_holds_is_refused_with_the_way_to_ask_for_less(
    api: Api, migrated: Databases
) -> None:
    await api.registered()
    await api.registered()
    await catch_up(migrated.projector)
    opener = api.service.keyring.open_all
    async with read_side(migrated.app, opener) as reads:
        small = create_router(msgspec.structs.replace(reads, most_exported=1))
        app = create_app(msgspec.structs.replace(api.dependencies, routers=(small,)))
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://fengqiao") as client:
            token = {"Authorization": f"Bearer {api.tokens[Role.CLERK]}"}
            answer = await client.get("/v1/ledger", headers=token)

    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["parameter"], error["code"]) == ("from", "too_many")
    assert "一个文件至多1件" in error["detail"]
