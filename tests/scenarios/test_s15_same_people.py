"""S15: same people, two bureaus, wrong facts; a person decides, and both receipts resolve."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest_asyncio

from services.kit.database import connect
from services.projections.definitions.known import Question
from services.projections.figures import compute
from services.projections.runner import catch_up
from services.workflow.application.ledger.importing import LedgerImport
from services.workflow.domain.given import Role
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.directory import PostgresDirectory
from tests.support.api import APPLICATION, Answer, Api, api_on, dispute_id
from tests.support.database import Databases
from tests.support.ledgers import row, workbook

AT_CENTRE = "乌鲁木齐某某（天山）建筑有限公司"
AT_UNION = " 乌鲁木齐某某(天山) 建筑有限责任公司"
IN_LEDGER = "乌鲁木齐某某[天山]建筑公司"
RENAMED = "新疆大漠建设集团有限公司"
DOCUMENT = {"type": "resident_id", "number": "11010519491231002X"}
YEAR = Question(region="650105", from_on=date(2026, 1, 1), to_on=date(2026, 12, 31))
SUPERVISOR: dict[str, Any] = {"role": Role.SUPERVISOR}


def filing(employer: str) -> dict[str, Any]:
    worker = APPLICATION["parties"][0] | {"document": DOCUMENT}
    other = {"side": "respondent", "kind": "employer", "name": employer}
    return APPLICATION | {"parties": [worker, other]}


class Story:
    """What the people of the two bureaus and the supervisor do, one after the other."""

    def __init__(self, api: Api, databases: Databases) -> None:
        self.api = api
        self.databases = databases
        self.union = api.token("clerk", "other-centre")

    async def register(self, employer: str, token: str | None = None) -> Answer:
        answer = await self.api.post("/v1/disputes", filing(employer), token=token)
        assert answer.status_code == 201, answer.text
        await self.caught_up()
        return answer

    async def caught_up(self) -> None:
        await catch_up(self.databases.projector)

    async def read(self, path: str, token: str | None = None, **how: Any) -> Any:
        await self.caught_up()
        if token:
            how["Authorization"] = f"Bearer {token}"
        answer = await self.api.get(path, **how)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def decide(self, dispute: str, what: str, body: dict[str, Any]) -> Answer:
        """The supervisor of the region decides, on the version that was seen."""
        seen = (await self.api.get(dispute, **SUPERVISOR)).headers["ETag"]
        return await self.api.post(f"{dispute}/{what}", body, If_Match=seen, **SUPERVISOR)

    async def candidates(self, dispute: str, **how: Any) -> Any:
        return await self.read(f"{dispute}/matter-candidates", **how)

    async def counted(self) -> tuple[int, int]:
        """How many matters the figures have of the year, and how many disputes these were."""
        await self.caught_up()
        connection = await connect(self.databases.projector, name="test matters")
        try:
            figure = await compute(connection, "area_resolution@1", YEAR)
        finally:
            await connection.close()
        parts = (figure.total.denominator, *figure.total.beside[:1])
        items = [item for part in parts for item in part.items]
        return len(items), sum(len(item.disputes) for item in items)

    async def import_again(self) -> str:
        """The matter comes a third time, in a ledger."""
        importer = LedgerImport(
            self.api.service.store,
            self.api.service.keyring,
            PostgresDirectory(self.databases.app),
            self.api.service.registry,
            self.api.service.clock,
            NationalRulebook(),
        )
        line = row(
            "旧台账-7",
            调解组织="centre",
            区划代码="650105013",
            登记日期="2026-03-08",
            申请人证件号=DOCUMENT["number"],
            被申请人=IN_LEDGER,
        )
        report = await importer.run(workbook(line))
        assert report.is_clean, report
        found = await self.read("/v1/receipts?number=旧台账-7", **SUPERVISOR)
        return f"/v1/disputes/{found['items'][0]['leader']}"


@pytest_asyncio.fixture(loop_scope="module")
async def story(migrated: Databases, tmp_path: Path) -> AsyncIterator[Story]:
    migrated.empty()
    async with api_on(migrated, tmp_path) as running:
        yield Story(running, migrated)


def number_of(answer: Answer) -> str:
    number: str = answer.json()["case_number"]
    return number


async def test_the_second_bureau_is_warned_and_learns_nothing_of_the_first(story: Story) -> None:
    first = await story.register(AT_CENTRE)
    assert first.json()["warnings"] == []
    story.api.service.clock.advance(days=1)

    second = await story.register(AT_UNION, story.union)

    assert second.json()["warnings"] == ["same_matter_possible"]
    seen = await story.candidates(second.headers["Location"], token=story.union)
    assert (seen["items"], seen["elsewhere"]) == ([], 1)
    assert number_of(first) not in str(seen)
    other = await story.api.get(
        f"{first.headers['Location']}/matter-candidates",
        Authorization=f"Bearer {story.union}",
    )
    assert other.status_code == 404
    hidden = await story.api.get(
        f"/v1/receipts?number={number_of(first)}", Authorization=f"Bearer {story.union}"
    )
    assert hidden.status_code == 404
    bureau = await story.candidates(first.headers["Location"])
    assert bureau["elsewhere"] == 1


async def test_who_sees_both_is_told_what_speaks_for_it(story: Story) -> None:
    first = await story.register(AT_CENTRE)
    second = await story.register(AT_UNION, story.union)

    seen = await story.candidates(second.headers["Location"], **SUPERVISOR)

    (item,) = seen["items"]
    assert item["id"] == str(dispute_id(first.headers["Location"]))
    assert [sign["code"] for sign in item["signs"]] == [
        "same_person",
        "same_employer_name",
        "same_claims",
        "close_dates",
        "same_place",
    ]
    assert item["score"] == sum(sign["weight"] for sign in item["signs"])
    assert item["signs"][0]["name"] == "证件号码相同"
    assert seen["elsewhere"] == 0


async def test_a_person_decides_and_both_receipts_resolve_to_one_dispute(story: Story) -> None:
    first = await story.register(AT_CENTRE)
    second = await story.register(AT_UNION, story.union)
    leader = str(dispute_id(first.headers["Location"]))
    assert await story.counted() == (2, 2)

    merged = await story.decide(
        second.headers["Location"], "matter/merge", {"leader": leader, "reason": "两处登记同一争议"}
    )

    assert merged.status_code == 200, merged.text
    assert await story.counted() == (1, 2)
    for receipt in (first, second):
        found = await story.read(f"/v1/receipts?number={number_of(receipt)}", **SUPERVISOR)
        (matter,) = found["items"]
        assert matter["leader"] == leader
        assert [d["case_number"] for d in matter["disputes"]] == [
            number_of(first),
            number_of(second),
        ]
        assert [d["leads"] for d in matter["disputes"]] == [True, False]
    own = await story.read(f"/v1/receipts?number={number_of(second)}", token=story.union)
    assert [d["case_number"] for d in own["items"][0]["disputes"]] == [number_of(second)]
    assert (await story.candidates(second.headers["Location"], **SUPERVISOR))["items"] == []


async def test_the_decision_is_taken_back_and_another_taken(story: Story) -> None:
    first = await story.register(AT_CENTRE)
    second = await story.register(AT_UNION, story.union)
    here, other = second.headers["Location"], str(dispute_id(first.headers["Location"]))
    await story.decide(here, "matter/merge", {"leader": other, "reason": "两处登记同一争议"})

    undone = await story.decide(here, "matter/unlink", {"other": other, "reason": "请求期间不同"})

    assert undone.status_code == 200
    assert await story.counted() == (2, 2)
    assert (await story.candidates(here, **SUPERVISOR))["items"]
    distinct = await story.decide(
        here, "matter/distinct", {"other": other, "reason": "请求期间不同"}
    )
    assert distinct.status_code == 200
    assert (await story.candidates(here, **SUPERVISOR))["items"] == []
    assert (await story.candidates(first.headers["Location"], **SUPERVISOR))["items"] == []


async def test_a_matter_that_others_follow_is_not_merged_away(story: Story) -> None:
    first = await story.register(AT_CENTRE)
    second = await story.register(AT_UNION, story.union)
    third = await story.import_again()
    leader = str(dispute_id(first.headers["Location"]))
    body = {"leader": leader, "reason": "两处登记同一争议"}
    assert (await story.decide(second.headers["Location"], "matter/merge", body)).status_code == 200
    await story.caught_up()

    chain = await story.decide(
        first.headers["Location"],
        "matter/merge",
        {"leader": str(dispute_id(third)), "reason": "同一争议"},
    )
    assert chain.json()["code"] == "leads_others"
    to_follower = await story.decide(
        third,
        "matter/merge",
        {"leader": str(dispute_id(second.headers["Location"])), "reason": "同"},
    )
    assert to_follower.json()["code"] == "leader_is_follower"
    assert to_follower.json()["rule"]["id"] == "MATTER.ONCE"


async def test_who_may_not_read_the_other_cannot_decide_about_it(story: Story) -> None:
    first = await story.register(AT_CENTRE)
    second = await story.register(AT_UNION, story.union)
    here = second.headers["Location"]
    body = {"leader": str(dispute_id(first.headers["Location"])), "reason": "两处登记"}

    refused = await story.api.post(f"{here}/matter/merge", body, token=story.union, If_Match='"1"')

    assert refused.status_code == 404
    assert refused.json()["code"] == "unknown_leader"


async def test_renamed_cancelled_and_imported_a_third_time_it_is_still_found(story: Story) -> None:
    first = await story.register(AT_CENTRE)
    here = first.headers["Location"]
    renamed = await story.api.post(
        f"{here}/parties/2/name", {"name": RENAMED, "evidence": "登记通知书"}, If_Match='"1"'
    )
    assert renamed.status_code == 200, renamed.text

    third = await story.import_again()

    (found,) = (await story.candidates(third, **SUPERVISOR))["items"]
    assert found["id"] == str(dispute_id(here))
    assert "same_employer_name" in [sign["code"] for sign in found["signs"]]
    cancelled = await story.api.post(
        f"{here}/parties/2/cancellation",
        {"evidence": "注销登记信息", "answerable": [{"name": "某某投资有限公司"}]},
        If_Match='"2"',
    )
    assert cancelled.status_code == 200, cancelled.text
    assert (await story.candidates(third, **SUPERVISOR))["items"][0]["id"] == found["id"]
    again = await story.register(RENAMED, story.union)
    assert again.json()["warnings"] == ["same_matter_possible"]
    for duplicate in (third, again.headers["Location"]):
        body = {"leader": found["id"], "reason": "同一争议第三次登记"}
        assert (await story.decide(duplicate, "matter/merge", body)).status_code == 200
    assert await story.counted() == (1, 3)


async def test_the_end_of_employment_is_corrected_on_the_closed_dispute(story: Story) -> None:
    answer = await story.register(AT_CENTRE)
    here = answer.headers["Location"]
    employment = {"started_on": "2020-03-01", "ended_on": "2026-02-28"}
    recorded = await story.api.post(f"{here}/parties/1/employment", employment, If_Match='"1"')
    assert recorded.status_code == 200, recorded.text
    withdrawn = await story.api.done(
        f"{here}/withdrawal", {"reason": "settled_privately", "by": [1]}
    )
    assert withdrawn.json()["state"] == "closed"
    seen = (await story.api.get(here)).headers["ETag"]
    correction = {
        "field": "employment/1/ended_on",
        "new": "2025-02-28",
        "reason": "年份录错",
    }
    without = await story.api.post(f"{here}/corrections", correction, If_Match=seen)
    assert without.json()["rule"]["id"] == "CORRECT.EVIDENCE"

    corrected = await story.api.post(
        f"{here}/corrections", correction | {"evidence": "解除劳动合同证明"}, If_Match=seen
    )

    assert corrected.status_code == 200, corrected.text
    assert corrected.json()["state"] == "closed"
    assert corrected.json()["dependents"] == ["LIM.WAGES"]
    (moved,) = corrected.json()["moved"]
    assert (moved["key"], moved["why"]) == ("LIM.WAGES:claims/1", "start")
    assert (moved["was_start"], moved["is_start"]) == ("2026-02-28", "2025-02-28")
    told = corrected.json()["relied_on"]
    assert [(one["how"], one["body"]) for one in told] == [
        ("handled", str(story.api.service.body("centre")))
    ]
    history = await story.read(f"{here}/history")
    assert history["items"][-1]["text"] == (
        "更正当事人1的劳动关系终止日期：由2026年2月28日改为2025年2月28日，理由：年份录错，"
        "依据：解除劳动合同证明；原值曾用于计算：拖欠劳动报酬的仲裁时效。"
    )
