"""S2: what the clocks of a mediation do by themselves, over a late calendar and a sweep that stood still."""

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from tests.support.api import Api
from tests.support.clock_stories import LAPSES, YUYAO, ClockStory, yuyao_centre
from tests.support.database import Databases
from tests.support.sweeping import types_of

RECEIPT, OWN, ZHEJIANG = "MED.15.RECEIPT", "MED.15.ACCEPT", "MED.15.ZJ"
NOTICE: dict[str, Any] = {
    "year": 2027,
    "off_days": [
        *("2027-01-01", "2027-01-04", "2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10"),
        *("2027-02-11", "2027-02-12", "2027-04-05", "2027-05-03", "2027-05-04", "2027-06-09"),
        *("2027-09-15", "2027-10-01", "2027-10-04", "2027-10-05", "2027-10-06", "2027-10-07"),
    ],
    "make_up_days": ["2027-01-31", "2027-02-14"],
    "title": "关于2027年部分节假日安排的通知（虚构）",
    "number": "虚构〔2026〕1号",
    "issuer": "虚构办公厅",
    "published_on": "2026-12-31",
    "read_at": "https://example.cn/2027",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both_centres(api: Api) -> Api:
    await yuyao_centre(api)
    return api


@pytest_asyncio.fixture(loop_scope="module")
async def story(both_centres: Api, migrated: Databases) -> AsyncIterator[ClockStory]:
    told = ClockStory(both_centres, migrated)
    yield told
    await told.hold()


@pytest_asyncio.fixture(loop_scope="module")
async def zhejiang(both_centres: Api, migrated: Databases) -> AsyncIterator[ClockStory]:
    told = ClockStory(both_centres, migrated, YUYAO)
    yield told
    await told.hold()


async def test_the_lapse_from_receipt_opens_the_road_and_the_dispute_stays_open(
    story: ClockStory,
) -> None:
    story.on(2026, 4, 8)
    dispute = await story.received()
    story.on(2026, 4, 10)
    await story.accept(dispute)
    assert (await story.deadlines(dispute))[RECEIPT]["due_rolled"] == "2026-04-23"

    story.on(2026, 4, 23)
    assert await story.sweep() == 0
    story.on(2026, 4, 24)
    assert await story.sweep() == 1

    (lapse,) = await story.lapses(dispute)
    assert (type(lapse.event).__name__, str(lapse.event.due_on)) == (LAPSES[0], "2026-04-23")
    assert await story.state(dispute) == "accepted"
    assert (await story.read(dispute))["mediation"]["has_receipt_period_lapsed"]
    routes = {one["route"]: one["is_open"] for one in await story.read(f"{dispute}/routes")}
    assert routes["arbitration"]
    assert (await story.deadlines(dispute))[OWN]["status"] == "running"


async def test_the_organisations_period_ends_in_failure_without_an_extension(
    story: ClockStory,
) -> None:
    story.on(2026, 4, 8)
    lapses, goes_on = await story.received(), await story.received()
    for dispute in (lapses, goes_on):
        await story.accept(dispute)
    await story.done(f"{goes_on}/mediator", {"mediator": str(story.api.service.mediator)})
    story.on(2026, 4, 20)
    longer = {"until": "2026-05-08", "consented_by": [1, 2]}
    await story.done(f"{goes_on}/mediation-period/extensions", longer)

    story.on(2026, 4, 24)
    await story.sweep()

    assert await story.state(lapses) == "mediation_failed"
    assert await story.state(goes_on) == "in_mediation"
    assert (await story.deadlines(goes_on))[OWN]["due_rolled"] == "2026-05-08"
    story.on(2026, 5, 9)
    await story.sweep()
    assert await story.state(goes_on) == "mediation_failed"
    assert str((await story.lapses(goes_on))[-1].event.occurred_on) == "2026-05-09"


async def test_in_zhejiang_it_ends_fifteen_days_from_receipt(zhejiang: ClockStory) -> None:
    zhejiang.on(2026, 4, 8)
    dispute = await zhejiang.received()
    zhejiang.on(2026, 4, 13)
    await zhejiang.accept(dispute)

    own = (await zhejiang.deadlines(dispute))[ZHEJIANG]
    assert (own["start"], own["due_rolled"]) == ("2026-04-08", "2026-04-23")
    zhejiang.on(2026, 4, 24)
    await zhejiang.sweep()

    assert await zhejiang.state(dispute) == "mediation_failed"
    assert types_of(await zhejiang.lapses(dispute)) == list(LAPSES)


async def test_a_sweep_that_stood_still_for_two_days_loses_and_doubles_nothing(
    story: ClockStory,
) -> None:
    received: dict[str, str] = {}
    for day in (14, 15, 16):
        story.on(2026, 4, day)
        dispute = await story.received()
        await story.accept(dispute)
        received[dispute] = f"2026-04-{day + 16}"
    story.on(2026, 4, 29)
    assert await story.sweep() == 0

    # It stands still on the 30th and on 1 May.
    story.on(2026, 5, 6)
    assert await story.sweep() >= 2
    story.on(2026, 5, 8)
    await story.sweep()
    assert await story.sweep() == 0

    for dispute in received:
        lapses = await story.lapses(dispute)
        assert sorted(types_of(lapses)) == sorted(LAPSES)
        due = {one.event.due_on for one in lapses}
        assert len(due) == 1
        assert {(one.event.occurred_on - one.event.due_on).days for one in lapses} == {1}


async def publish(story: ClockStory) -> None:
    """Let the notice of 2027 be entered, between two looks of those who follow."""
    await story.follow()
    national = story.api.token("supervisor", "bureau", region="CN")
    entered = await story.api.post("/v1/calendars/CN/notices", NOTICE, token=national)
    assert entered.status_code == 201, entered.text
    await story.follow()


async def test_a_calendar_that_comes_late_moves_what_rests_on_it_and_nothing_else(
    zhejiang: ClockStory,
) -> None:
    zhejiang.on(2026, 12, 17)
    decided = await zhejiang.received()
    await zhejiang.accept(decided)
    zhejiang.on(2026, 12, 22)
    untouched = await zhejiang.received()
    zhejiang.on(2026, 12, 30)
    affected = await zhejiang.received()
    zhejiang.on(2027, 1, 5)
    await zhejiang.sweep()
    kept = await zhejiang.lapses(decided)
    assert {str(one.event.due_on) for one in kept} == {"2027-01-04"}
    before = {address: await zhejiang.deadlines(address) for address in zhejiang.addresses}
    check = before[affected]["MED.ACCEPT"]
    assert (check["due_rolled"], check["provisional"]) == ("2027-01-05", True)

    zhejiang.on(2027, 1, 6)
    await publish(zhejiang)

    after = {address: await zhejiang.deadlines(address) for address in zhejiang.addresses}
    check = after[affected]["MED.ACCEPT"]
    assert (check["due_rolled"], check["provisional"], check["status"]) == (
        "2027-01-06", False, "running",
    )  # fmt: skip
    assert any(
        step["on"] == "2027-01-04" and not step["is_counted"] for step in check["explanation"]
    )
    dates = {rule: one["due_rolled"] for rule, one in before[untouched].items()}
    moved = {rule for rule, one in after[untouched].items() if one["due_rolled"] != dates[rule]}
    assert "MED.ACCEPT" not in moved
    journal = (await zhejiang.read(f"{affected}/deadline-moves"))["items"]
    assert {one["cause"] for one in journal if one["rule"] == "MED.ACCEPT"} == {"calendar"}

    again = await zhejiang.lapses(decided)
    assert [(one.event, one.meta.calendar) for one in again] == [
        (one.event, one.meta.calendar) for one in kept
    ]
    assert again[0].meta.calendar != check["calendar"]
