"""What pages tell of deadlines: why a day is what it is, what is due, in whose hands, which calendars."""

from collections.abc import Iterator
from html import unescape

import httpx2
import pytest

from services.projections.deadlines.runner import keep_up
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.pages import Pages, pages_on
from tests.support.rich_disputes import arbitrated


@pytest.fixture(scope="module")
def pages(migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    migrated.empty()
    with pages_on(migrated, tmp_path_factory.mktemp("pages")) as opened:
        yield opened


def shown(pages: Pages, path: str, language: str = "zh") -> str:
    """The page, when the read models and the deadlines have caught up."""
    pages.catch_up()
    pages.live.ask(
        lambda api: keep_up(
            pages.databases.projector, api.dependencies.rulebook, clock=api.service.clock
        )
    )
    answer = httpx2.get(pages.url + path, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def page_of(dispute: str) -> str:
    return dispute.removeprefix("/v1")


def test_a_dispute_tells_why_a_day_is_what_it_is(pages: Pages) -> None:
    dispute = pages.live.ask(lambda api: api.registered())
    told, english = shown(pages, page_of(dispute)), shown(pages, page_of(dispute), "en")

    assert 'id="clocks-name"' in told
    assert "为什么是这一天" in told
    assert "MED.ACCEPT" in told
    assert '<time class="number" datetime="2026-03-13">' in told
    for step in ("2026-03-11（周三）", "2026-03-12（周四）", "2026-03-13（周五）"):
        assert step in told
    assert "规则未经法律人员核对" in told
    assert "Why this day" in english


def test_what_is_over_is_folded_away(pages: Pages) -> None:
    dispute = pages.live.ask(lambda api: api.in_mediation())
    told = shown(pages, page_of(dispute))

    assert "已办理、不再适用或尚未起算的期限" in told
    assert "已办理于" in told
    assert "没有未办结的期限。" not in told


async def corrected(api: Api) -> str:
    """A dispute in mediation whose day of receipt was put right."""
    dispute = await api.in_mediation()
    seen = (await api.get(dispute)).headers["ETag"]
    put_right = {"field": "registered_on", "new": "2026-03-03", "reason": "录入错误"}
    await api.done(f"{dispute}/corrections", put_right | {"evidence": "申请书"}, If_Match=seen)
    return dispute


def test_what_a_correction_moved_is_told_with_both_days(pages: Pages) -> None:
    dispute = pages.live.ask(corrected)
    told, english = shown(pages, page_of(dispute)), shown(pages, page_of(dispute), "en")

    assert "期限变动" in told
    assert "起算日变更" in told
    assert "2026-03-25 → 2026-03-18" in told
    assert "it starts on another day" in english


async def claimed(api: Api) -> str:
    """A dispute one of whose tasks somebody has in hand."""
    dispute = await api.registered()
    await api.done(f"{dispute}/tasks/MED.ACCEPT/claim", {})
    return dispute


def test_what_is_due_is_listed_with_its_light_and_in_whose_hands_it_is(pages: Pages) -> None:
    dispute = pages.live.ask(claimed)
    whole, mine = shown(pages, "/deadlines"), shown(pages, "/deadlines?tasks=claimed")
    free = shown(pages, "/deadlines?tasks=unclaimed")

    assert f'href="{page_of(dispute)}"' in mine
    assert "clerk@centre" in mine
    assert "clerk@centre" not in free
    assert "未到" in whole or "临近" in whole
    assert "已逾期 0" in whole


def test_a_light_narrows_the_list(pages: Pages) -> None:
    pages.live.ask(lambda api: api.registered())
    told = shown(pages, "/deadlines?light=red")

    assert "没有符合条件的期限" in told
    assert 'aria-current="true"' in told


@pytest.mark.parametrize("query", ["light=x&tasks=y", "region=nowhere", "cursor=x", "centre=?"])
def test_an_address_that_was_tampered_with_shows_the_list(pages: Pages, query: str) -> None:
    assert "期限与待办" in shown(pages, f"/deadlines?{query}")


def test_disputes_that_need_a_look_are_listed_or_it_is_said_that_there_are_none(
    pages: Pages,
) -> None:
    pages.live.ask(arbitrated)
    told = shown(pages, "/exceptions")

    assert "需要查看的争议" in told
    assert "没有需要查看的争议" in told or "自何日起" in told
    assert shown(pages, "/exceptions?cursor=x")


def test_calendars_tell_which_years_are_published_and_which_days_are_special(
    pages: Pages,
) -> None:
    told = shown(pages, "/calendars?region=CN&year=2026")

    for word in ("2026年的放假和调休", "2026-02-14", "上班", "已公布", "暂定", "国办"):
        assert word in told
    assert shown(pages, "/calendars?region=nowhere&year=1")
    assert "make-up" in shown(pages, "/calendars?region=CN&year=2026", "en")
