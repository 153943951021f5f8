"""S7, its clocks: two windows from one day, each explained; one route at a time, one title, one figure."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio

from services.workflow.domain.given import Role
from tests.support.clock_stories import ClockStory, story_on
from tests.support.database import Databases
from tests.support.reinforcing import (
    COMMISSION,
    COURT,
    answers,
    confirm,
    order,
    refused,
    review,
)

APPLY, REVIEW = "CONF.APPLY", "REV.APPLY"
STATEMENT = "水劳人仲调〔2026〕27号"
YEAR = "region=650105&from=2026-01-01&to=2026-12-31"


@pytest_asyncio.fixture(loop_scope="module")
async def story(migrated: Databases, tmp_path: Path) -> AsyncIterator[ClockStory]:
    async with story_on(migrated, tmp_path) as told:
        yield told


async def effective_on_the_second(story: ClockStory) -> str:
    story.on(2026, 3, 2)
    dispute = await story.agreed()
    await story.follow()
    return dispute


def told(one: dict[str, Any]) -> tuple[str, str, str, str]:
    return one["start"], one["due_natural"], one["due_rolled"], one["status"]


async def test_both_windows_run_side_by_side_from_the_day_of_effect(story: ClockStory) -> None:
    dispute = await effective_on_the_second(story)

    found = await story.deadlines(dispute)

    assert told(found[REVIEW]) == ("2026-03-02", "2026-03-17", "2026-03-17", "running")
    assert told(found[APPLY]) == ("2026-03-02", "2026-04-01", "2026-04-01", "running")
    for rule, days in ((REVIEW, 15), (APPLY, 30)):
        first, *between = found[rule]["explanation"]
        (last,) = [step for step in between if step["reason"] == "last_day"]
        assert (first["reason"], first["on"], first["is_counted"]) == ("start", "2026-03-02", False)
        assert between[0]["on"] == "2026-03-03"
        assert max(step["number"] or 0 for step in between) == days
        assert (last["reason"], last["until"]) == ("last_day", found[rule]["due_rolled"])
        assert all(step["zh"] and step["en"] for step in found[rule]["explanation"])
        (due,) = await story.due(dispute, rule)
        assert (due["days_left"], due["is_own_duty"], due["status"]) == (days, False, "running")
    assert "办案规则" in found[REVIEW]["basis"]
    assert "第205条" in found[APPLY]["basis"]


async def test_applied_for_on_day_fourteen_the_other_window_runs_on_and_its_route_is_closed(
    story: ClockStory,
) -> None:
    dispute = await effective_on_the_second(story)
    story.on(2026, 3, 16)
    assert (await review(story.api, dispute)).status_code == 200
    found = await story.deadlines(dispute)
    assert (found[REVIEW]["status"], found[REVIEW]["met_on"], found[REVIEW]["is_late"]) == (
        "met", "2026-03-16", False,
    )  # fmt: skip
    # Five working days: 17, 18, 19, 23 and 24 March; the 20th is 肉孜节, off in Xinjiang alone.
    assert told(found["REV.ACCEPT"]) == ("2026-03-16", "2026-03-24", "2026-03-24", "running")
    festival = [one for one in found["REV.ACCEPT"]["explanation"] if one["on"] == "2026-03-20"]
    assert [one["is_counted"] for one in festival] == [False]
    assert told(found[APPLY]) == ("2026-03-02", "2026-04-01", "2026-04-01", "running")
    for other in (await confirm(story.api, dispute), await order(story.api, dispute)):
        no = refused(other, "reinforcement_in_use", "REINFORCE.ONE")
        assert "仲裁审查" in no["detail"]
    routes = {one["route"]: one["why_not"] for one in await story.read(f"{dispute}/routes")}
    assert routes["payment_order"]["code"] == "reinforcement_in_use"
    assert routes["direct_suit"]["code"] == "reinforcement_in_use"
    (due,) = await story.due(dispute, "REV.ACCEPT")
    assert (due["is_own_duty"], due["body"]["id"]) == (
        True, str(story.api.service.body("commission")),
    )  # fmt: skip

    await by_statement(story, dispute)

    found = await story.deadlines(dispute)
    assert (found[APPLY]["status"], found[APPLY]["ended_on"]) == ("ended", "2026-03-18")
    assert await story.due(dispute, APPLY) == []
    for other in (await confirm(story.api, dispute), await review(story.api, dispute)):
        refused(other, "enforceable_already", "REINFORCE.ONE")
    (only,) = await answers(story.api, dispute)
    assert only.result.value == "granted"
    assert (await story.read(dispute))["instrument"] == STATEMENT
    assert await counted(story) == (1, 1)


async def by_statement(story: ClockStory, dispute: str) -> None:
    """The commission accepts, and both sign for its statement on the 18th."""
    accepted = {"number": "水劳人仲审〔2026〕27号"}
    await story.api.done(f"{dispute}/review/acceptance", accepted, role=COMMISSION)
    story.on(2026, 3, 18)
    for party in (2, 1):
        receipt = {"number": STATEMENT, "party": party}
        receipts = f"{dispute}/review/statement/receipts"
        answer = await story.api.done(receipts, receipt, role=COMMISSION)
    assert answer.json()["state"] == "enforceable"


async def counted(story: ClockStory) -> tuple[int, int]:
    """How many successes the area has of how many matters; the parts are the disputes named."""
    await story.follow()
    path = f"/v1/figures/area_resolution@1?{YEAR}"
    answer = await story.api.get(path, role=Role.SUPERVISOR)
    assert answer.status_code == 200, answer.text
    total = answer.json()["total"]
    for part in (total["numerator"], total["denominator"]):
        named = {one for item in part["items"] for one in item["disputes"]}
        assert len(named) == part["count"]
    return total["numerator"]["count"], total["denominator"]["count"]


async def test_on_day_sixteen_review_is_out_of_time_and_the_court_open(story: ClockStory) -> None:
    dispute = await effective_on_the_second(story)
    story.on(2026, 3, 18)
    found = await story.deadlines(dispute)
    assert (found[REVIEW]["status"], found[REVIEW]["is_open"]) == ("lapsed", False)
    assert (found[APPLY]["status"], found[APPLY]["is_open"]) == ("running", True)
    # A right that has run out is nobody's task; the one that is left is.
    assert await story.tasks(dispute, REVIEW) == []
    assert [one["days_left"] for one in await story.tasks(dispute, APPLY)] == [14]

    no = refused(await review(story.api, dispute), "review_too_late_court_open", REVIEW)
    assert ("2026-03-17" in no["detail"], "2026-04-01" in no["detail"]) == (True, True)
    assert no["allowed"][0]["move"] == "apply_for_confirmation"

    assert (await confirm(story.api, dispute)).status_code == 200
    found = await story.deadlines(dispute)
    assert (found[APPLY]["status"], found[APPLY]["met_on"]) == ("met", "2026-03-18")
    refused(await review(story.api, dispute), "reinforcement_in_use", "REINFORCE.ONE")
    ruling = {"ruling_number": "（2026）新0105诉前调确72号"}
    await story.api.done(f"{dispute}/confirmation/ruling", ruling, role=COURT)
    assert await counted(story) == (1, 1)


async def test_refused_its_own_window_ends_and_the_courts_runs_on(story: ClockStory) -> None:
    dispute = await effective_on_the_second(story)
    story.on(2026, 3, 5)
    assert (await review(story.api, dispute)).status_code == 200
    ground = {"ground": "unclear"}
    await story.api.done(f"{dispute}/review/refusal", ground, role=COMMISSION)

    found = await story.deadlines(dispute)

    assert (found[REVIEW]["status"], found[REVIEW]["ended_on"]) == ("ended", "2026-03-05")
    assert told(found[APPLY]) == ("2026-03-02", "2026-04-01", "2026-04-01", "running")
    waits_for = (await story.read(f"{dispute}/deadlines"))["waits_for"]
    assert waits_for["deadline"] == APPLY
    story.on(2026, 4, 1)
    assert (await confirm(story.api, dispute)).status_code == 200
