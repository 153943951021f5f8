"""What the page of a dispute tells of its mediation, agreement, tribunals, documents and relations."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import httpx2
import pytest

from services.workflow.domain.given import Role
from tests.support.api import Api, dispute_id
from tests.support.database import Databases
from tests.support.pages import Pages, pages_on

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


async def arbitrated(api: Api) -> str:
    """A dispute in which as much happens as can in one."""
    dispute = await api.in_mediation()
    commission, court = (str(api.service.body(code)) for code in ("commission", "court"))
    lawyer: Any = {"kind": "lawyer", "name": "赵律师", "powers": ["settle"], "evidence": "委托书"}
    session = {"starts_at": "2026-03-12T14:30:00+08:00", "mode": "in_room", "place": "第一调解室"}
    letter = {"kind": "suggestion_letter", "recipients": [2], "reply_by": "2026-03-20"}
    await api.done(f"{dispute}/parties/1/representatives", lawyer)
    await api.done(f"{dispute}/scheduled-sessions", session)
    await api.done(f"{dispute}/documents", letter)
    served = {"recipient": 2, "method": "post", "outcome": "not_served", "proof": "退件"}
    await api.done(f"{dispute}/documents/1/services", served)
    await api.done(f"{dispute}/failure", {"reasons": [{"code": "gap_too_wide"}]})
    there: Any = {"role": Role.ARBITRATION_CLERK}
    offer = {"to": commission, "reason": "申请人要求仲裁", "applicant": 1}
    await api.done(f"{dispute}/referrals", offer)
    await api.done(f"{dispute}/referrals/1/acceptance", {}, **there)
    await api.done(f"{dispute}/arbitration/acceptance", {"number": "劳人仲案〔2026〕34号"}, **there)
    hearing = {"starts_at": "2026-04-02T09:30:00+08:00", "place": "第一仲裁庭"}
    await api.done(f"{dispute}/arbitration/hearings", hearing, **there)
    items = [{"no": 1, "claim": 1, "amount": 1_980_000, "is_final": False}]
    award = {"number": "劳人仲裁〔2026〕34号", "items": items}
    await api.done(f"{dispute}/arbitration/award", award, **there)
    await api.done(f"{dispute}/arbitration/award/service", {"party": 1}, **there)
    suit = {"court": court, "number": "（2026）新0105民初88号", "ground": "after_award", "by": [1]}
    await api.done(f"{dispute}/suits", suit, role=Role.COURT_LIAISON)
    return dispute


async def refused_and_linked(api: Api) -> tuple[str, str]:
    """An agreement that a court did not confirm, and another dispute it has to do with."""
    dispute, other = await api.effective(), await api.registered()
    court = str(api.service.body("court"))
    liaison: Any = {"role": Role.COURT_LIAISON}
    await api.done(f"{dispute}/confirmation", {"court": court, "applicants": [1, 2]})
    await api.done(f"{dispute}/confirmation/docketing", {"number": "民特1号"}, **liaison)
    await api.done(f"{dispute}/confirmation/dismissal", {"ground": "unclear"}, **liaison)
    await api.done(f"{dispute}/performances", {"amount": 1_320_000, "instalment": 1})
    link = {"other": str(dispute_id(other)), "reason": "同一用人单位"}
    seen = (await api.get(dispute)).headers["ETag"]
    await api.done(f"{dispute}/matter/link", link, If_Match=seen)
    return dispute, other


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
