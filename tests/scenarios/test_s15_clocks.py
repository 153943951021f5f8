"""S15, its clocks: the end of employment corrected by a year on a closed dispute, and who is told."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio

from tests.support.clock_stories import ClockStory, story_on
from tests.support.database import Databases

WAGES, KEY = "LIM.WAGES", "LIM.WAGES:claims/1"


@pytest_asyncio.fixture(loop_scope="module")
async def story(migrated: Databases, tmp_path: Path) -> AsyncIterator[ClockStory]:
    async with story_on(migrated, tmp_path) as told:
        yield told


async def closed(story: ClockStory) -> str:
    """Received on 10 March, the employment ended on 28 February; withdrawn on the 12th."""
    story.on(2026, 3, 10)
    dispute = await story.received()
    employment = {"started_on": "2020-03-01", "ended_on": "2026-02-28"}
    await story.done(f"{dispute}/parties/1/employment", employment)
    await story.follow()
    story.on(2026, 3, 12)
    await story.done(f"{dispute}/withdrawal", {"reason": "settled_privately", "by": [1]})
    await story.follow()
    return dispute


async def corrected(story: ClockStory, dispute: str) -> Any:
    """What is answered when the end of employment turns out to be a year earlier."""
    seen = (await story.api.get(dispute)).headers["ETag"]
    correction = {
        "field": "employment/1/ended_on",
        "new": "2025-02-28",
        "reason": "年份录错",
        "evidence": "解除劳动合同证明",
    }
    answer = await story.api.done(f"{dispute}/corrections", correction, If_Match=seen)
    return answer.json()


async def test_limitation_is_counted_anew_and_explains_itself_on_the_closed_dispute(
    story: ClockStory,
) -> None:
    dispute = await closed(story)
    before = (await story.deadlines(dispute))[WAGES]
    assert (before["runs_from"], before["due_rolled"]) == ("2026-03-10", "2027-03-10")
    story.on(2026, 6, 1)

    answer = await corrected(story, dispute)

    assert (answer["state"], answer["dependents"]) == ("closed", [WAGES])
    (moved,) = answer["moved"]
    assert (moved["key"], moved["why"], moved["is_status"]) == (KEY, "start", "ended")
    assert (moved["was_start"], moved["is_start"]) == ("2026-02-28", "2025-02-28")
    assert (moved["was_due"], moved["is_due"]) == ("2027-03-10", "2026-02-28")
    after = (await story.deadlines(dispute))[WAGES]
    assert (after["start"], after["runs_from"], after["due_rolled"]) == (
        "2025-02-28", "2025-02-28", "2026-02-28",
    )  # fmt: skip
    assert "第27条第4款" in after["basis"]


async def test_its_explanation_says_that_the_application_came_too_late_to_interrupt_it(
    story: ClockStory,
) -> None:
    dispute = await closed(story)
    await corrected(story, dispute)

    told = (await story.deadlines(dispute))[WAGES]["explanation"]
    # Whether the year's notice is known in whole is a matter of the calendar.
    steps = [one for one in told if one["reason"] != "provisional"]

    assert [(one["reason"], one["on"]) for one in steps] == [
        ("start", "2025-02-28"),
        ("interrupted", "2026-03-10"),
        ("corresponding_day", "2025-03-01"),
        ("make_up_day", "2026-02-28"),
        ("last_day", "2026-02-28"),
    ]
    application, _, saturday, _ = steps[1:]
    assert "期间已于 2026-02-28 届满，不发生中断" in application["zh"]
    assert "so it interrupts nothing" in application["en"]
    # The naive answer rolls the Saturday to 2 March: offices work on it.
    assert saturday["is_counted"]
    assert "不顺延" in saturday["zh"]


async def test_all_who_relied_on_the_wrong_day_are_named(story: ClockStory) -> None:
    dispute = await closed(story)

    answer = await corrected(story, dispute)

    handled = {"how": "handled", "body": str(story.api.service.body("centre"))}
    (told,) = answer["relied_on"]
    assert handled.items() <= told.items()
    assert told["of"] == [KEY, WAGES]


async def test_of_an_open_dispute_the_journal_keeps_what_moved_and_who_is_told(
    story: ClockStory,
) -> None:
    story.on(2026, 3, 10)
    dispute = await story.received()
    employment = {"started_on": "2020-03-01", "ended_on": "2026-02-28"}
    await story.done(f"{dispute}/parties/1/employment", employment)
    await story.follow()

    await corrected(story, dispute)
    await story.follow()

    (moved,) = (await story.read(f"{dispute}/deadline-moves"))["items"]
    assert (moved["rule"], moved["about"], moved["cause"]) == (WAGES, "claims/1", "FactCorrected")
    assert (moved["due_rolled_was"], moved["due_rolled_is"]) == ("2027-03-10", "2026-02-28")
    assert moved["relied_on"] == [WAGES]
    assert [one["id"] for one in moved["told"]] == [str(story.api.service.body("centre"))]
    assert await story.tasks(dispute, WAGES) == []
