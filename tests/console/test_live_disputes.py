"""Disputes worked by hand, seen on their pages at each turn."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from services.workflow.domain.given import Role
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.pages import Pages, pages_on


@pytest.fixture
def pages(databases: Databases, tmp_path: Path) -> Iterator[Pages]:
    with pages_on(databases, tmp_path) as opened:
        yield opened


def shown(pages: Pages, path: str, language: str = "zh") -> str:
    """The page of a dispute, when the read models have caught up."""
    pages.catch_up()
    page = pages.url + path.replace("/v1", "")
    answer = httpx2.get(page, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.text


def test_the_page_of_a_dispute_follows_it_from_registration_to_the_hand_over(pages: Pages) -> None:
    dispute = pages.live.ask(lambda api: api.registered(is_oral=True, matter="拖欠工资三个月"))
    page = shown(pages, dispute)
    assert "已登记" in page
    assert "调解组织审查申请" in page
    assert "口头申请" in page
    assert "阿某某" in page
    assert "阿依古丽" not in page
    assert "拖欠工资" not in page
    assert "13999912345" not in page

    pages.live.ask(lambda api: fail_and_offer(api, dispute))
    page = shown(pages, dispute)
    assert "调解不成" in page
    assert "已移送水磨沟区commission，尚未送达" in page
    assert "当事人可以申请仲裁" in page


def test_an_agreement_is_shown_with_what_is_due_and_paid(pages: Pages) -> None:
    dispute = pages.live.ask(lambda api: api.effective())
    assert "应付26,400.00元，尚无付款记录" in shown(pages, dispute)

    pages.live.ask(lambda api: api.done(f"{dispute}/performances", {"amount": 1_320_000}))
    page = shown(pages, dispute)
    assert "应付26,400.00元，已付13,200.00元" in page
    assert "26,400.00 yuan due, 13,200.00 yuan paid" in shown(pages, dispute, "en")


def test_nothing_said_in_confidence_is_on_the_page(pages: Pages) -> None:
    dispute = pages.live.ask(lambda api: api.in_mediation())
    note = {"note": "单位愿意付到八千元"}
    pages.live.ask(lambda api: api.done(f"{dispute}/confidential-notes", note, role=Role.MEDIATOR))

    page = shown(pages, dispute)
    assert "指派调解员" in page
    assert "八千元" not in page


def test_a_live_dispute_is_no_sample(pages: Pages) -> None:
    dispute = pages.live.ask(lambda api: api.registered())

    assert "示例数据" not in shown(pages, dispute)
    assert "示例数据" not in shown(pages, "/disputes")


async def fail_and_offer(api: Api, dispute: str) -> None:
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-10"})
    await api.done(f"{dispute}/failure", {"reasons": [{"code": "gap_too_wide"}]})
    await api.done(
        f"{dispute}/referrals",
        {"to": str(api.service.body("commission")), "reason": "要求仲裁", "applicant": 1},
    )
