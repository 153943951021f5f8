"""S3, its clocks: the court's day passes, the window runs again, and an amended agreement has its own."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio

from tests.support.clock_stories import ClockStory, story_on
from tests.support.database import Databases
from tests.support.reinforcing import COURT, confirm, payments, refused, signed_and_sealed

APPLY, SUPPLEMENT, EXCUSE = "CONF.APPLY", "CONF.SUPPLEMENT", "CONF.EXCUSE"
DOCKET = "（2026）新0105诉前调确71号"
ASKED = {"items": "用人单位营业执照", "due_on": "2026-03-18"}
RECORD = "CONF.SUPPLEMENT:supplements/1"


@pytest_asyncio.fixture(loop_scope="module")
async def story(migrated: Databases, tmp_path: Path) -> AsyncIterator[ClockStory]:
    async with story_on(migrated, tmp_path) as told:
        yield told


async def asked_for_material(story: ClockStory) -> str:
    """In effect and applied for on 10 March; the court wants material by the 18th."""
    story.on(2026, 3, 10)
    dispute = await story.agreed()
    await story.follow()
    await apply(story, dispute)
    application = f"{dispute}/confirmation"
    await story.api.done(f"{application}/docketing", {"number": DOCKET}, role=COURT)
    await story.api.done(f"{application}/supplement-request", ASKED, role=COURT)
    return dispute


async def deemed_withdrawn(story: ClockStory) -> str:
    """Nothing came by the 18th."""
    dispute = await asked_for_material(story)
    await story.follow()
    story.on(2026, 3, 19)
    withdrawal = f"{dispute}/confirmation/deemed-withdrawal"
    answer = await story.api.done(withdrawal, {"reason": "未补充"}, role=COURT)
    assert answer.json()["warnings"] == []
    return dispute


async def apply(story: ClockStory, dispute: str) -> None:
    answer = await confirm(story.api, dispute)
    assert answer.status_code == 200, answer.text


def window(one: dict[str, Any]) -> tuple[str, str, str]:
    return one["start"], one["due_rolled"], one["status"]


async def test_the_day_that_the_court_set_is_a_clock_that_somebody_looks_after(
    story: ClockStory,
) -> None:
    dispute = await asked_for_material(story)
    found = await story.deadlines(dispute)
    supplement = found[SUPPLEMENT]
    assert (supplement["key"], supplement["is_set"], supplement["status"]) == (
        RECORD, True, "running",
    )  # fmt: skip
    assert (supplement["start"], supplement["due_natural"]) == ("2026-03-10", "2026-03-18")
    assert [one["reason"] for one in supplement["explanation"]][:1] == ["start"]
    assert "set" in {one["reason"] for one in supplement["explanation"]}
    assert found[APPLY]["status"] == "met"
    (due,) = await story.due(dispute, SUPPLEMENT)
    assert (due["act_by"], due["days_left"], due["about"]) == ("2026-03-18", 8, "supplements/1")

    story.on(2026, 3, 19)
    assert await story.sweep() == 0
    assert await story.state(dispute) == "confirmation_pending"
    (task,) = await story.tasks(dispute, SUPPLEMENT)
    assert (task["light"], task["days_left"], task["status"]) == ("red", -1, "lapsed")
    assert await story.due(dispute, APPLY) == []


async def test_deemed_withdrawn_the_window_runs_again_from_the_same_effect(
    story: ClockStory,
) -> None:
    dispute = await deemed_withdrawn(story)

    found = await story.deadlines(dispute)
    assert window(found[APPLY]) == ("2026-03-10", "2026-04-09", "running")
    assert found[APPLY]["explanation"][-1]["on"] == "2026-04-09"
    assert SUPPLEMENT not in found
    await story.follow()
    assert [one["days_left"] for one in await story.due(dispute, APPLY)] == [21]
    assert await story.tasks(dispute, SUPPLEMENT) == []
    moves = (await story.read(f"{dispute}/deadline-moves"))["items"]
    supplement = [one for one in moves if one["rule"] == SUPPLEMENT]
    assert [one["cause"] for one in supplement] == ["ConfirmationDeemedWithdrawn"]
    changes = [change["code"] for one in moves if one["rule"] == APPLY for change in one["changes"]]
    assert changes == ["met", "began_again"]

    story.on(2026, 3, 25)
    await apply(story, dispute)
    applied = (await story.deadlines(dispute))[APPLY]
    assert (applied["status"], applied["met_on"], applied["is_late"]) == (
        "met", "2026-03-25", False,
    )  # fmt: skip


async def test_refused_the_version_has_no_window_and_the_amended_one_has_its_own(
    story: ClockStory,
) -> None:
    dispute = await deemed_withdrawn(story)
    story.on(2026, 3, 25)
    await apply(story, dispute)
    unclear = {"ground": "unclear", "number": DOCKET}
    await story.api.done(f"{dispute}/confirmation/dismissal", unclear, role=COURT)
    over = (await story.deadlines(dispute))[APPLY]
    assert (over["status"], over["ended_on"]) == ("ended", "2026-03-25")

    story.on(2026, 4, 2)
    term = {"claim": 1, "instalments": payments(880_000, 880_000, 880_000, due_in=5)}
    await story.done(f"{dispute}/amendments", {"terms": [term], "consented_by": [1, 2]})
    await signed_and_sealed(story.api, dispute)

    found = await story.deadlines(dispute)
    # Thirty days from 2 April end on 2 May, a day off: the first working day after is the 6th.
    assert window(found[APPLY]) == ("2026-04-02", "2026-05-06", "running")
    assert found[APPLY]["due_natural"] == "2026-05-02"
    assert "rolled" in {one["reason"] for one in found[APPLY]["explanation"]}
    assert window(found["REV.APPLY"]) == ("2026-04-02", "2026-04-17", "running")
    told = (await story.read(f"{dispute}/deadlines"))["deadlines"]
    instalments = [one for one in told if one["rule"] == "MED.FOLLOW"]
    assert [one["due_natural"] for one in instalments] == [
        "2026-05-15", "2026-06-15", "2026-07-15",
    ]  # fmt: skip
    assert {one["start"] for one in instalments} == {"2026-04-02"}
    await story.follow()
    assert [one["start_on"] for one in await story.due(dispute, APPLY)] == ["2026-04-02"]
    assert len(await story.due(dispute, "MED.FOLLOW")) == 3

    story.on(2026, 5, 6)
    await apply(story, dispute)
    ruling = {"ruling_number": DOCKET, "served": [{"party": 1, "on": "2026-05-06"}]}
    final = await story.api.done(f"{dispute}/confirmation/ruling", ruling, role=COURT)
    assert final.json()["state"] == "enforceable"
    met = (await story.deadlines(dispute))[APPLY]
    assert (met["status"], met["met_on"], met["is_late"]) == ("met", "2026-05-06", False)


async def test_a_late_application_is_refused_with_its_rule_and_what_is_open_instead(
    story: ClockStory,
) -> None:
    dispute = await deemed_withdrawn(story)
    assert [one["days_left"] for one in await story.due(dispute, APPLY)] == [21]
    story.on(2026, 4, 10)
    await story.follow()
    assert (await story.deadlines(dispute))[APPLY]["status"] == "lapsed"
    # The right is gone with its last day: nobody has to look after it any more.
    assert await story.tasks(dispute, APPLY) == []

    told = refused(await confirm(story.api, dispute), "confirmation_too_late", APPLY)

    assert told["type"] == "/problems/outside-legal-limit"
    assert "2026-04-09" in told["detail"]
    assert [one["move"] for one in told["allowed"]] == [
        "record_performance", "offer_referral", "arbitration_filed", "close_dispute",
    ]  # fmt: skip


def excused(story: ClockStory, excuse: str, day: str) -> dict[str, Any]:
    court = str(story.api.service.body("court"))
    return {"court": court, "applicants": [1, 2], "excuse": excuse, "excused_on": day}


async def test_posted_on_the_last_day_it_is_in_time(story: ClockStory) -> None:
    dispute = await deemed_withdrawn(story)
    story.on(2026, 4, 13)
    late = excused(story, "posted_in_time", "2026-04-10")
    refused(await story.api.post(f"{dispute}/confirmation", late), "posted_too_late", APPLY)

    await story.done(f"{dispute}/confirmation", excused(story, "posted_in_time", "2026-04-09"))

    applied = (await story.deadlines(dispute))[APPLY]
    assert (applied["status"], applied["met_on"], applied["is_late"]) == (
        "met", "2026-04-09", False,
    )  # fmt: skip


async def test_an_obstacle_saves_it_for_ten_days_after_its_end(story: ClockStory) -> None:
    dispute = await deemed_withdrawn(story)
    story.on(2026, 4, 24)
    over = excused(story, "force_majeure", "2026-04-13")
    answer = await story.api.post(f"{dispute}/confirmation", over)
    assert (answer.status_code, answer.json()["rule"]["id"]) == (409, EXCUSE)

    await story.done(f"{dispute}/confirmation", excused(story, "force_majeure", "2026-04-14"))

    found = await story.deadlines(dispute)
    assert window(found[EXCUSE]) == ("2026-04-14", "2026-04-24", "met")
    assert (found[APPLY]["status"], found[APPLY]["is_late"]) == ("met", True)
