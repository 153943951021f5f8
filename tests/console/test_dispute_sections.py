"""What the page of a dispute tells of its mediation, agreement, tribunals, documents and relations."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx2
import pytest

from tests.support.database import Databases
from tests.support.pages import Pages, pages_on
from tests.support.rich_disputes import arbitrated, refused_and_linked

SECTIONS = ("mediation", "agreement", "title", "arbitration", "courts", "documents", "related")


@pytest.fixture(scope="module")
def pages(migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    migrated.empty()
    folder: Path = tmp_path_factory.mktemp("pages")
    with pages_on(migrated, folder) as opened:
        yield opened


def shown(pages: Pages, path: str, language: str = "zh") -> str:
    """The page of a dispute, when the read models have caught up."""
    pages.catch_up()
    page = pages.url + path.replace("/v1", "")
    answer = httpx2.get(page, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return unescape(answer.text)


def test_arbitration_and_suit_are_told_with_items_and_service(pages: Pages) -> None:
    page = shown(pages, pages.live.ask(arbitrated))

    for told in (
        "申请人阿某某：律师1人",
        "调解建议书",
        "已送1次",
        "应于2026年3月20日前回复，尚未回复",
        "劳人仲案〔2026〕34号",
        "第1项：劳动报酬，支付19,800.00元",
        "申请人阿某某：2026年3月10日收到",
        "被申请人乌鲁木齐某某建筑有限公司：尚未收到",
        "（2026）新0105民初88号，一审",
    ):
        assert told in page
    assert "赵律师" not in page


def test_an_agreement_is_told_by_instalment_and_with_what_the_court_said(pages: Pages) -> None:
    dispute, other = pages.live.ask(refused_and_linked)
    page, english = shown(pages, dispute), shown(pages, dispute, "en")

    for told in (
        "第1期，2026年4月15日前13,200.00元：已付清",
        "第2期，2026年5月15日前13,200.00元：尚欠13,200.00元",
        "司法确认：驳回（2026年3月10日），内容不明确",
    ):
        assert told in page
    assert f'href="{other.replace("/v1", "")}"' in page
    assert "No. 2, 13,200.00 yuan by 15 May 2026: 13,200.00 yuan outstanding" in english


def test_what_nothing_is_known_of_is_left_out(pages: Pages) -> None:
    page = shown(pages, pages.live.ask(lambda api: api.registered()))

    assert 'id="record-name"' in page
    assert [one for one in SECTIONS if f'id="{one}-name"' in page] == []
